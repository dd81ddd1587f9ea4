"""The plain way, to measure against: LangChain's text splitter and langchain-chroma, with any of our embedders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from index.embedder import Embedder
from index.split import OVERLAP, TARGET


class Embedding(Embeddings):
    """One of our embedders behind LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.embed(texts, "passage").tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self._embedder.embed([text], "query")[0].tolist()
        return row


class Plain:
    """A vector store as the tutorials make one, with chunks of the size of our passages."""

    def __init__(self, directory: Path, embedder: Embedder) -> None:
        self._splitter = RecursiveCharacterTextSplitter(chunk_size=TARGET, chunk_overlap=OVERLAP)
        quiet = Settings(anonymized_telemetry=False)
        self.store = Chroma("plain", Embedding(embedder), persist_directory=str(directory), client_settings=quiet)

    def add(self, texts: Sequence[str]) -> int:
        """Split and add; how many chunks that were."""
        chunks = [chunk for text in texts for chunk in self._splitter.split_text(text)]
        self.store.add_texts(chunks)
        return len(chunks)
