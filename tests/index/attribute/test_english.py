"""English quotations end to end. People, places and words are invented, except where a test says otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.attribute import shown
from index.quotation import Quotation

BRIEFING = (
    "ARDEN — Karsovia will not return to the talks, Karsovian foreign ministry spokesperson Maria Zelenko told a "
    "briefing on Wednesday.\n\n"
    "“We waited for two years,” Zelenko said.\n\n"
    "“Nobody answered our letters,” she added. “The door is closed for now.”\n\n"
    "The foreign ministry spokesperson called the offer “an empty envelope with a stamp on it”.\n"
)


def names(found: list[Quotation]) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in found]


def test_last_name_pronoun_and_role_are_one_speaker_with_role_and_actor(read) -> None:
    found = read(BRIEFING)
    assert names(found) == ["Maria Zelenko"] * 4
    assert {q.speaker.role for q in found} == {"Karsovian foreign ministry spokesperson"}
    assert {q.speaker.actor for q in found} == {"Karsovia"}


def test_what_is_shown_is_a_slice_of_the_article(read) -> None:
    first = read(BRIEFING)[0]
    assert first.span.of(BRIEFING) == "We waited for two years,"
    assert first.mention.of(BRIEFING) == "Zelenko"
    assert first.cue.of(BRIEFING) == "said"
    assert first.context.of(BRIEFING) == "“We waited for two years,” Zelenko said."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param('Mr. Orlan Detch: "The bridge will open in May, whatever happens."', "Orlan Detch", id="label"),
        pytest.param("“The bridge will open in May, whatever happens.” — Orlan Detch", "Orlan Detch", id="signature"),
        pytest.param(
            "“The bridge will open in May,” said Orlan Detch, who runs the works.", "Orlan Detch", id="inverted"
        ),
        pytest.param(
            "It was a good year for Orlan Detch, the mayor of Selm, who said: “The bridge will open in May.”",
            "Orlan Detch",
            id="who",
        ),
        pytest.param("“The bridge will open in May,” Orlan Detch, 61, told CNN.", "Orlan Detch", id="age and outlet"),
        pytest.param(
            "Polls do not agree - Orlan Detch: “The bridge will open in May.” [Herald]",
            "Orlan Detch",
            id="behind a dash",
        ),
        pytest.param(
            "All wait for Detch. Orlan Detch: “The bridge will open in May.”", "Orlan Detch", id="between sentences"
        ),
        pytest.param(
            "“It will not,” said Lea Brand. Lea's neighbour, Orlan Detch: “The bridge will open in May.”",
            "Orlan Detch",
            id="behind a comma",
        ),
        pytest.param("“The bridge will open in May,”Detch said.", "Detch", id="no space behind the marks"),
        pytest.param(
            "“It will open in May,” said an adviser to Detch, who asked for no name and is not in the Corven camp.",
            "adviser to Detch",
            id="who is near him",
        ),
    ],
)
def test_the_forms_that_attributions_take(read, text: str, speaker: str) -> None:
    assert names(read(text))[-1:] == [speaker]


def test_who_signs_an_article_has_not_said_what_is_quoted_last_in_it(read) -> None:
    found = read('Detch said on Monday that the bridge was "still the longest in Selm."--Kim Hale.')
    assert names(found) == ["Detch"]


def test_a_word_and_a_colon_before_marks_are_nobody(read) -> None:
    found = read("Nobody spoke in Selm. Then: “The bridge will open in May, whatever happens.”")
    assert not any(shown(q) for q in found)


def test_both_halves_of_a_split_quotation_have_the_speaker_between_them(read) -> None:
    found = read("“We do not write the rules,” Deputy Minister Anna Brod said. “We only read them aloud.”")
    assert names(found) == ["Anna Brod", "Anna Brod"]


def test_an_outlet_credited_at_the_end_is_via_and_not_the_speaker(read) -> None:
    text = "“The road stays shut,” Armenian Prime Minister Aram Teldan said on Monday, Coast News reported."
    (found,) = read(text, date(2025, 3, 5))
    assert (found.speaker.name, found.speaker.actor, found.via) == ("Aram Teldan", "Armenia", "Coast News")
    assert found.said_on == date(2025, 3, 3)


def test_the_day_is_none_without_a_date_of_publication(read) -> None:
    (found,) = read("“The road stays shut,” Prime Minister Aram Teldan said on Monday.")
    assert found.said_on is None


def test_pieces_of_a_quotation_that_runs_over_paragraphs_have_one_speaker(read) -> None:
    text = (
        "Prime Minister Aram Teldan closed the debate.\n\n"
        "“I do not ask you to like this decision, and I did not like it myself.\n\n"
        "“But I will not sign a paper that nobody here has read,” Teldan said.\n"
    )
    assert names(read(text)) == ["Aram Teldan", "Aram Teldan"]


def test_a_ministry_is_a_speaker_under_its_full_name(read) -> None:
    text = (
        "The Georgian defence ministry called the report false. “Our troops did not leave their barracks that night,” "
        "the ministry said in a statement."
    )
    (found,) = read(text)
    assert (found.speaker.name, found.speaker.actor) == ("Georgian defence ministry", "Georgia")


def test_a_former_minister_speaks_for_himself(read) -> None:
    (found,) = read("“It was a mistake from the first day,” former Armenian foreign minister Davit Orbel said.")
    assert (found.speaker.name, found.speaker.actor) == ("Davit Orbel", None)


def test_titles_and_scare_quotes_are_not_quotations(read) -> None:
    text = "Critics praised her novel, “The Long Road Home”, and the so-called “experts” of the “new wave”."
    assert not any(shown(q) for q in read(text))


def test_somebody_who_is_never_named_stays_nobody(read) -> None:
    text = "A source close to the talks was gloomy. “There will be no deal this year, or the next,” the source said."
    (found,) = read(text)
    assert found.speaker is None
    assert not shown(found)


class TestSeedArticle:
    """A real article of the kind the project is for."""

    @pytest.fixture
    def text(self, shared: Path) -> str:
        return (shared / "data" / "seed" / "article.txt").read_text(encoding="utf-8")

    @pytest.fixture
    def found(self, read, text: str) -> dict[str, Quotation]:
        return {q.span.of(text)[:10]: q for q in read(text, date(2025, 11, 27))}

    def test_the_welcome_is_the_russian_spokespersons(self, found) -> None:
        speaker = found["We welcome"].speaker
        assert (speaker.name, speaker.role, speaker.actor) == (
            "Maria Zakharova",
            "Russian foreign ministry spokesperson",
            "Russia",
        )
        assert shown(found["We welcome"])

    def test_the_advisers_words_are_azerbaijans(self, found) -> None:
        speaker = found["not milita"].speaker
        assert (speaker.name, speaker.actor) == ("Hikmet Hajiyev", "Azerbaijan")

    def test_the_outlet_and_the_day_of_the_briefing(self, found) -> None:
        first = found["I would li"]
        assert (first.via, first.said_on, first.speaker.name) == ("News.am", date(2025, 11, 26), "Maria Zakharova")

    def test_nobody_elses_words_are_russias(self, found) -> None:
        assert [k for k, q in found.items() if q.speaker and q.speaker.actor == "Azerbaijan"] == ["not milita"]


def test_a_document_is_the_speaker_where_nobody_tells_whose_it_is(read) -> None:
    text = "More than 6 million people fled Orlia.\n“It is one of the largest crises since the war,” the report says."
    (found,) = read(text)
    assert found.speaker.name == "report"


def test_a_bodys_spokesperson_without_a_name_speaks_for_it(read) -> None:
    text = (
        "“The talks were open and useful for us,” a spokesperson for the Georgian foreign ministry said. "
        "“We will meet again,” the spokesperson added."
    )
    assert [(q.speaker.name, q.speaker.actor) for q in read(text)] == [
        ("spokesperson for the Georgian foreign ministry", "Georgia")
    ] * 2


def test_an_office_of_a_country_is_its_only_bearers(read) -> None:
    text = (
        "Russian Foreign Minister Sergei Lavrov met Armenian Foreign Minister Ararat Mirzoyan on Monday.\n"
        "“We are ready to sign the text today,” Armenia’s foreign minister told reporters."
    )
    (found,) = read(text)
    assert (found.speaker.name, found.speaker.actor) == ("Ararat Mirzoyan", "Armenia")


@pytest.mark.parametrize("source", ["critics", "a friend", "his brother", "the diplomat"])
def test_people_whom_nothing_identifies_stay_nobody(read, source: str) -> None:
    (found,) = read(f"“There will be no deal this year, or the next,” {source} told reporters.")
    assert found.speaker is None


def test_who_is_as_sure_as_the_name_before_it(read) -> None:
    text = (
        "Adviser Hikmet Orbel, who declared that the best answer would be neutrality, “not alliances that threaten "
        "our neighbours”, left on Monday."
    )
    (found,) = read(text)
    assert (found.speaker.name, shown(found)) == ("Hikmet Orbel", True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The bridge will open in May,” said a senior Karsovian diplomat.", "senior Karsovian diplomat"),
        (
            "A longtime adviser was blunt. “The bridge will open in May,” the adviser said.\n\nNobody answered.",
            "longtime adviser",
        ),
        ("“The bridge will open in May,” said a man.", None),
        (
            "A Karsovian diplomat and a Dorvian diplomat came. “The bridge will open in May,” the diplomat said.",
            None,
        ),
    ],
)
def test_who_is_brought_in_without_a_name_is_called_what_the_article_calls_them(read, text: str, speaker) -> None:
    assert names(read(text)) == [speaker]


def test_a_role_between_two_names_is_the_second_ones(read) -> None:
    text = (
        "“The road is safe,” Mayor Rina Tosk said. Speaking after Tosk, Petrik's lawyer, Hana Moor, said: “We agree.”"
    )
    assert [(q.speaker.name, q.speaker.role) for q in read(text) if q.speaker] == [
        ("Rina Tosk", "Mayor"),
        ("Hana Moor", "Petrik's lawyer"),
    ]


def test_the_formers_aide_is_nobody_by_that_name(read) -> None:
    text = "Aldo Renn and Marek Tovin met. The former's aide called it “a joke and nothing else”."
    assert names(read(text)) == [None]


def test_a_capital_that_somebody_is_sent_to_is_no_part_of_the_name(read) -> None:
    found = read("The former ambassador to Yerevan Orlan Detch said it was “a pause and nothing else”.")
    assert names([q for q in found if q.kind != "indirect"]) == ["Orlan Detch"]


def test_a_name_beside_any_word_for_a_person_is_that_persons(read) -> None:
    text = "Bor Tamm was late. Mr Tamm's predecessor, Lotta Brenn, told the council: “Page nine was the guarantee.”"
    assert names([q for q in read(text) if q.kind != "indirect"]) == ["Lotta Brenn"]


@pytest.mark.parametrize(
    ("text", "speaker", "actor"),
    [
        pytest.param("“It will do,” said the regulator, Ofnet.", "Ofnet", None, id="a name in apposition"),
        pytest.param(
            "Petra Zoll was away. “We will publish it,” Zoll's ministry replied.",
            "Zoll's ministry",
            None,
            id="a person's",
        ),
        pytest.param(
            "Karsovian Institute of Rivers and Inland Waters Director Edon Faulk said that it was “not the best”.",
            "Edon Faulk",
            None,
            id="a body before the person's name",
        ),
        pytest.param("“We guessed,” Goalkeeper Timo Reis said.", "Timo Reis", None, id="a player"),
    ],
)
def test_bodies_and_persons_beside_each_other_are_told_apart(read, text: str, speaker: str, actor) -> None:
    [found] = read(text)
    assert (found.speaker.name, found.speaker.actor) == (speaker, actor)


def test_a_name_within_a_quotation_that_goes_on_says_none_of_it(read) -> None:
    text = (
        "Orlan Detch listed what he would ask of anybody:\n\n“Is the candidate told of the bridge?\n\n"
        "“Does the candidate say that it will open in May?”"
    )
    assert names(read(text)) == ["Orlan Detch"] * 2


def test_the_hour_before_an_entry_of_a_live_blog_is_no_part_of_its_sentence(read) -> None:
    [found] = read("18.05 – Mayor Oskar Linde appeals for restraint. “I ask both sides to go home,” he said in Selm.")
    assert (found.speaker.name, shown(found)) == ("Oskar Linde", True)
