"""News in; passages and quotations out. Only the records are re-exported here."""

from index.article import Article
from index.passage import Passage
from index.quotation import Quotation, Speaker
from index.span import Span

__all__ = ["Article", "Passage", "Quotation", "Span", "Speaker"]
