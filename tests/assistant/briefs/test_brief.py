"""A draft that a model words: what stands of its sentences; the model is scripted, the articles are invented."""

from __future__ import annotations

import json

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.briefs.brief import Wanted, brief
from assistant.briefs.briefing import Briefing
from assistant.briefs.template import Template
from assistant.drafting.endpoint import Endpoint
from index.library import Library
from tests.assistant.conftest import TODAY
from tests.assistant.openai_server import Step, serving

TOPIC = "What did Vahan Toskari say about the railway?"
REVERSED = "Vahan Toskari said that he is against this railway and will never defend it."


def drafted(archive: Library, *claims: tuple[str, list[int]]) -> Briefing:
    """The draft whose model says this, over the wire."""
    reply = json.dumps({"claims": [{"text": text, "evidence": numbers} for text, numbers in claims]})
    wanted = Wanted(topic=TOPIC, template=Template(sections=["summary", "events"]))
    with serving(Step(text=reply)) as server:
        model = Endpoint("scripted", api_key="k", base_url=server.url, timeout=5.0, deadline=20.0, answer_tokens=99)
        made = brief(wanted, Assistant(archive, model=model, today=lambda: TODAY), archive)
        model.close()
    assert isinstance(made, Briefing)
    return made


def plain(archive: Library) -> Answer:
    answer = Assistant(archive, today=lambda: TODAY).ask(TOPIC)
    assert isinstance(answer, Answer)
    return answer


def test_a_models_verified_sentence_is_a_line_of_the_summary_and_a_headline(archive: Library) -> None:
    claim = plain(archive).claims[0]
    made = drafted(archive, (claim.text, list(claim.citations)))
    (line,) = made.summary
    assert line.text == claim.text
    headed = next(event for event in made.events if set(line.citations) <= set(event.citations))
    assert headed.title == claim.text


def test_a_sentence_that_does_not_stand_is_nowhere_in_the_draft(archive: Library) -> None:
    claim = plain(archive).claims[0]
    made = drafted(archive, (REVERSED, list(claim.citations)), (claim.text, list(claim.citations)))
    assert [line.text for line in made.summary] == [claim.text]
    assert REVERSED not in {event.title for event in made.events}
    assert any("left out" in note for note in made.notes)


def test_where_no_sentence_stands_the_lines_are_headlines_of_articles(archive: Library) -> None:
    made = drafted(archive, (REVERSED, [1]))
    titles = {archive.store.article(name).title for name, _ in archive.store.every_article()}
    assert made.summary
    assert {line.text for line in made.summary} <= titles
    assert {event.title for event in made.events} <= titles


def test_no_event_and_no_quotation_is_in_a_draft_twice(archive: Library) -> None:
    made = drafted(archive, (REVERSED, [1]))
    shown = [number for event in made.events for number in event.citations]
    assert sorted(shown) == sorted({one.number for one in made.citations})
    articles = [{made.citations[number - 1].article.id for number in event.citations} for event in made.events]
    assert sum(map(len, articles)) == len(set().union(*articles))
