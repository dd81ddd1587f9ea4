"""Who is let in, from where, and by which token."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.surfaces.application import create
from assistant.surfaces.web.guard import Visitors
from assistant.surfaces.web.tokens import KEPT, SESSION_SECONDS, SESSIONS, Sessions, Tokens
from index.library import Library
from tests.assistant.surfaces.web.asked import DRIVERS, FREEZE, ask
from tests.assistant.surfaces.web.conftest import HEADERS, HOST, desk_of


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
