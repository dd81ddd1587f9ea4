"""What the routes of drafts answer."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from index.build import remove
from index.library import Library
from tests.assistant.surfaces.web.asked import FREEZE, ask


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
