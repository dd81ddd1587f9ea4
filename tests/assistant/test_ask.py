"""The chain is LangChain's, and sees the archive as it is at each question."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import closing
from datetime import date

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant.answer import Answer, Refusal
from assistant.ask import Assistant
from assistant.errors import BadQuestion
from assistant.understand import Asked
from index.article import Article
from index.build import remove
from index.correcting.correction import Change
from index.library import Library
from index.record.facts import GENERATION
from index.search import UnitRetriever
from index.store import Entry
from tests.assistant.archive import VESTROVA, Said, open_library, quotation, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import CHAIR, RAILWAY_YES

CHAIR_QUESTION = "What did Reshkel say about the chair of Dorvia?"
NOBODY_QUESTION = "What did Boris Kalnik say about the chair of Dorvia?"


def first_quote(result: Answer | Refusal) -> str | None:
    return result.citations[0].quote if isinstance(result, Answer) else None


class TestTheChainIsARunnable:
    def test_of_four_steps(self, assistant: Assistant) -> None:
        assert isinstance(assistant.chain, Runnable)
        steps = [node.name for node in assistant.chain.get_graph().nodes.values()]
        assert steps[1:-1] == ["understand", "gather", "draft", "verify"]

    def test_invoke_takes_a_question(self, assistant: Assistant) -> None:
        assert first_quote(assistant.chain.invoke(CHAIR_QUESTION)) == CHAIR

    def test_invoke_takes_what_was_set_apart(self, assistant: Assistant) -> None:
        assert first_quote(assistant.chain.invoke(("the chair of Dorvia", Asked(speaker="Reshkel")))) == CHAIR

    def test_batch_keeps_the_order(self, assistant: Assistant) -> None:
        found = assistant.chain.batch([CHAIR_QUESTION, NOBODY_QUESTION, CHAIR_QUESTION])
        assert [first_quote(one) for one in found] == [CHAIR, None, CHAIR]

    def test_stream_gives_the_answer_whole(self, assistant: Assistant) -> None:
        assert [first_quote(one) for one in assistant.chain.stream(CHAIR_QUESTION)] == [CHAIR]

    def test_ainvoke_answers(self, assistant: Assistant) -> None:
        assert first_quote(asyncio.run(assistant.chain.ainvoke(CHAIR_QUESTION))) == CHAIR

    def test_abatch_keeps_the_order(self, assistant: Assistant) -> None:
        found = asyncio.run(assistant.chain.abatch([CHAIR_QUESTION, NOBODY_QUESTION]))
        assert [first_quote(one) for one in found] == [CHAIR, None]

    def test_it_goes_on_in_another_chain(self, assistant: Assistant) -> None:
        assert (assistant.chain | RunnableLambda(first_quote)).invoke(CHAIR_QUESTION) == CHAIR

    def test_a_bad_question_among_good_ones_is_its_own_error(self, assistant: Assistant) -> None:
        found = assistant.chain.batch([CHAIR_QUESTION, " "], return_exceptions=True)
        assert isinstance(found[1], BadQuestion)
        assert isinstance(found[0], Answer)

    def test_ask_takes_the_same_path(self, assistant: Assistant) -> None:
        assert assistant.ask(CHAIR_QUESTION) == assistant.chain.invoke(CHAIR_QUESTION)


class TestTheRetriever:
    def test_it_is_langchains(self, archive: Library) -> None:
        assert isinstance(UnitRetriever(library=archive), BaseRetriever)

    def test_its_documents_are_slices_of_the_record(self, archive: Library) -> None:
        for kind in ("passage", "quotation"):
            for found in UnitRetriever(library=archive, kind=kind, k=5).invoke("the railway through Sefrin"):
                where = found.metadata
                text = archive.store.article(where["article"], where["revision"]).text
                assert found.page_content == text[where["start"] : where["end"]]

    def test_it_works_inside_another_chain(self, archive: Library) -> None:
        def joined(documents: Sequence[Document]) -> str:
            return "\n".join(one.page_content for one in documents)

        retriever = UnitRetriever(library=archive, kind="quotation", k=1)
        chain = {"found": retriever | joined, "question": RunnablePassthrough()} | RunnableLambda(dict)
        assert chain.invoke("the railway before any audience")["found"] == RAILWAY_YES

    def test_it_works_in_an_event_loop(self, archive: Library) -> None:
        found = asyncio.run(UnitRetriever(library=archive, k=1).ainvoke("apricot blossom"))
        assert [one.metadata["article"] for one in found] == ["orchards"]


class TestTheArchiveMoves:
    WORDS = "The ferry will sail on Monday,"
    FERRY = Article(id="ferry", text=f"“{WORDS}” Ilona Vestrova said about the ferry.", language="en")
    QUESTION = "What did Vestrova say about the ferry?"

    def test_what_is_added_meanwhile_is_seen(self, empty: Library) -> None:
        assistant = Assistant(empty, today=lambda: TODAY)
        assert isinstance(assistant.ask(self.QUESTION), Refusal)
        take_in(empty, [self.FERRY], {"ferry": [Said(words=self.WORDS, by=VESTROVA)]})
        assert first_quote(assistant.ask(self.QUESTION)) == self.WORDS

    def test_who_asks_while_it_is_written_sees_it_afterwards(self, empty: Library) -> None:
        assistant = Assistant(empty, today=lambda: TODAY)
        said = quotation(Said(words=self.WORDS, by=VESTROVA), self.FERRY)
        entry = Entry(article=self.FERRY, passages=(), quotations=(said,))
        ((_, job),) = empty.store.accept([entry], "another process")  # type: ignore[misc]
        empty.store.facts.raise_number(GENERATION)  # as writing begins
        assert assistant.quotations(Asked(speaker="Vestrova")) == ()
        empty.store.outbox.finish([job], [job])  # type: ignore[list-item]
        assert [one.quote for one in assistant.quotations(Asked(speaker="Vestrova"))] == [self.WORDS]

    def test_what_is_removed_meanwhile_is_gone(self, empty: Library) -> None:
        take_in(empty, [self.FERRY], {"ferry": [Said(words=self.WORDS, by=VESTROVA)]})
        assistant = Assistant(empty, today=lambda: TODAY)
        assert first_quote(assistant.ask(self.QUESTION)) == self.WORDS
        remove(empty, ["ferry"])
        assert isinstance(assistant.ask(self.QUESTION), Refusal)

    def test_a_revision_takes_the_place_of_what_it_revises(self, empty: Library) -> None:
        take_in(empty, [self.FERRY], {"ferry": [Said(words=self.WORDS, by=VESTROVA)]})
        words = "The ferry will sail on Tuesday,"
        revised = Article(id="ferry", text=self.FERRY.text.replace(self.WORDS, words), language="en")
        assistant = Assistant(empty, today=lambda: TODAY)
        assert first_quote(assistant.ask(self.QUESTION)) == self.WORDS
        take_in(empty, [revised], {"ferry": [Said(words=words, by=VESTROVA)]})
        result = assistant.ask(self.QUESTION)
        assert isinstance(result, Answer)
        assert [(one.quote, one.article.revision) for one in result.citations] == [(words, 2)]

    def test_what_is_corrected_meanwhile_is_somebody_elses(self, empty: Library) -> None:
        take_in(empty, [self.FERRY], {"ferry": [Said(words=self.WORDS, by=VESTROVA)]})
        assistant = Assistant(empty, today=lambda: TODAY)
        assert first_quote(assistant.ask(self.QUESTION)) == self.WORDS
        (said,) = empty.store.parts("ferry", 1)[1]
        empty.store.corrections.correct(said.id, Change(speaker="Anton Reshkel"), by="ana")
        assert first_quote(assistant.ask(self.QUESTION.replace("Vestrova", "Reshkel"))) == self.WORDS
        assert first_quote(assistant.ask(self.QUESTION)) is None

    def test_what_another_process_adds_is_seen(self, empty: Library) -> None:
        assistant = Assistant(empty, today=lambda: TODAY)
        assert isinstance(assistant.ask(self.QUESTION), Refusal)
        with closing(open_library(empty.home.path)) as other:
            take_in(other, [self.FERRY], {"ferry": [Said(words=self.WORDS, by=VESTROVA)]})
        assert first_quote(assistant.ask(self.QUESTION)) == self.WORDS


def test_today_is_asked_at_each_question(archive: Library) -> None:
    days = iter([date(2025, 9, 15), date(2025, 10, 15)])
    assistant = Assistant(archive, today=lambda: next(days))
    question = "What did Toskari say this month?"
    assert first_quote(assistant.ask(question)) == RAILWAY_YES
    assert first_quote(assistant.ask(question)) is None


@pytest.mark.parametrize("text", ["", "x" * 3000])
def test_what_cannot_be_asked_is_refused(assistant: Assistant, text: str) -> None:
    with pytest.raises(BadQuestion):
        assistant.ask(text)
