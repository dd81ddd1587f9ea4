"""What is handed over to be added: it is added whoever stays, and told what has become of it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.surfaces.application import create
from assistant.surfaces.web import intake
from assistant.surfaces.web.guard import Visitors
from assistant.surfaces.web.tokens import Tokens
from index.library import Library
from index.record.additions import CUT_OFF, GIVEN_UP, MOST_TRIES
from index.settings import Settings
from index.upkeep.settle import BATCH_ARTICLES
from tests.assistant.archive import open_library
from tests.assistant.surfaces.web.conftest import HEADERS, HOST, desk_of

FERRY = "“The ferry sails on Monday,” Nazrel harbour master Ida Ornel told reporters on the quay."
GONE = "0" * 32  # a process that has ended


def lines(ids: Sequence[str]) -> bytes:
    articles = ({"id": one, "text": f"It rained in Lorn, {one}.", "language": "en"} for one in ids)
    return "\n".join(map(json.dumps, articles)).encode()


def rain(count: int) -> list[str]:
    return [f"rain-{number}" for number in range(count)]


def send(client: TestClient, name: str, content: bytes) -> str:
    response = client.post("/api/articles", params={"name": name}, content=content)
    assert response.status_code == 202
    return str(response.json()["id"])


def ended(client: TestClient, name: str) -> dict[str, Any]:
    """The addition, once it has come to its end."""
    while True:
        (found,) = (one for one in client.get("/api/additions").json() if one["id"] == name)
        if found["state"] in ("done", "failed"):
            return dict(found)
        time.sleep(0.01)


def talking(library: Library) -> TestClient:
    """Starts a server of that library, and ends it with the block."""
    return TestClient(create(desk_of(library), hosts=frozenset({HOST})), f"http://{HOST}", headers=HEADERS)


class TestAFile:
    def test_it_is_taken_in_and_another_kind_is_told(self, client: TestClient, library: Library) -> None:
        line = json.dumps({"id": "ferry", "text": FERRY, "language": "en"})
        told = ended(client, send(client, "news.jsonl", line.encode()))
        assert (told["state"], told["new"], told["refused"], told["share"]) == ("done", 1, 0, 1.0)
        assert client.get("/api/article", params={"id": "ferry"}).json()["pieces"] == [FERRY]
        told = ended(client, send(client, "a.exe", b"MZ"))
        assert (told["new"], told["rejected"][0]["source"]) == (0, "a.exe")
        assert list(library.home.incoming.iterdir()) == []

    def test_what_is_too_large_is_refused_by_its_size(
        self, client: TestClient, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(intake, "MAX_UPLOAD_BYTES", 9)
        told = ended(client, send(client, "news.txt", b"It rained in Lorn."))
        assert (told["refused"], "larger than" in told["rejected"][0]["reason"]) == (1, True)
        assert list(library.home.incoming.iterdir()) == []

    def test_one_that_is_cut_off_is_told_and_leaves_nothing(self, client: TestClient, library: Library) -> None:
        def pieces() -> Iterator[bytes]:
            yield lines(rain(1))
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            client.post("/api/articles", params={"name": "news.jsonl"}, content=pieces())
        (told,) = client.get("/api/additions").json()
        assert (told["state"], told["reason"], told["repeatable"]) == ("failed", CUT_OFF, False)
        assert list(library.home.incoming.iterdir()) == []
        assert client.get("/api/article", params={"id": "rain-0"}).status_code == 404

    def test_it_is_dismissed_and_what_was_added_stays(self, client: TestClient) -> None:
        done = send(client, "news.jsonl", lines(rain(1)))
        ended(client, done)
        assert client.delete(f"/api/additions/{done}").status_code == 204
        assert client.get("/api/additions").json() == []
        assert client.delete(f"/api/additions/{done}").status_code == 404
        assert client.get("/api/article", params={"id": "rain-0"}).status_code == 200


class TestAServerThatEnds:
    def test_it_ends_after_a_whole_batch_and_the_next_one_goes_on(self, library: Library) -> None:
        ids = rain(2 * BATCH_ARTICLES + 1)
        with talking(library) as client, library.turn():  # no batch can be finished
            made = send(client, "news.jsonl", lines(ids))
            client.app.state.desk.intake.leave()  # type: ignore[attr-defined]
        (left,) = library.store.additions.of("editor")
        assert (left.state, left.tries, left.taken.new) == ("waiting", 0, BATCH_ARTICLES)
        with talking(library) as client:
            told = ended(client, made)
        assert (told["state"], told["new"], told["same"]) == ("done", len(ids), 0)

    def test_what_was_never_received_whole_is_told_and_other_bytes_go(self, library: Library) -> None:
        made = library.store.additions.begin("news.jsonl", by="editor", owner=GONE)
        library.home.incoming.mkdir()
        for name in (made, "nothing"):
            (library.home.incoming / name).write_bytes(b"{")
        with talking(library) as client:
            ended(client, made)
        (told,) = library.store.additions.of("editor")
        assert (told.state, told.reason) == ("failed", CUT_OFF)
        assert [one.name for one in library.home.incoming.iterdir()] == []

    def test_one_that_ends_it_each_time_is_given_up(self, library: Library) -> None:
        kept = library.store.additions
        made = kept.begin("http://news.example/", url="http://news.example/", by="editor", owner=GONE)
        for _ in range(MOST_TRIES):
            assert kept.take(GONE) is not None
            kept.adopt(lambda name: name == GONE, GONE)
        (told,) = kept.of("editor")
        assert (told.state, told.reason) == ("failed", GIVEN_UP)
        kept.again(made, by="editor", owner=GONE)
        assert kept.take(GONE) is not None


def test_what_fails_is_told_and_can_begin_anew(tmp_path: Path) -> None:
    with closing(open_library(tmp_path, Settings(busy_seconds=0.1))) as library, talking(library) as client:
        with library.turn():
            made = send(client, "news.jsonl", lines(rain(1)))
            told = ended(client, made)
        assert (told["state"], told["repeatable"]) == ("failed", True)
        assert "has held this home" in told["reason"]
        assert client.post(f"/api/additions/{made}/again").status_code == 202
        told = ended(client, made)
        assert (told["state"], told["new"] + told["same"]) == ("done", 1)


def test_what_is_dismissed_ends_with_the_batch_in_work(client: TestClient, library: Library) -> None:
    with library.turn():
        made = send(client, "news.jsonl", lines(rain(BATCH_ARTICLES + 1)))
        while library.store.additions.of("editor")[0].state == "waiting":
            time.sleep(0.01)
        assert client.delete(f"/api/additions/{made}").status_code == 204
    ended(client, send(client, "more.jsonl", lines(["late"])))
    there = [client.get("/api/article", params={"id": one}).status_code for one in rain(BATCH_ARTICLES + 1)]
    assert there == [200] * BATCH_ARTICLES + [404]


def test_it_is_seen_and_dismissed_by_whoever_handed_it_over(library: Library) -> None:
    tokens = Tokens(library.store.facts)
    ani, boris = ({"Authorization": f"Bearer {tokens.make(name)}"} for name in ("Ani", "Boris"))
    application = create(desk_of(library), hosts=frozenset({HOST}), visitors=Visitors(tokens=tokens))
    with TestClient(application, f"http://{HOST}", headers=HEADERS) as client:
        made = client.post("/api/articles", params={"name": "a.txt"}, content=b"Rain.", headers=ani).json()["id"]
        assert client.get("/api/additions", headers=boris).json() == []
        assert client.delete(f"/api/additions/{made}", headers=boris).status_code == 404
        assert client.delete(f"/api/additions/{made}", headers=ani).status_code == 204


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
                told = ended(client, client.post("/api/pages", json={"url": url}).json()["id"])
                assert client.get("/api/article", params={"id": url}).status_code == 200
            assert (told["new"], told["rejected"]) == (1, [])

    def test_no_address_of_this_network_is_read(self, client: TestClient) -> None:
        told = ended(client, client.post("/api/pages", json={"url": "http://127.0.0.1:1/page.html"}).json()["id"])
        assert "fetch_private" in told["rejected"][0]["reason"]
        assert client.post("/api/pages", json={"url": "file:///etc/passwd"}).status_code == 422
