"""What the routes answer, and whom."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.model import Piece, Prompt
from assistant.surfaces.web.application import THREADS, create
from assistant.surfaces.web.guard import Visitors
from assistant.surfaces.web.tokens import KEPT, SESSION_SECONDS, SESSIONS, Sessions, Tokens
from assistant.turn import Turn
from index.build import add, remove
from index.library import Library
from index.settings import Settings
from index.settle import BATCH_ARTICLES
from index.sources.files import read_sources
from tests.assistant.archive import Attributing, open_library
from tests.assistant.news import ARTICLES, LORRIES, RAILWAY_NO, RAILWAY_YES, TELEVISION
from tests.assistant.surfaces.web.conftest import HEADERS, HOST, desk_of, served

FREEZE = "What did Vestrova say about the freeze of the pact?"
DRIVERS = "What did she say about the lorry drivers?"
RAILWAY = "What did Toskari say about the railway through Sefrin?"


def events(response: Any) -> list[tuple[str, Any]]:
    found = []
    for block in response.text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def ask(client: TestClient, text: str, **more: Any) -> dict[str, Any]:
    """The whole turn."""
    name, data = events(client.post("/api/ask", json={"text": text, **more}))[-1]
    assert name == "turn"
    return dict(data)


def quotes(turn: dict[str, Any]) -> set[str]:
    return {one["quote"] for one in turn["citations"]}


class TestTheChat:
    def test_an_answer_is_quotations_with_their_places(self, client: TestClient) -> None:
        turn = ask(client, FREEZE)
        article = next(one for one in ARTICLES if one.id == "briefing")
        assert TELEVISION in quotes(turn)
        for one in turn["citations"]:
            assert article.text[one["start"] : one["end"]] == one["quote"]

    def test_a_follow_up_leans_on_the_turn_before(self, client: TestClient) -> None:
        first = ask(client, FREEZE)
        assert quotes(ask(client, DRIVERS, conversation=first["conversation"])) == {LORRIES}

    def test_a_reading_of_the_users_own_stands_in_place_of_the_words(self, client: TestClient) -> None:
        reading = {"speaker": "Toskari", "topic": "the railway", "until": "2025-06-01", "outlet": ""}
        assert quotes(ask(client, FREEZE, reading=reading)) == {RAILWAY_NO}

    def test_a_bad_question_is_told_and_not_kept(self, client: TestClient) -> None:
        name, data = events(client.post("/api/ask", json={"text": "x" * 3000}))[-1]
        assert (name, "3000" in data["error"]) == ("failed", True)
        assert client.get("/api/conversations").json() == []

    def test_conversations_are_listed_searched_renamed_and_deleted(self, client: TestClient) -> None:
        name = ask(client, FREEZE)["conversation"]
        ask(client, RAILWAY)
        assert [one["title"] for one in client.get("/api/conversations").json()] == [RAILWAY, FREEZE]
        assert [one["id"] for one in client.get("/api/conversations", params={"words": "pact"}).json()] == [name]
        assert client.patch(f"/api/conversations/{name}", json={"title": "The pact"}).status_code == 204
        assert client.get(f"/api/conversations/{name}").json()["title"] == "The pact"
        assert client.delete(f"/api/conversations/{name}").status_code == 204
        assert client.get(f"/api/conversations/{name}").status_code == 404

    def test_a_conversation_is_read_again_with_its_words(self, client: TestClient) -> None:
        turn = ask(client, FREEZE)
        (again,) = client.get(f"/api/conversations/{turn['conversation']}").json()["turns"]
        assert quotes(again) == quotes(turn)


class TestLooking:
    def test_an_article_comes_in_three_pieces_that_are_its_text(self, client: TestClient) -> None:
        article = next(one for one in ARTICLES if one.id == "briefing")
        start = article.text.index(LORRIES)
        place = {"id": "briefing", "start": start, "end": start + len(LORRIES)}
        found = client.get("/api/article", params=place).json()
        assert "".join(found["pieces"]) == article.text
        assert found["pieces"][1] == LORRIES
        assert found["original"].startswith("https://ardesh-courier.example/briefing#:~:text=Both%20lorry")

    def test_a_place_that_is_not_there_is_told(self, client: TestClient) -> None:
        assert client.get("/api/article", params={"id": "briefing", "start": 5, "end": 99999}).status_code == 422
        assert client.get("/api/article", params={"id": "nothing"}).status_code == 404

    def test_who_is_quoted_and_with_what(self, client: TestClient) -> None:
        names = [one["name"] for one in client.get("/api/speakers").json()]
        assert "Vahan Toskari" in names
        found = client.get("/api/quotations", params={"speaker": "Vahan Toskari"}).json()
        assert {RAILWAY_YES, RAILWAY_NO} <= {one["quote"] for one in found}

    def test_the_archive_in_numbers(self, client: TestClient) -> None:
        state = client.get("/api/archive").json()
        assert state["articles"] == len(ARTICLES) == len(state["latest"])
        assert sum(state["months"].values()) == sum(one.published is not None for one in ARTICLES)
        assert sum(state["arrivals"].values()) == len(ARTICLES)

    def test_what_was_not_taken_in_is_told(self, client: TestClient, library: Library, tmp_path: Path) -> None:
        file = tmp_path / "news.jsonl"
        file.write_text("{}\n", encoding="utf-8")
        list(add(library, read_sources([str(file)], None), Attributing({})))
        (rejected,) = client.get("/api/archive").json()["rejected"]
        assert (rejected["source"], rejected["tries"]) == (f"{file}:1", 1)
        assert "text" in rejected["reason"]


class TestChanging:
    def test_a_correction_is_kept_under_the_editors_name(self, client: TestClient) -> None:
        (cited,) = ask(client, DRIVERS.replace("she", "Vestrova"))["citations"]
        place = {"article": cited["article"]["id"], "start": cited["start"], "end": cited["end"]}
        made = client.post("/api/corrections", json={**place, "speaker": "Anton Reshkel"}).json()
        assert (made["by"], made["after"]["speaker"]["name"]) == ("editor", "Anton Reshkel")
        assert quotes(ask(client, "What did Reshkel say about the lorry drivers?")) == {LORRIES}

    def test_a_correction_that_says_nothing_is_refused(self, client: TestClient) -> None:
        (cited,) = ask(client, DRIVERS.replace("she", "Vestrova"))["citations"]
        place = {"article": cited["article"]["id"], "start": cited["start"], "end": cited["end"]}
        refused = client.post("/api/corrections", json=place)
        assert (refused.status_code, "nothing to set" in refused.json()["error"]) == (400, True)

    def test_a_file_is_taken_in_and_another_kind_is_told(self, client: TestClient) -> None:
        text = "“The ferry sails on Monday,” Nazrel harbour master Ida Ornel told reporters on the quay."
        line = json.dumps({"id": "ferry", "text": text, "language": "en"})
        *_, (_, report) = events(client.post("/api/articles", params={"name": "news.jsonl"}, content=line.encode()))
        assert report == {"new": ["ferry"], "revised": [], "same": [], "copies": [], "rejected": []}
        assert client.get("/api/article", params={"id": "ferry"}).json()["pieces"] == [text]
        *_, (_, report) = events(client.post("/api/articles", params={"name": "a.exe"}, content=b"MZ"))
        assert report["rejected"][0]["source"] == "a.exe"

    def test_how_far_a_file_has_come_is_told_batch_by_batch(self, client: TestClient) -> None:
        lines = (json.dumps({"id": f"rain-{n}", "text": f"It rained in Lorn, {n}."}) for n in range(BATCH_ARTICLES + 4))
        response = client.post("/api/articles", params={"name": "news.jsonl"}, content="\n".join(lines).encode())
        *progress, (name, report) = events(response)
        assert [name for name, _ in progress] == ["progress"] * len(progress)
        assert [told["articles"] for _, told in progress] == [BATCH_ARTICLES, BATCH_ARTICLES + 4]
        shares = [told["share"] for _, told in progress]
        assert shares == sorted(shares)
        assert shares[-1] == pytest.approx(1.0, abs=0.02)
        assert (name, len(report["new"])) == ("report", BATCH_ARTICLES + 4)

    def test_articles_are_found_by_their_words_and_by_their_outlet(self, client: TestClient) -> None:
        (found,) = client.get("/api/articles", params={"words": "television freeze"}).json()
        (text,) = client.get("/api/article", params={"id": found["id"]}).json()["pieces"]
        assert (found["id"], "television" in text[found["start"] : found["end"]]) == ("briefing", True)
        for words, expected in (("", {"parliament", "railway-no"}), ("railway", {"railway-no"})):
            listed = client.get("/api/articles", params={"outlet": "Hestal Daily", "words": words}).json()
            assert {one["id"] for one in listed} == expected


class TestFeedback:
    def say(self, client: TestClient, turn: dict[str, Any], number: int, says: str | None) -> int:
        place = {"conversation": turn["conversation"], "turn": turn["turn"], "number": number}
        return client.put("/api/feedback", json={**place, "says": says}).status_code

    def test_it_is_kept_with_the_turn_until_it_is_taken_back(self, client: TestClient) -> None:
        turn = ask(client, FREEZE)
        assert turn["feedback"] == {}
        assert self.say(client, turn, 1, "good") == 204
        (again,) = client.get(f"/api/conversations/{turn['conversation']}").json()["turns"]
        assert again["feedback"] == {"1": "good"}
        assert self.say(client, turn, 1, None) == 204
        (again,) = client.get(f"/api/conversations/{turn['conversation']}").json()["turns"]
        assert again["feedback"] == {}

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            pytest.param({"number": 99}, 400, id="no such citation"),
            pytest.param({"turn": 7}, 400, id="no such turn"),
            pytest.param({"conversation": "none"}, 404, id="no such conversation"),
            pytest.param({"says": "dull"}, 422, id="no such word"),
        ],
    )
    def test_what_cannot_be_said_is_refused(self, client: TestClient, change: dict[str, Any], status: int) -> None:
        place = {"conversation": ask(client, FREEZE)["conversation"], "turn": 1, "number": 1, "says": "good"}
        assert client.put("/api/feedback", json=place | change).status_code == status


class TestDrafts:
    @pytest.fixture
    def draft(self, client: TestClient) -> str:
        return str(client.post("/api/drafts", json={"title": "Pacts"}).json()["id"])

    def add(self, client: TestClient, draft: str, cited: dict[str, Any]) -> Any:
        place = {name: cited[name] for name in ("kind", "start", "end")}
        article = {"article": cited["article"]["id"], "revision": cited["article"]["revision"]}
        return client.post(f"/api/drafts/{draft}/items", json=place | article).json()["number"]

    def test_citations_come_back_with_the_words_of_the_record(self, client: TestClient, draft: str) -> None:
        cited = ask(client, FREEZE)["citations"]
        numbers = [self.add(client, draft, one) for one in cited]
        client.patch(f"/api/drafts/{draft}/items/{numbers[0]}", json={"note": "the freeze"})
        client.put(f"/api/drafts/{draft}/order", json={"numbers": numbers[::-1]})
        found = client.get(f"/api/drafts/{draft}").json()["items"]
        assert [one["citation"]["quote"] for one in found] == [one["quote"] for one in cited[::-1]]
        assert [one["citation"]["speaker"] for one in found] == [one["speaker"] for one in cited[::-1]]
        assert found[-1]["note"] == "the freeze"

    def test_of_an_article_that_is_gone_the_note_stays(self, client: TestClient, draft: str, library: Library) -> None:
        number = self.add(client, draft, ask(client, FREEZE)["citations"][0])
        client.patch(f"/api/drafts/{draft}/items/{number}", json={"note": "the freeze"})
        remove(library, ["briefing"])
        (found,) = client.get(f"/api/drafts/{draft}").json()["items"]
        assert (found["citation"], found["note"]) == (None, "the freeze")

    def test_what_is_typed_between_is_its_writers(self, client: TestClient, draft: str) -> None:
        number = self.add(client, draft, ask(client, FREEZE)["citations"][0])
        typed = client.post(f"/api/drafts/{draft}/texts", json={"kind": "heading", "text": "Pact"}).json()["number"]
        client.put(f"/api/drafts/{draft}/order", json={"numbers": [typed, number]})
        assert client.patch(f"/api/drafts/{draft}/items/{typed}", json={"text": "The pact"}).status_code == 204
        first, second = client.get(f"/api/drafts/{draft}").json()["items"]
        assert (first["kind"], first["text"], first["by"]) == ("heading", "The pact", "editor")
        assert second["number"] == number

    def test_words_are_left_out_and_none_is_changed(self, client: TestClient, draft: str) -> None:
        cited = ask(client, FREEZE)["citations"][0]
        number = self.add(client, draft, cited)
        path, quote = f"/api/drafts/{draft}/items/{number}", cited["quote"]
        first = cited["start"] + len(quote.split()[0])
        assert client.patch(path, json={"elided": [[first, cited["end"]]]}).status_code == 204
        (found,) = client.get(f"/api/drafts/{draft}").json()["items"]
        assert found["words"] == f"{quote.split()[0]} …"
        assert found["citation"]["quote"] == quote
        for part in ([first + 2, first + 4], [0, 9], [first, first]):
            assert client.patch(path, json={"elided": [part]}).status_code in (400, 422)
        for change in ({"words": "other"}, {"text": "other"}):
            assert client.patch(path, json=change).status_code in (404, 422)
        assert client.get(f"/api/drafts/{draft}").json()["items"] == [found]

    def test_it_becomes_a_file(self, client: TestClient, draft: str) -> None:
        self.add(client, draft, ask(client, FREEZE)["citations"][0])
        made = client.get(f"/api/drafts/{draft}/file", params={"format": "md", "labels": "ru"})
        assert made.headers["content-disposition"] == "attachment"
        assert "Черновик" in made.text
        assert client.get(f"/api/drafts/{draft}/file", params={"format": "exe"}).status_code == 422

    def test_they_are_listed_renamed_and_deleted(self, client: TestClient, draft: str) -> None:
        assert client.patch(f"/api/drafts/{draft}", json={"title": " The pact "}).status_code == 204
        (listed,) = client.get("/api/drafts").json()
        assert (listed["title"], listed["by"], listed["items"]) == ("The pact", "editor", 0)
        assert client.delete(f"/api/drafts/{draft}").status_code == 204
        assert client.get(f"/api/drafts/{draft}").status_code == 404

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            pytest.param({"article": "none"}, 404, id="no such article"),
            pytest.param({"end": 99_999}, 404, id="past the article's end"),
            pytest.param({"start": 9, "end": 9}, 422, id="no words"),
            pytest.param({"kind": "rumour"}, 422, id="no such kind"),
        ],
    )
    def test_what_is_no_place_is_refused(
        self, client: TestClient, draft: str, change: dict[str, Any], status: int
    ) -> None:
        place = {"kind": "direct", "article": "briefing", "revision": 1, "start": 0, "end": 9}
        assert client.post(f"/api/drafts/{draft}/items", json=place | change).status_code == status


class TestAWebAddress:
    PAGE = """<!doctype html><title>Ferry</title><article><h1>The ferry sails again</h1>
    <p>“The ferry sails on Monday,” harbour master Ida Ornel told reporters on the quay of Nazrel.</p>
    <p>It had lain in the dock for a month, since its engine failed in the first storm of the autumn.</p>
    <p>Ornel said that tickets bought for the weeks of repair would be taken until the end of the year.</p></article>"""

    @pytest.fixture
    def url(self, tmp_path: Path) -> Iterator[str]:
        (tmp_path / "page.html").write_text(self.PAGE, encoding="utf-8")
        handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
            threading.Thread(target=site.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{site.server_port}/page.html"
            site.shutdown()

    def test_a_page_is_taken_in(self, tmp_path: Path, url: str) -> None:
        settings = Settings(fetch_private=True, fetch_delay_seconds=0)
        with closing(open_library(tmp_path / "home", settings)) as library:
            application = create(desk_of(library), hosts=frozenset({HOST}))
            with TestClient(application, f"http://{HOST}", headers=HEADERS) as client:
                *_, (_, report) = events(client.post("/api/pages", json={"url": url}))
            assert (report["new"], report["rejected"]) == ([url], [])

    def test_no_address_of_this_network_is_read(self, client: TestClient) -> None:
        *_, (_, report) = events(client.post("/api/pages", json={"url": "http://127.0.0.1:1/page.html"}))
        assert "fetch_private" in report["rejected"][0]["reason"]
        assert client.post("/api/pages", json={"url": "file:///etc/passwd"}).status_code == 422


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            pytest.param({"Host": "evil.example"}, 421, id="a name that is not ours"),
            pytest.param({"Origin": "https://evil.example"}, 403, id="another page"),
            pytest.param({"Origin": "null"}, 403, id="a page without an origin"),
            pytest.param({"Origin": f"http://{HOST}.evil.example"}, 403, id="a name that begins like ours"),
            pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="the browser says it is another site"),
            pytest.param({"X-Briefings": None}, 403, id="a form of another page"),
        ],
    )
    def test_no_page_elsewhere(self, client: TestClient, headers: dict[str, str | None], status: int) -> None:
        sent = {name: value for name, value in {**HEADERS, **headers}.items() if value is not None}
        client.headers.pop("X-Briefings")
        assert client.post("/api/ask", json={"text": FREEZE}, headers=sent).status_code == status
        assert client.get("/api/conversations").json() == []

    def test_our_own_page(self, client: TestClient) -> None:
        assert client.get("/api/conversations", headers={"Origin": f"http://{HOST}"}).status_code == 200

    @pytest.mark.parametrize("path", ["/", "/c/abc", "/page/main.js", "/api/archive", "/api/nothing", "/page/nothing"])
    def test_every_reply_has_the_strict_policy(self, client: TestClient, path: str) -> None:
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"

    def test_health_and_readiness(self, client: TestClient, library: Library) -> None:
        anybody = {"Host": "10.0.0.7"}
        assert client.get("/health", headers=anybody).json() == {"status": "alive"}
        desk = desk_of(library)
        client.app.state.desk = desk  # type: ignore[attr-defined]
        assert client.get("/ready", headers=anybody).status_code == 503
        desk.warm()
        assert client.get("/ready", headers=anybody).json() == {"status": "ready"}


class TestTokens:
    @pytest.fixture
    def token(self, library: Library) -> str:
        return Tokens(library.store.facts).make("Ani")

    @pytest.fixture
    def guarded(self, library: Library, token: str) -> Iterator[TestClient]:
        application = create(
            desk_of(library), hosts=frozenset({HOST}), visitors=Visitors(tokens=Tokens(library.store.facts))
        )
        with TestClient(application, f"http://{HOST}", headers=HEADERS) as client:
            yield client

    def test_nobody_comes_in_without_one(self, guarded: TestClient) -> None:
        for path in ("/api/archive", "/api/conversations", "/api/article?id=briefing", "/api/quotations"):
            assert guarded.get(path).status_code == 401
        assert guarded.post("/api/ask", json={"text": FREEZE}).status_code == 401
        assert guarded.post("/api/session", json={"token": "wrong"}).status_code == 401
        assert guarded.get("/").status_code == 200

    def test_with_it_a_session_begins_and_ends(self, guarded: TestClient, token: str) -> None:
        entered = guarded.post("/api/session", json={"token": token})
        assert entered.json()["user"] == "Ani"
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert guarded.get("/api/archive").status_code == 200
        guarded.delete("/api/session")
        assert guarded.get("/api/archive").status_code == 401

    def test_a_program_sends_it_itself(self, guarded: TestClient, token: str) -> None:
        sent = {"Authorization": f"Bearer {token}"}
        assert guarded.get("/api/archive", headers=sent).status_code == 200

    def test_a_revoked_one_ends_its_sessions(self, guarded: TestClient, token: str, library: Library) -> None:
        guarded.post("/api/session", json={"token": token})
        assert Tokens(library.store.facts).revoke("Ani")
        assert guarded.get("/api/archive").status_code == 401

    def test_only_a_hash_is_kept(self, library: Library, token: str) -> None:
        session, _ = Sessions(Tokens(library.store.facts)).begin(token) or ("", "")
        kept = json.dumps([library.store.facts.get(KEPT), library.store.facts.get(SESSIONS)])
        assert "Ani" in kept
        assert token not in kept
        assert session not in kept

    def test_a_session_outlives_the_server_and_ends_in_time(self, library: Library, token: str) -> None:
        tokens = Tokens(library.store.facts)
        session, _ = Sessions(tokens, clock=lambda: 1000.0).begin(token) or ("", "")
        assert Sessions(tokens, clock=lambda: 1000.0 + SESSION_SECONDS - 1).whose(session) == "Ani"
        assert Sessions(tokens, clock=lambda: 1000.0 + SESSION_SECONDS).whose(session) is None

    def test_corrections_are_its_owners(self, guarded: TestClient, token: str) -> None:
        guarded.post("/api/session", json={"token": token})
        (cited,) = ask(guarded, DRIVERS.replace("she", "Vestrova"))["citations"]
        place = {"article": cited["article"]["id"], "start": cited["start"], "end": cited["end"]}
        assert guarded.post("/api/corrections", json={**place, "role": None}).json()["by"] == "Ani"


class Stalling:
    """A fake of an endpoint that never says a word; `left` is set when whoever waits has gone."""

    name = "stalling"

    def __init__(self) -> None:
        self.began, self.left = threading.Event(), threading.Event()
        self.asked = 0

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        raise AssertionError("a server must not wait in a thread")

    async def astream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        self.asked += 1
        self.began.set()
        try:
            await asyncio.Event().wait()
            yield Piece()
        finally:
            self.left.set()


def test_whoever_leaves_stops_the_model(library: Library) -> None:
    model = Stalling()
    with served(lambda hosts: create(desk_of(library, model), hosts=hosts)) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"))
        body = json.dumps({"text": RAILWAY})
        connection.request("POST", "/api/ask", body, {**HEADERS, "Content-Type": "application/json"})
        assert connection.getresponse().readline().startswith(b"event: conversation")
        assert model.began.wait(30)
        connection.close()
        assert model.left.wait(30)
    assert library.store.conversations.search() == []


def test_what_waits_to_be_added_holds_up_nobody_who_looks(library: Library) -> None:
    desk, files = desk_of(library), 41  # more than the threads that requests are answered in

    def add(address: str, number: int) -> None:
        line = json.dumps({"id": f"late-{number}", "text": "It rained in Lorn.", "language": "en"}).encode()
        url = f"{address}/api/articles?name=news.jsonl"
        with urllib.request.urlopen(urllib.request.Request(url, line, HEADERS), timeout=60) as response:
            assert b"late-" in response.read()

    with served(lambda hosts: create(desk, hosts=hosts)) as address, ThreadPoolExecutor(files) as crowd:
        with library.turn():
            adding = [crowd.submit(add, address, number) for number in range(files)]
            while desk.adding.statistics().tasks_waiting < files - 1:
                time.sleep(0.01)
            with urllib.request.urlopen(f"{address}/api/archive", timeout=30) as response:
                assert json.load(response)["articles"] == len(ARTICLES)
        for one in adding:
            one.result()
    assert library.store.catalogue.totals()["articles"] == len(ARTICLES) + files


def test_a_stalled_model_holds_up_nobody_else(library: Library) -> None:
    model = Stalling()
    stalled, quick = desk_of(library, model).conversations, desk_of(library).conversations

    async def first(name: str) -> Turn:
        return await anext(stalled.astream(name, RAILWAY))

    async def run() -> Turn:
        waiting = [asyncio.create_task(first(stalled.start())) for _ in range(THREADS + 1)]
        while model.asked < len(waiting):
            await asyncio.sleep(0)
        answered = [turn async for turn in quick.astream(quick.start(), RAILWAY)][-1]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return answered

    assert asyncio.run(run()).asked is not None
