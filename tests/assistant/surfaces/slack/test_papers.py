"""Drafts in channels of a local Slack; all texts are invented."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from assistant.briefs.page import Bullets, Heading, Link, NoteMark, Page, Paragraph, Said
from assistant.errors import NotSent
from assistant.surfaces.slack.papers import pieces, post
from assistant.surfaces.slack.workspaces import Target
from tests.assistant.surfaces.slack.conftest import words
from tests.assistant.surfaces.slack.fake import FakeSlack, problems_of

HOSTILE = "<!channel> *bold* :skull: https://evil.example &lt;"
SAID = Said(words=HOSTILE, marked=True, by="Ilona Vestrova · Courier", note=1, language="en")
PAGE = Page(
    title="The pact",
    subtitle="today",
    language="en",
    blocks=(
        Heading(level=1, text="What was said"),
        Heading(level=2, text="A freeze"),
        SAID,
        Paragraph(inlines=("See ", NoteMark(number=1))),
        Bullets(items=(("one",), ("two",))),
        SAID,
    ),
    notes={1: ("Courier; archive: a, 1:2. ", Link(text="page", url="https://courier.example/1"))},
)


def sent(page: Page, **faults: dict[str, list[str]]) -> FakeSlack:
    """What has come to Slack of it."""

    async def run() -> FakeSlack:
        async with FakeSlack(**faults) as slack:
            await asyncio.to_thread(post, page, Target(channel="C1", token="xoxb-1"), f"{slack.url}/api/")
        return slack

    return asyncio.run(run())


def test_a_draft_is_posted_as_it_is_laid_out() -> None:
    slack = sent(PAGE)
    ((message,), token) = slack.of("chat.postMessage"), ("chat.postMessage", "xoxb-1")
    assert message["channel"] == "C1"
    assert token in slack.tokens
    shown = words(message["blocks"])
    assert shown.count(f"“{HOSTILE}”") == 2
    assert shown.count("[1] Courier; archive: a, 1:2. https://courier.example/1") == 1


def test_a_long_draft_is_several_messages_each_within_the_limits() -> None:
    many = tuple(replace(SAID, words=f"{number} {'word ' * 400}", note=number) for number in range(1, 41))
    page = replace(PAGE, blocks=many, notes={one.note: PAGE.notes[1] for one in many})
    messages = sent(page).of("chat.postMessage")
    assert len(messages) > 1
    assert not [problem for one in messages for problem in problems_of(one["blocks"], text=one["text"])]
    shown = "".join(words(one["blocks"]) for one in messages)
    assert all(one.words in shown for one in many)


def test_a_heading_stays_with_what_it_is_for() -> None:
    first = next(piece for piece in pieces(PAGE) if "A freeze" in words(list(piece)))
    assert HOSTILE in words(list(first))


def test_a_channel_that_the_bot_is_not_in_is_told() -> None:
    with pytest.raises(NotSent, match="not_in_channel"):
        sent(PAGE, refused={"chat.postMessage": ["not_in_channel"]})
