"""Who is believed to be who, and how often they may ask."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from assistant.surfaces.application import create
from assistant.surfaces.web.guard import Visitors
from assistant.surfaces.web.pace import MOST_KNOWN, Pace
from assistant.surfaces.web.proxy import Proxy
from assistant.surfaces.web.tokens import Tokens
from index.errors import SettingsError
from index.library import Library
from index.settings import Settings
from tests.assistant.surfaces.conftest import Briefings
from tests.assistant.surfaces.web.conftest import HEADERS, HOST, desk_of

PROXY = ("10.1.2.3", 4000)
NAMED = {"X-User": "Ani"}
Logged = list[dict[str, Any]]


@contextmanager
def visited(library: Library, address: tuple[str, int] = PROXY, **more: Any) -> Iterator[TestClient]:
    """Talks to an application that believes proxies in 10.0.0.0/8, from that address."""
    rules = {name: more.pop(name) for name in ("requests", "questions") if name in more}
    visitors = Visitors(tokens=Tokens(library.store.facts), proxy=Proxy("X-User", ["10.0.0.0/8", "::1"]), **rules)
    application = create(desk_of(library), hosts=frozenset({HOST}), visitors=visitors, **more)
    with TestClient(application, f"http://{HOST}", headers=HEADERS, client=address) as client:
        yield client


class TestTheProxy:
    @pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3", "::1"])
    def test_it_says_who_asks(self, library: Library, address: str) -> None:
        with visited(library, (address, 1)) as client:
            assert client.get("/api/session", headers={"X-User": "Անի".encode()}).json()["user"] == "Անի"

    @pytest.mark.parametrize("address", ["192.0.2.1", "127.0.0.1", "11.0.0.1", "testclient"])
    def test_nobody_else_does(self, library: Library, address: str) -> None:
        with visited(library, (address, 1)) as client:
            forwarded = {**NAMED, "X-Forwarded-For": "10.1.2.3"}
            assert client.get("/api/archive", headers=forwarded).status_code == 401

    @pytest.mark.parametrize(
        "names",
        [
            pytest.param([], id="nobody"),
            pytest.param([b""], id="an empty name"),
            pytest.param([b"Ani", b"Boris"], id="two, of which one may be the browser's"),
            pytest.param([b"\xff\xfe"], id="no UTF-8"),
            pytest.param(["Ani\u202e".encode()], id="a name that turns what follows around"),
            pytest.param([b"x" * 201], id="too long a name"),
        ],
    )
    def test_a_name_that_is_none_is_nobodys(self, names: list[bytes]) -> None:
        sent = [(b"x-user", name) for name in names]
        request = Request({"type": "http", "client": PROXY, "headers": sent})
        assert Proxy("X-User", ["10.0.0.0/8"]).user(request) is None

    def test_tokens_are_good_beside_it(self, library: Library) -> None:
        token = Tokens(library.store.facts).make("Boris")
        with visited(library, ("192.0.2.1", 1)) as client:
            told = client.get("/api/session", headers={"Authorization": f"Bearer {token}"}).json()
        assert told["user"] == "Boris"

    def test_what_changes_something_still_needs_the_pages_own_header(self, library: Library) -> None:
        with visited(library) as client:
            client.headers.pop("X-Briefings")
            assert client.post("/api/ask", json={"text": "x"}, headers=NAMED).status_code == 403

    @pytest.mark.parametrize(
        ("settings", "word"),
        [
            pytest.param({"SERVE_USER_HEADER": "X-User"}, "serve_proxies", id="nobody to believe"),
            pytest.param({"SERVE_USER_HEADER": "X User:", "SERVE_PROXIES": "::1"}, "serve_user_header", id="no header"),
            pytest.param({"SERVE_PROXIES": "10.0.0.0/8, proxy"}, "'proxy'", id="no address"),
            pytest.param({"SERVE_QUESTIONS": "0"}, "serve_questions", id="no questions"),
        ],
    )
    def test_settings_that_cannot_be_meant_are_told(
        self, library: Library, settings: dict[str, str], word: str
    ) -> None:
        with pytest.raises(SettingsError, match=word):
            Settings.load(library.home.path, {f"BRIEFINGS_{name}": text for name, text in settings.items()})

    def test_with_it_others_are_served_without_a_token(
        self, briefings: Briefings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BRIEFINGS_SERVE_USER_HEADER", "X-User")
        monkeypatch.setenv("BRIEFINGS_SERVE_PROXIES", "10.1.2.3")
        ran = briefings("serve", "--host", "192.0.2.1", "--name", "news.example")
        assert (ran.code, "cannot listen at 192.0.2.1" in ran.complaint) == (1, True)  # no address of this machine


class TestThePace:
    def test_a_minutes_worth_may_come_at_once_and_the_rest_waits(self) -> None:
        now = 0.0
        pace = Pace(2, clock=lambda: now)
        assert [pace.wait("Ani") for _ in range(4)] == [0.0, 0.0, 30.0, 30.0]
        assert pace.wait("Boris") == 0.0
        now = 30.0
        assert [pace.wait("Ani") for _ in range(2)] == [0.0, 30.0]

    def test_a_long_rest_saves_up_no_more_than_a_minutes_worth(self) -> None:
        now = 0.0
        pace = Pace(1, clock=lambda: now)
        pace.wait("Ani")
        now = 3600.0
        assert [bool(pace.wait("Ani")) for _ in range(2)] == [False, True]

    def test_it_remembers_no_more_than_so_many(self) -> None:
        pace = Pace(1, clock=lambda: 0.0)
        for number in range(MOST_KNOWN + 1):
            pace.wait(str(number))
        assert pace.wait("1") > 0.0
        assert pace.wait("0") == 0.0

    def test_questions_have_a_pace_of_their_own_and_each_user_has_theirs(self, library: Library) -> None:
        with visited(library, questions=1) as client:
            asked = [client.post("/api/ask", json={"text": "pact"}, headers=NAMED) for _ in range(2)]
            assert [one.status_code for one in asked] == [200, 429]
            assert 0 < int(asked[1].headers["Retry-After"]) <= 60
            assert client.get("/api/archive", headers=NAMED).status_code == 200
            assert client.post("/api/ask", json={"text": "pact"}, headers={"X-User": "Boris"}).status_code == 200

    def test_tokens_are_not_tried_without_end(self, library: Library) -> None:
        with visited(library) as client:
            tried = [client.post("/api/session", json={"token": str(one)}).status_code for one in range(61)]
        assert (set(tried[:60]), tried[60]) == ({401}, 429)


class TestWhatIsSeen:
    @pytest.fixture
    def logged(self) -> Logged:
        return []

    @pytest.fixture
    def log(self, logged: Logged) -> Callable[[str], None]:
        return lambda line: logged.append(json.loads(line))

    def test_a_request_is_a_line_without_words(
        self, library: Library, logged: Logged, log: Callable[[str], None]
    ) -> None:
        with visited(library, log=log) as client:
            client.post("/api/ask", json={"text": "secret pact"}, headers=NAMED)
            client.get("/api/conversations", params={"words": "secret"}, headers=NAMED)
            client.get("/api/archive")
        assert [(one["path"], one["user"], one["status"]) for one in logged] == [
            ("/api/ask", "Ani", 200),
            ("/api/conversations", "Ani", 200),
            ("/api/archive", None, 401),
        ]
        assert "secret" not in json.dumps(logged)

    def test_the_words_are_there_where_they_are_wanted(
        self, library: Library, logged: Logged, log: Callable[[str], None]
    ) -> None:
        with visited(library, log=log, text=True) as client:
            client.post("/api/ask", json={"text": "secret pact"}, headers=NAMED)
            client.get("/api/conversations", params={"words": "secret"}, headers=NAMED)
        assert (logged[0]["question"], logged[1]["query"]) == ("secret pact", "words=secret")

    def test_numbers_are_counted_by_route(self, library: Library) -> None:
        with visited(library) as client:
            client.post("/api/ask", json={"text": "What did Vestrova say about the pact?"}, headers=NAMED)
            client.post("/api/ask", json={"text": "x" * 3000}, headers=NAMED)
            client.get("/api/conversations/nothing", headers=NAMED)
            client.get("/made/up/by/somebody", headers=NAMED)
            numbers = client.get("/metrics", headers=NAMED).text
        assert 'briefings_questions_total{end="answered"} 1.0' in numbers
        assert 'briefings_questions_total{end="failed"} 1.0' in numbers
        path = "/api/conversations/{name}"
        assert f'briefings_requests_total{{method="GET",route="{path}",status="404"}} 1.0' in numbers
        assert "/made/up" not in numbers

    def test_numbers_are_for_visitors_only(self, library: Library) -> None:
        with visited(library) as client:
            assert client.get("/metrics").status_code == 401
