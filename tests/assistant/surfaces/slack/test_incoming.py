"""What Slack delivers, read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.surfaces.slack.incoming import incoming, words_of
from tests.assistant.surfaces.slack.conftest import delivery, mention, message
from tests.assistant.surfaces.slack.fake import BOT

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(f"<@{BOT}> what of <@U7>?", "what of @U7?", id="mentions"),
        pytest.param("in <#C1|border-desk>?", "in border-desk?", id="a channel"),
        pytest.param("see <https://news.example/a?b=1&amp;c=2>", "see https://news.example/a?b=1&c=2", id="an address"),
        pytest.param("a &lt;b&gt; &amp; c", "a <b> & c", id="escaped"),
        pytest.param("<!here> who said it?", "!here who said it?", id="everybody"),
    ],
)
def test_words_are_as_they_were_typed(typed: str, said: str) -> None:
    assert words_of(typed, BOT) == said


def test_a_mention_summons_and_a_message_in_a_thread_does_not() -> None:
    summoned, said = incoming(mention("who?"), BOT), incoming(message("who?", "1.2", thread_ts="1.1"), BOT)
    assert summoned is not None
    assert said is not None
    assert (summoned.summoned, said.summoned) == (True, False)
    assert said.message.place.thread == "1.1"


def test_an_unfurled_link_is_no_change_of_a_question() -> None:
    same = {"ts": "1.1", "text": "who?", "user": "U2"}
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C1",
        "message": same,
        "previous_message": same,
    }
    assert incoming(delivery(event, "Ev1"), BOT) is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"subtype": "message_deleted", "deleted_ts": "1.1"}, id="deleted"),
        pytest.param(
            {
                "subtype": "message_changed",
                "message": {"subtype": "tombstone", "ts": "1.1", "text": "gone"},
                "previous_message": {"ts": "1.1", "text": "who?"},
            },
            id="deleted with replies",
        ),
    ],
)
def test_a_deleted_message_is_known_as_such(change: dict[str, Any]) -> None:
    found = incoming(delivery({"type": "message", "channel": "C1", **change}, "Ev1"), BOT)
    assert found is not None
    assert (found.doing, found.message.place.message) == ("deleted", "1.1")


@given(
    st.dictionaries(st.sampled_from(["type", "subtype", "text", "user", "ts", "channel", "message", "thread_ts"]), JSON)
)
def test_whatever_is_delivered_is_read_or_left(event: dict[str, Any]) -> None:
    for kind in ("message", "app_mention"):
        found = incoming(delivery({**event, "type": kind}, "Ev1"), BOT)
        assert found is None or found.message.place.channel
