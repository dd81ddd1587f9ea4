"""Indirect speech in English: what is reported as said, by whom, and what is left alone. The news here is invented."""

from __future__ import annotations

from datetime import date

import pytest

from index.attribute import kept, shown
from index.attribute.english.denied import UNSURE
from index.quotation import Quotation

NEWS = """Foreign Minister Orlan Detch said on Tuesday that his country was ready to discuss an exchange of prisoners.

The trains, he said, would run again in May. According to the ministry, two bridges have been rebuilt.

Mayor Anna Brod told reporters the border would stay closed, and accused Veldania of breaking its word.
"""


def said(text: str, found: list[Quotation]) -> list[str]:
    return [q.span.of(text) for q in found]


def test_the_content_of_a_saying_is_found_with_its_speaker(heard) -> None:
    first = heard(NEWS)[0]
    assert first.span.of(NEWS).endswith("his country was ready to discuss an exchange of prisoners")
    assert first.cue.of(NEWS) == "said"
    assert first.speaker.name == "Orlan Detch"


def test_a_pronoun_resolves_to_who_spoke_before(heard) -> None:
    trains = next(q for q in heard(NEWS) if "trains" in q.span.of(NEWS))
    assert (trains.mention.of(NEWS), trains.speaker.name) == ("he", "Orlan Detch")


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        pytest.param(
            "The mayor, Anna Brod, warned that the bridge may fall.", "the bridge may fall", "The mayor", id="that"
        ),
        pytest.param("Anna Brod said the talks had failed.", "the talks had failed", "Anna Brod", id="no that"),
        pytest.param("The talks had failed, said Anna Brod.", "The talks had failed", "Anna Brod", id="behind"),
        pytest.param(
            "The talks had failed, according to Anna Brod.", "The talks had failed", "Anna Brod", id="according"
        ),
        pytest.param(
            "Anna Brod accused Veldania of breaking the truce.",
            "Veldania of breaking the truce",
            "Anna Brod",
            id="accused",
        ),
    ],
)
def test_ways_of_reporting(heard, text: str, content: str, source: str) -> None:
    (found,) = heard(text)
    assert found.span.of(text).endswith(content)
    assert (found.mention.of(text), found.speaker.name) == (source, "Anna Brod")


@pytest.mark.parametrize(
    ("source", "mention"),
    [
        pytest.param("Mayor Anna Brod", "Mayor Anna Brod", id="name"),
        pytest.param("the ministry’s spokesperson, Anna Brod", "the ministry’s spokesperson", id="apposition"),
        pytest.param("a report by the ministry", "a report by the ministry", id="document"),
    ],
)
def test_all_behind_an_opening_according_to_is_its_sources(heard, source: str, mention: str) -> None:
    text = f"The council met. According to {source}, the bridge in Tashmir has closed. Nobody was hurt."
    (found,) = heard(text)
    assert (found.span.of(text), found.mention.of(text)) == ("the bridge in Tashmir has closed", mention)
    assert shown(found)


def test_what_goes_according_to_plan_is_nobodys_word(heard) -> None:
    assert not any(shown(q) for q in heard("According to plan, the train left at nine."))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The river froze on Tuesday and the ferries stood still.", id="nobody says anything"),
        pytest.param("“We will not leave,” Anna Brod said on Tuesday.", id="all that is said is marked"),
        pytest.param("«Мы готовы», — сказала Анна Брод.", id="another language"),
    ],
)
def test_what_is_no_indirect_speech(heard, text: str) -> None:
    assert heard(text, language="ru" if "Мы" in text else "en") == []


def test_a_marked_fragment_keeps_its_own_record(heard, read) -> None:
    text = "Anna Brod said that the move was “a mistake” for all."
    assert said(text, read(text)) == ["a mistake"]
    assert said(text, heard(text)) == []
    assert read(text)[0].context.of(text) == text


def test_an_article_without_any_mark_is_read(heard) -> None:
    text = "President Orlan Detch said the army would stay in Sterna."
    assert said(text, heard(text)) == ["the army would stay in Sterna"]


def test_the_day_it_was_said_is_the_articles_own(heard) -> None:
    text = "Anna Brod said on Wednesday that the bridge would open."
    (found,) = heard(text, published=date(2024, 5, 17))
    assert found.said_on == date(2024, 5, 15)


def test_an_outlet_credited_beside_a_speaker_is_no_speaker(heard) -> None:
    text = "The bridge would open in May, Anna Brod said, News.am reported."
    assert {q.speaker.name for q in heard(text) if shown(q)} <= {"Anna Brod"}


def test_the_same_start_is_never_taken_twice(heard) -> None:
    text = "The talks failed, Anna Brod said, according to Orlan Detch. Detch said Brod said the talks had failed."
    found = heard(text)
    assert len({q.id for q in found}) == len(found)


def test_only_surely_attributed_indirect_speech_is_kept(heard, read) -> None:
    text = "Critics said the plan was a waste of money. “No,” she said."
    assert not any(kept(q) for q in heard(text))  # nobody is named
    assert all(kept(q) for q in read(text))  # the words are there, whoever said them


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Brod did not say that the bridge would open.", id="not"),
        pytest.param("Anna Brod never said that the bridge would open.", id="never"),
        pytest.param("Nobody heard Anna Brod claiming that the bridge would open.", id="nobody"),
        pytest.param("No minister recalls Anna Brod saying that the bridge would open.", id="no minister"),
        pytest.param(
            "Orlan Detch said that he did not see a single quote of Anna Brod saying that the bridge would open.",
            id="not in another's words",
        ),
        pytest.param("Anna Brod would have said that the bridge would open.", id="would have"),
        pytest.param("If Anna Brod says that the bridge will open, nobody will believe her.", id="if"),
        pytest.param("Has Anna Brod ever said that the bridge would open?", id="asked"),
        pytest.param("Anna Brod is rumoured to have said that the bridge would open.", id="rumoured"),
    ],
)
def test_what_somebody_is_denied_to_have_said_is_not_shown_as_theirs(heard, text: str) -> None:
    assert [q for q in heard(text) if q.speaker and q.speaker.name == "Anna Brod" and shown(q)] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Brod said that the bridge would not open.", id="what is said is negated"),
        pytest.param("The bus did not come, because Anna Brod said that the bridge was shut.", id="beside it"),
        pytest.param("Anna Brod did not come, saying that the bridge was shut.", id="of the same speaker"),
    ],
)
def test_a_negation_elsewhere_takes_nothing_from_what_is_said(heard, text: str) -> None:
    found = [q for q in heard(text) if q.speaker and q.speaker.name == "Anna Brod"]
    assert found
    assert all(q.confidence != UNSURE for q in found)
