"""A draft of every kind over the sample archive, searched by meaning too: no format of it fails its own check."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.briefs.brief import Wanted, brief
from assistant.briefs.briefing import Briefing
from assistant.briefs.labels import Labels
from assistant.briefs.lay_out import lay_out
from assistant.briefs.template import load
from assistant.briefs.write import ENDINGS, written
from assistant.checking.check import Checker
from assistant.checking.document import text_of
from assistant.checking.quoted import quotations_in
from index.attribute.attributor import Attributor
from index.library import Library


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        pytest.param("the Sefrin railway", "regional", id="marked words within reported speech"),
        pytest.param("the treaty", "position", id="a source without a name, and a passage left out"),
        pytest.param("fishing", "delta", id="mostly reported speech"),
    ],
)
def test_every_quotation_is_sound(
    topic: str, kind: str, sample_library: Library, sample_assistant: Assistant, attributor: Attributor
) -> None:
    wanted = Wanted(topic=topic, template=load(kind, sample_library.home.path))
    made = brief(wanted, sample_assistant, sample_library)
    assert isinstance(made, Briefing)
    page, checker = lay_out(made, Labels("en")), Checker(sample_library)
    assert any(one.kind == "indirect" for one in made.citations)
    for ending in ENDINGS:
        found = quotations_in(text_of(f"draft{ending}", written(page, ending)), attributor)
        assert found
        unsound = [(ending, one.checked.asked.text) for one in checker.verify(found) if not one.checked.sound]
        assert unsound == []
