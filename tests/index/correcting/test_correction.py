"""What an editor's change makes of what was held. All people are invented."""

from __future__ import annotations

import pytest

from index.correcting.correction import MAX_TEXT, Change, Verdict
from index.errors import BadCorrection
from index.quotation import Speaker

VESTROVA = Speaker(name="Ilona Vestrova", role="spokesperson", actor="Velmora")
HELD = Verdict(speaker=VESTROVA)
NOBODY = Verdict(speaker=None)


def test_somebody_else_does_not_inherit_role_and_actor() -> None:
    assert HELD.changed(Change(speaker="Vahan Toskari")).speaker == Speaker(name="Vahan Toskari")


def test_a_fuller_form_of_the_name_keeps_them() -> None:
    short = Verdict(speaker=Speaker(name="Vestrova", role="spokesperson", actor="Velmora"))

    assert short.changed(Change(speaker="Ilona Vestrova")) == HELD


def test_role_and_actor_change_by_themselves() -> None:
    assert HELD.changed(Change(role="minister", actor=None)).speaker == Speaker(name="Ilona Vestrova", role="minister")


def test_nobody_has_said_it() -> None:
    assert HELD.changed(Change(speaker=None)) == NOBODY


def test_what_is_dismissed_and_then_given_a_speaker_is_a_quotation_again() -> None:
    dismissed = HELD.changed(Change(dismissed=True))

    assert dismissed == Verdict(speaker=VESTROVA, dismissed=True)
    assert dismissed.changed(Change(role="spokesperson")) == HELD


def test_white_space_in_a_name_is_levelled() -> None:
    assert NOBODY.changed(Change(speaker="  Ilona\n Vestrova ")).speaker == Speaker(name="Ilona Vestrova")


@pytest.mark.parametrize(("given", "kept"), [("georgia", "Georgia"), ("USA", "United States"), ("Velmora", "Velmora")])
def test_an_actor_is_kept_under_its_usual_name(given: str, kept: str) -> None:
    assert HELD.changed(Change(actor=given)).speaker == Speaker(name=VESTROVA.name, role=VESTROVA.role, actor=kept)


@pytest.mark.parametrize(
    ("held", "change", "named"),
    [
        pytest.param(HELD, Change(), "nothing to set", id="nothing"),
        pytest.param(HELD, Change(speaker=" \n"), "speaker is empty", id="an empty name"),
        pytest.param(HELD, Change(role=""), "role is empty", id="an empty role"),
        pytest.param(HELD, Change(speaker="a" * (MAX_TEXT + 1)), "characters", id="a long name"),
        pytest.param(HELD, Change(speaker="a\x1b[2J"), "no text", id="a control character"),
        pytest.param(HELD, Change(speaker="a\udc80"), "no text", id="half a character"),
        pytest.param(NOBODY, Change(role="minister"), "name the speaker too", id="a role of nobody"),
        pytest.param(HELD, Change(speaker=None, actor="Dorvia"), "name the speaker too", id="an actor of none"),
        pytest.param(HELD, Change(speaker="A", dismissed=True), "one or the other", id="both"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(held: Verdict, change: Change, named: str) -> None:
    with pytest.raises(BadCorrection, match=named):
        held.changed(change)
