"""A message, as newsletters and press offices send them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from index.errors import Rejected
from index.formats.page import read_page
from index.raw import Format, Raw
from index.sources.fields import MAX_ID, Fields, one_line, sound
from index.text.decode import decode


def read_mail(raw: Raw) -> Fields:
    """The plain text of the message, else the text of its page; subject, date, and who sent it as the outlet.

    Attachments are left alone. Raises Rejected where there is no text.
    """
    try:
        message = message_from_bytes(raw.payload, policy=policy.default)
        body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
        payload = body.get_payload(decode=True) if body is not None else None
        charset = body.get_content_charset() if body is not None else None
        kind = body.get_content_type() if body is not None else ""
        subject, sender, sent, name = (message[key] for key in ("Subject", "From", "Date", "Message-ID"))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Rejected(raw.origin, f"not a message that can be read ({type(error).__name__})") from error
    if body is None or not isinstance(payload, bytes) or not payload.strip():
        raise Rejected(raw.origin, "the message has no text")
    if kind == "text/html":
        found = read_page(replace(raw, format=Format.HTML, payload=payload, charset=charset))
    else:
        found = Fields(text=decode(payload, raw.origin, charset))
    identity = _label(name)
    return replace(
        found,
        id=identity if identity and len(identity) <= MAX_ID else None,
        title=_label(subject) or found.title,
        outlet=_label(parseaddr(str(sender))[0]) if sender else None,
        published=_day(sent) or found.published,
    )


def _label(value: object) -> str | None:
    text = str(value) if value is not None else ""
    return one_line(text) if sound(text) else None


def _day(header: object) -> date | None:
    """The moment in a Date header, None where it is none."""
    moment = getattr(header, "datetime", None)
    return moment if isinstance(moment, datetime) else None
