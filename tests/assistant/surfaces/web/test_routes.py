"""What the routes answer, and whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from index.build import add
from index.library import Library
from index.sources.files import read_sources
from tests.assistant.archive import Attributing
from tests.assistant.news import ARTICLES, LORRIES, RAILWAY_NO, RAILWAY_YES, TELEVISION
from tests.assistant.surfaces.web.asked import DRIVERS, FREEZE, RAILWAY, ask, events, quotes


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

    def test_days_in_the_wrong_order_are_told(self, client: TestClient) -> None:
        days = {"since": "2025-05-02", "until": "2025-05-01"}
        listed = client.get("/api/quotations", params=days)
        assert (listed.status_code, "2025-05-02 is later than until 2025-05-01" in listed.text) == (400, True)
        name, data = events(client.post("/api/ask", json={"text": RAILWAY, "reading": days}))[-1]
        assert (name, "2025-05-02 is later than until 2025-05-01" in data["error"]) == ("failed", True)

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
