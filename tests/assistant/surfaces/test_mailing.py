"""Drafts by mail; the server is one of this machine, the articles are invented."""

from __future__ import annotations

import email.policy
import ssl
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
import trustme

from tests.assistant.surfaces.conftest import Briefings
from tests.assistant.surfaces.mail_server import PASSWORD, USER, MailServer, mail_server

TOPIC = "the Sefrin railway"


@pytest.fixture
def certified(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ssl.SSLContext:
    """A server's certificate that programs of this test take for good."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


def settings(home: Path, server: MailServer, **more: object) -> None:
    told = {"smtp_host": "localhost", "smtp_port": server.port, "smtp_from": "desk@hestal.example"} | more
    lines = [
        f"{name} = {str(value).lower() if isinstance(value, bool | int) else repr(value)}"
        for name, value in told.items()
    ]
    (home / "briefings.toml").write_text("\n".join(lines), encoding="utf-8")


def received(server: MailServer) -> tuple[list[str], EmailMessage]:
    ((to, body),) = server.taken
    made = message_from_bytes(body, policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    return to, made


@pytest.mark.parametrize("ending", [".html", ".docx", ".pdf"])
def test_a_draft_goes_to_a_list_as_text_and_as_a_file(
    full: Briefings, home: Path, tmp_path: Path, certified: ssl.SSLContext, ending: str
) -> None:
    with mail_server(certified) as server:
        settings(home, server, smtp_user=USER, smtp_password=PASSWORD)
        path = tmp_path / f"draft{ending}"
        ran = full("draft", TOPIC, "-o", path, "--mail-to", "a@hestal.example", "--mail-to", "b@hestal.example")
    assert (ran.code, PASSWORD in ran.err + ran.out, server.open_logins) == (0, False, 0)
    to, made = received(server)
    assert to == ["a@hestal.example", "b@hestal.example"]
    assert made["Subject"].startswith("The Sefrin railway · ")
    text = made.get_body()
    assert text is not None
    assert "# The Sefrin railway" in text.get_content()
    (file,) = made.iter_attachments()
    got = tmp_path / f"got{ending}"
    got.write_bytes(payload if isinstance(payload := file.get_content(), bytes) else payload.encode("utf-8"))
    verified = full("verify", got, "--json")
    assert (verified.code, len(verified.json["quotations"]) >= 10) == (0, True)


def test_whom_the_server_refuses_is_named(full: Briefings, home: Path) -> None:
    with mail_server(refuses={"b@hestal.example"}) as server:
        settings(home, server, smtp_starttls=False)
        ran = full("draft", TOPIC, "--mail-to", "a@hestal.example", "--mail-to", "b@hestal.example")
    assert (ran.code, ran.out) == (3, "")
    assert "b@hestal.example: not sent: 550 no such box" in ran.err
    assert received(server)[0] == ["a@hestal.example"]


def test_a_password_that_is_refused_is_not_told(full: Briefings, home: Path) -> None:
    with mail_server() as server:
        settings(home, server, smtp_starttls=False, smtp_user="somebody", smtp_password=PASSWORD)
        ran = full("draft", TOPIC, "--mail-to", "a@hestal.example")
    assert (ran.code, server.taken) == (1, [])
    assert "smtp_password" in ran.complaint
    assert PASSWORD not in ran.err


def test_nothing_is_sent_to_a_server_that_shows_no_good_certificate(full: Briefings, home: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    with mail_server(context) as server:
        settings(home, server)
        ran = full("draft", TOPIC, "--mail-to", "a@hestal.example")
    assert (ran.code, server.taken) == (1, [])
    assert "certificate" in ran.err


@pytest.mark.parametrize(
    ("toml", "to", "said"),
    [
        pytest.param("", "a@hestal.example", "smtp_host and smtp_from", id="no settings"),
        pytest.param(
            'smtp_host = "mail.example"\nsmtp_from = "a@b.example"\nsmtp_user = "a"\nsmtp_starttls = false',
            "a@hestal.example",
            "smtp_starttls",
            id="a password in the open",
        ),
        pytest.param(
            'smtp_host = "h"\nsmtp_from = "a@b.example"\nsmtp_password = "pä"', "a@b.example", "ASCII", id="no ASCII"
        ),
        pytest.param('smtp_host = "h"\nsmtp_from = "a@b.example"', "somebody", "'somebody'", id="no address"),
        pytest.param(
            'smtp_host = "h"\nsmtp_from = "a@b.example"', "a@b.example\nBcc: c@d.example", "no mail", id="two"
        ),
        pytest.param('smtp_host = "h"\nsmtp_from = "desk"', "a@b.example", "'desk'", id="no sender"),
    ],
)
def test_what_cannot_be_sent_is_said_before_a_draft_is_made(
    full: Briefings, home: Path, toml: str, to: str, said: str
) -> None:
    (home / "briefings.toml").write_text(toml, encoding="utf-8")
    ran = full("draft", TOPIC, "--mail-to", to)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.complaint


def test_a_server_that_is_not_there_is_told(full: Briefings, home: Path) -> None:
    with mail_server() as server:
        pass
    settings(home, server, smtp_starttls=False)
    ran = full("draft", TOPIC, "--mail-to", "a@hestal.example")
    assert ran.code == 1
    assert "nothing was sent" in ran.err


def test_what_could_not_be_sent_is_not_kept_as_sent(full: Briefings, home: Path, tmp_path: Path) -> None:
    with mail_server() as server:
        pass
    settings(home, server, smtp_starttls=False)
    reader = tmp_path / "ana.json"
    delta = ("draft", TOPIC, "--kind", "delta", "--after", reader, "-o", reader)
    assert full(*delta, "--mail-to", "a@hestal.example").code == 1
    assert not reader.exists()
