"""Words that somebody is not told to have said, or passes on of another. People, places and words are invented."""

from __future__ import annotations

import pytest

from index.attribute import shown


@pytest.mark.parametrize(
    "text",
    [
        "Anna Brod never said “we will sign the pact tomorrow at noon,” the ministry insisted.",
        "“We will sign the pact tomorrow at noon,” Anna Brod did not say in Lorsk.",
        "Anna Brod would have said “we will sign the pact tomorrow at noon,” had she come.",
        "If Anna Brod says “we will sign the pact tomorrow at noon,” the crowd will leave.",
        "Did Anna Brod say “we will sign the pact tomorrow at noon”?",
        "“We will sign the pact tomorrow at noon,” Anna Brod allegedly said.",
        "Anna Brod is said to have told friends “we will sign the pact tomorrow at noon.”",
        "Imagine Anna Brod saying “we will sign the pact tomorrow at noon.”",
        "Anna Brod shrugged, as if to say “we will sign the pact tomorrow at noon.”",
        "Anna Brod left without saying “we will sign the pact tomorrow at noon.”",
        "Instead of saying “we will sign the pact tomorrow at noon,” Anna Brod left.",
        "Anna Brod stopped short of saying “we will sign the pact tomorrow at noon.”",
        "The post falsely claimed that Anna Brod had said “we will sign the pact tomorrow at noon.”",
        "A fake post has Anna Brod saying “we will sign the pact tomorrow at noon.”",
        "In the satirical sketch, Anna Brod says “we will sign the pact tomorrow at noon.”",
        "It is not known whether Anna Brod said “we will sign the pact tomorrow at noon.”",
        "Anna Brod denied reports of “a pact to be signed tomorrow at noon.”",
        "Anna Brod rejected claims that she had asked for “a pact to be signed tomorrow at noon.”",
    ],
)
def test_words_that_somebody_is_not_said_to_have_said_are_not_shown_as_theirs(read, text: str) -> None:
    assert [q for q in read(text) if q.speaker and q.speaker.name == "Anna Brod" and shown(q)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether she would come, Anna Brod said “we will sign the pact tomorrow at noon.”",
        "Why did Anna Brod say “we will sign the pact tomorrow at noon”? Nobody knows.",
        "“If he comes, we will sign the pact tomorrow at noon,” Anna Brod said.",
        "Though Anna Brod said “we will sign the pact tomorrow at noon,” she did not.",
        "Anna Brod would later say: “we will sign the pact tomorrow at noon.”",
        "Anna Brod dismissed reports of a pact as “tales that we will sign the pact tomorrow at noon.”",
        "Nothing the council said “was true at all.”\n\n“We will sign the pact tomorrow at noon,” Anna Brod said.",
    ],
)
def test_a_condition_or_a_question_beside_it_takes_nothing_from_what_is_said(read, text: str) -> None:
    assert any(q.speaker and q.speaker.name == "Anna Brod" and shown(q) for q in read(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "Minister Daria Holm said the road was open, hours after the Keltrian envoy, Marek Tovin, told reporters "
            "that she was “playing for time”.",
            "playing for time",
            id="told by another in a clause of time",
        ),
        pytest.param(
            "Mayor Sava Petrik told the council that Aldo Renn had said: “Do not sign.”", "Do not sign.", id="had said"
        ),
        pytest.param(
            "President Aldo Renn quoted his grandfather as saying that “a neighbour is a mirror”.",
            "a neighbour is a mirror",
            id="quoted as",
        ),
        pytest.param(
            "Mayor Sava Petrik read out a letter from Captain Ivo Stern: “We have no bread and no shells.”",
            "We have no bread and no shells.",
            id="read out",
        ),
        pytest.param(
            "Envoy Pia Roth said it was “a family quarrel”; her Lornish colleague, “a coup in slow motion”.",
            "a coup in slow motion",
            id="without a verb",
        ),
        pytest.param(
            "In May, Aldo Renn told the council that he would wait.\n\n“Sign or resign,” a banner read.",
            "Sign or resign,",
            id="on a banner",
        ),
    ],
)
def test_what_one_passes_on_of_another_is_not_shown_under_the_first_ones_name(read, text: str, words: str) -> None:
    [found] = [q for q in read(text) if q.span.of(text) == words]
    assert found.speaker is None or found.speaker.name in ("Marek Tovin", "Aldo Renn", "Ivo Stern") or not shown(found)


def test_who_quotes_another_before_saying_it_does_not_say_it(read) -> None:
    text = "Rina Tosk was away. Sava Petrik, quoting Rina Tosk, said the bridge would open “when hell freezes over”."
    [found] = [q for q in read(text) if q.kind != "indirect"]
    assert found.speaker is None or found.speaker.name == "Rina Tosk" or not shown(found)


def test_who_is_not_the_one_is_never_shown_as_the_one(read) -> None:
    text = "Mayor Rina Tosk and Minister Sava Petrik differ. It was Tosk, not Petrik, who said “enough”."
    [found] = [q for q in read(text) if q.kind != "indirect"]
    assert found.speaker is None or found.speaker.name == "Rina Tosk" or not shown(found)


@pytest.mark.parametrize(
    "text",
    [
        "“The road will stay open,” Daria Holm said, hours after Marek Tovin called it a trap.",
        "Daria Holm, asked what Marek Tovin had said, replied: “The road will stay open.”",
        "“The road will stay open,” Daria Holm said. Marek Tovin told reporters that it would not.",
    ],
)
def test_who_says_it_themselves_is_shown_whatever_others_said(read, text: str) -> None:
    [found] = [q for q in read(text) if q.kind != "indirect"]
    assert found.speaker is not None
    assert found.speaker.name == "Daria Holm"
    assert shown(found)
