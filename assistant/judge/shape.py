"""What a claim looks like: one plain sentence, told and not ordered."""

from __future__ import annotations

import re

from index.text.sentences import sentences

MAX_WORDS = 60  # a sentence of news has 20 to 25
# Addresses, tags, links, code, headings: a sentence in an answer has none.
MARKUP = re.compile(
    r"https?:|www\.|</?\w[^>]*>|\]\(|`|\[\d+\]|^\s*(?:[#>*|]|[-–—]\s)|\*\*|[\x00-\x08\x0b-\x1f\x7f]|\{|\}"
)
# Sentences of an article that speak to whoever sums it up; what they would have said is no news.
ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|above|previous|evidence)\b"
    r"|\b(?:assistants?|chatbots?|(?:language |AI |LLM )(?:models?|systems?|agents?)|AI|LLMs?)\b\s*"
    r"(?:[:,]|must|should|are to|is to)\s*.{0,60}"
    r"\b(?:say|tell|write|answer|reply|respond|report|state|output|inform)\b"
    r"|\b(?:say|tell|write|answer|reply|respond|report|state|output|inform|add)\b.{0,40}"
    r"\b(?:readers?|users?|in your (?:answer|reply|summary|response))\b"
    r"|\b(?:in|to) your (?:answer|reply|summary|response)\b"
    r"|(?:игнорируй|не обращай внимания|забудь|ответь пользователю|сообщи (?:пользователю|читателю))"
    r"|(?:talimatları (?:yok say|unut|görmezden)|kullanıcıya (?:söyle|yaz))",
    re.IGNORECASE,
)


def plain(text: str, language: str) -> bool:
    """Whether the text, without the words that it quotes, is one sentence of a sensible length and without markup."""
    bare = text.strip()
    return (
        bool(re.search(r"\w", bare))
        and len(bare.split()) <= MAX_WORDS
        and MARKUP.search(bare) is None
        and ORDERS.search(bare) is None
        and "?" not in bare
        and len(sentences(bare, language)) == 1
    )


def without_orders(text: str, language: str | None) -> str:
    """The text without the sentences in it that give orders to whoever sums it up."""
    if ORDERS.search(text) is None:
        return text
    return " ".join(part for span in sentences(text, language) if not ORDERS.search(part := span.of(text)))
