"""Which language's rules an article is read with."""

from __future__ import annotations

import re

from index.article import Article

# Letters that only one of the region's languages uses, in the order in which they are looked for.
SCRIPTS = (
    ("hy", re.compile(r"[Ա-Ֆա-և]")),
    ("ka", re.compile(r"[ა-ჿᲐ-Ჿ]")),
    ("ru", re.compile(r"[А-яЁё]")),
    ("az", re.compile(r"[Əə]")),
    ("tr", re.compile(r"[ğışĞİŞ]")),
)
SHARE = {
    "hy": 0.3,
    "ka": 0.3,
    "ru": 0.3,
    "az": 0.02,
    "tr": 0.02,
}  # of all letters; one name in a foreign script is no switch
SAMPLE = 2_000  # characters


def language_of(article: Article) -> str:
    """The article's own language code where it has one, else the one its letters tell, else English."""
    if article.language:
        return article.language.lower().split("-")[0]
    sample = article.text[:SAMPLE]
    letters = sum(c.isalpha() for c in sample) or 1
    return next((code for code, own in SCRIPTS if len(own.findall(sample)) >= SHARE[code] * letters), "en")
