"""Drafts by mail: a message with the draft as text and as a file, to a list of people, over SMTP."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import localtime, make_msgid

from assistant.briefs.finished import Finished
from assistant.errors import NotSent
from index.errors import SettingsError
from index.settings import LOCAL_HOSTS, Settings

SECONDS = 60.0  # that the server may be silent
TYPES = {
    ".md": "text/markdown",
    ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".json": "application/json",
}
UNKNOWN = "application/octet-stream"  # what a plugin writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Where mail goes out, and as whose."""

    host: str
    port: int
    starttls: bool
    sender: str
    user: str | None
    password: str | None

    @classmethod
    def of(cls, settings: Settings) -> Outgoing:
        """As the settings have it. Raises SettingsError where they do not say enough, or too much to strangers."""
        if settings.smtp_host is None or settings.smtp_from is None:
            raise SettingsError("mail needs the settings smtp_host and smtp_from")
        if settings.smtp_user and not settings.smtp_starttls and settings.smtp_host not in LOCAL_HOSTS:
            raise SettingsError(f"{settings.smtp_host}: a password is sent with smtp_starttls only")
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
        if not f"{settings.smtp_user or ''}{password or ''}".isascii():
            raise SettingsError("smtp_user and smtp_password: only ASCII can be sent")
        return cls(
            host=settings.smtp_host,
            port=settings.smtp_port,
            starttls=settings.smtp_starttls,
            sender=address(settings.smtp_from),
            user=settings.smtp_user,
            password=password,
        )


def address(text: str) -> str:
    """The address as it stands. Raises SettingsError where it is none."""
    try:
        found = Address(addr_spec=text.strip())
    except (HeaderParseError, ValueError, IndexError):
        raise SettingsError(f"{text!r} is no mail address") from None
    if not (found.username and found.domain and text.strip().isascii() and text.strip().isprintable()):
        raise SettingsError(f"{text!r} is no mail address")
    return found.addr_spec


def message(draft: Finished, ending: str, sender: str, to: Sequence[str]) -> EmailMessage:
    """The draft as a message: its text, and a file of this ending. Those on the list see each other."""
    made = EmailMessage()
    made["From"], made["To"] = sender, ", ".join(to)
    made["Subject"] = " ".join(f"{draft.page.title} · {draft.day.isoformat()}".split())
    made["Date"], made["Message-ID"] = localtime(), make_msgid(domain=sender.partition("@")[2])
    made.set_content(draft.file(".md").decode("utf-8"))
    kind, _, sort = TYPES.get(ending, UNKNOWN).partition("/")
    name = f"briefing-{draft.day.isoformat()}{ending}"
    charset = {"charset": "utf-8"} if kind == "text" else {}
    made.add_attachment(draft.file(ending), maintype=kind, subtype=sort, filename=name, params=charset)
    return made


def send(made: EmailMessage, out: Outgoing, context: ssl.SSLContext | None = None) -> Mapping[str, str]:
    """Whom the server refuses, each with its words. Raises NotSent where it takes the message for nobody."""
    try:
        with smtplib.SMTP(out.host, out.port, timeout=SECONDS) as server:
            if out.starttls:
                server.starttls(context=context or ssl.create_default_context())
            if out.user is not None:
                server.login(out.user, out.password or "")
            refused = server.send_message(made)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
        raise NotSent(
            f"{out.host} takes it for none of {', '.join(refused)}: {_words(next(iter(refused.values())))}"
        ) from None
    except smtplib.SMTPAuthenticationError:  # its own words may repeat what was sent
        raise NotSent(f"{out.host} refused the user or the password; check smtp_user and smtp_password") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(f"{out.host}:{out.port}: nothing was sent: {type(error).__name__}: {error}") from error
    return {who: _words(answer) for who, answer in refused.items()}


def _words(answer: tuple[int, bytes]) -> str:
    code, words = answer
    return f"{code} {' '.join(words.decode('utf-8', 'replace').split())}"
