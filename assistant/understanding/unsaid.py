"""Questions for what was not said ("what did nobody say", "what has she never said"): read as what was, and told so."""

from __future__ import annotations

import re

from assistant.understanding.grammar import EN

NOTE = "what was not said, no archive of quotations can tell, so the question was read as what was said"

_HELPERS = r"did|does|do|has|have|had"
_SAID = rf"(?:{EN.said})(?!\w)"
# Each with what stands in its place. Behind the verb ("say that it would not fall") it is what somebody has said.
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (rf"^(\W*(?:what|why|when|where|how)\s+(?:{_HELPERS}))n['’]t(?!\w)", r"\1"),
        (rf"^(\W*(?:what|why|when|where|how)\s+(?:{_HELPERS})(?:(?!\s{_SAID}).)*)\s(?:not|never)(\s+{_SAID})", r"\1\2"),
        (rf"^(\W*(?:what|why|when|where|how)\s+(?:{_HELPERS}|was|is)\s+)(?:nobody|no[ -]one)(?!\w)", r"\1anybody"),
    )
)


def find_unsaid(text: str, language: str) -> tuple[str | None, str]:
    """The note for such a question and the one that is read in its place; (None, text) for any other, and where the
    language is not English.
    """
    for pattern, instead in _PATTERNS if language == "en" else ():
        said = pattern.sub(instead, text)
        if said != text:
            return NOTE, said
    return None, text
