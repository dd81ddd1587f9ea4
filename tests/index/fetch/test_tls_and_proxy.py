"""Certificates are checked, and proxies are not gone past in silence."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from index.fetch.fetched import Fetched, NotFetched
from index.fetch.proxy import proxy
from index.settings import Settings
from index.sources.opening import open_fetcher
from tests.index.conftest import Fetching
from tests.served import Page, Site, serving

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*PROXIES, "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serving(context) as site:
        site.pages["/a"] = Page(body=b"hello")
        yield site


def refusal(fetching: Fetching, url: str, **options: object) -> str:
    with pytest.raises(NotFetched) as refused:
        fetching(**options).get(url)
    return refused.value.reason


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site, fetching: Fetching) -> None:
    reason = refusal(fetching, secure.url + "/a")
    assert reason.startswith("its certificate is not trusted (")
    assert "SSL_CERT_FILE" in reason
    assert not secure.asked


def test_one_of_a_trusted_authority_is_taken(
    secure: Site, fetching: Fetching, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    found = fetching().get(secure.url + "/a")
    assert isinstance(found, Fetched)
    assert found.payload == b"hello"


def test_one_of_a_trusted_authority_for_another_name_is_refused(
    secure: Site, fetching: Fetching, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    port = secure.url.rpartition(":")[2]
    reason = refusal(fetching, f"https://news.example:{port}/a", resolve=lambda *_: ["127.0.0.1"])
    assert "certificate is not trusted" in reason


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_of_certificates_that_is_none_is_told(
    fetching: Fetching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "ca.pem").write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    assert "SSL_CERT_FILE, cannot be read" in refusal(fetching, "http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("variables", "scheme", "named"),
    [
        ({"HTTPS_PROXY": "http://proxy.example:3128"}, "https", "HTTPS_PROXY"),
        ({"HTTPS_PROXY": "http://proxy.example:3128"}, "http", None),
        ({"all_proxy": "socks5://proxy.example"}, "http", "ALL_PROXY"),
        ({"HTTP_PROXY": "", "https_proxy": ""}, "http", None),
        ({"HTTPS_PROXY": "http://proxy.example", "NO_PROXY": "news.example"}, "https", None),
        ({"HTTPS_PROXY": "http://proxy.example", "NO_PROXY": "other.example"}, "https", "HTTPS_PROXY"),
    ],
)
def test_a_proxy_is_found_as_the_environment_names_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], scheme: str, named: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy(scheme, "news.example") == named


def test_nothing_is_fetched_past_a_proxy_but_by_setting(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://ilona:hush@proxy.example:3128")
    site.pages["/a"] = Page(body=b"hello")
    fetcher = open_fetcher(Settings(fetch_private=True))
    with pytest.raises(NotFetched, match="HTTP_PROXY names a proxy, and none is used") as refused:
        fetcher.get(site.url + "/a")
    assert "hush" not in str(refused.value)
    assert not site.asked
    direct = open_fetcher(Settings(fetch_private=True, fetch_direct=True))
    assert isinstance(direct.get(site.url + "/a"), Fetched)
    fetcher.close()
    direct.close()


def test_a_redirect_does_not_lead_past_a_proxy(site: Site, fetching: Fetching) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "https://news.example/b"})
    only_https = lambda scheme, host: "HTTPS_PROXY" if scheme == "https" else None  # noqa: E731
    assert "HTTPS_PROXY names a proxy" in refusal(fetching, site.url + "/a", proxy=only_https)
