"""The lexical index: which units hold these words, by BM25. The only file that imports tantivy.

Chosen over SQLite's FTS5 by tests/benchmarks/lexical.py, which runs both on the same terms.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import tantivy

from index.allocator import give_back_large_blocks
from index.errors import LexicalUnavailable
from index.home import cure
from index.text.terms import terms
from index.unit import Shelf, Unit

HEAP_BYTES = 30_000_000  # of a writer, which lives for one batch
LABEL_BOOST = 0.5  # a word of the title against one of the text; tests/benchmarks/retrieval.py


class Lexical:
    """One directory of tantivy. Reading and writing both happen inside a turn.

    A term stands in the index behind its language ("en:freez"), so that each language has document frequencies of its
    own and a question is only ever matched within its language.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._schema = _schema()
        self._index: tantivy.Index | None = None

    def write(self, gone: Iterable[str], units: Sequence[Unit]) -> None:
        """Take the units `gone` out and put `units` in, all or nothing."""
        give_back_large_blocks()
        with self._reporting():
            writer = self._opened().writer(HEAP_BYTES, 1)
            try:
                for name in (*gone, *(unit.id for unit in units)):
                    writer.delete_documents_by_term("id", name)
                for unit in units:
                    writer.add_document(_document(unit))
                writer.commit()
            finally:
                writer.wait_merging_threads()
            self._opened().reload()

    def refresh(self) -> None:
        """See what other processes have written."""
        with self._reporting():
            self._opened().reload()

    def search(
        self, shelf: Shelf, query_terms: Iterable[str], n: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The `n` best units of the shelf as (id, BM25 score), best first; units with none of the terms never.

        Only of the ids `among` where these are given.
        """
        wanted = dict.fromkeys(f"{shelf.language}:{term}" for term in query_terms)
        if not wanted or (among is not None and not among):
            return []
        with self._reporting():
            searcher = self._opened().searcher()
            query = self._any_of(shelf, wanted)
            if among is not None:
                query = tantivy.Query.and_must_match(query, self._one_of(among))
            found = searcher.search(query, limit=n, count=False)
            addresses = [address for _, address in found.hits]
            names = [searcher.doc(address).get_first("id") for address in addresses]
        return [(str(name), float(score)) for name, (score, _) in zip(names, found.hits, strict=True)]

    def frequency(self, shelf: Shelf, term: str) -> int:
        """In how many units of the shelf the term stands."""
        with self._reporting():
            return int(self._opened().searcher().doc_freq(shelf.kind, f"{shelf.language}:{term}"))

    def size(self) -> int:
        """How many units are held."""
        with self._reporting():
            return int(self._opened().searcher().num_docs)

    def count(self, names: Collection[str]) -> int:
        """How many of the ids are held."""
        if not names:
            return 0
        with self._reporting():
            searcher = self._opened().searcher()
            return len(searcher.search(self._one_of(names), limit=len(names), count=False).hits)

    def ids(self) -> set[str]:
        """The ids of all units held."""
        with self._reporting():
            searcher = self._opened().searcher()
            found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False)
            return {str(searcher.doc(address).get_first("id")) for _, address in found.hits}

    def _one_of(self, names: Collection[str]) -> tantivy.Query:
        """Selects, and adds nothing to a score."""
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "id", list(names)), 0.0)

    def _any_of(self, shelf: Shelf, wanted: Iterable[str]) -> tantivy.Query:
        clauses = []
        for term in wanted:
            body = tantivy.Query.term_query(self._schema, shelf.kind, term, "freq")
            label = tantivy.Query.term_query(self._schema, f"{shelf.kind}_label", term, "freq")
            clauses.append((tantivy.Occur.Should, body))
            clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(label, LABEL_BOOST)))
        return tantivy.Query.boolean_query(clauses)

    def _opened(self) -> tantivy.Index:
        if self._index is None:
            self._directory.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, str(self._directory), reuse=True)
        return self._index

    @contextlib.contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except (LexicalUnavailable, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # a panic of Rust's is no Exception
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            what = str(error).split("\n", 1)[0]
            todo = cure(self._directory)
            raise LexicalUnavailable(f"the lexical index {self._directory} cannot be used ({what}); {todo}") from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for kind in ("passage", "quotation"):
        builder.add_text_field(kind, tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field(f"{kind}_label", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(unit: Unit) -> tantivy.Document:
    kind, language = unit.shelf
    words, label = _body(unit.text, language), _label(unit.label, language)
    return tantivy.Document(id=unit.id, **{kind: words, f"{kind}_label": label})


def _body(text: str, language: str) -> str:
    return " ".join(map(f"{language}:".__add__, terms(text, language)))


_label = lru_cache(maxsize=1)(_body)  # an article's units come one after the other, and have one label
