"""Times that a question names by an event: "before the summit". The archive does not know when that was."""

from __future__ import annotations

import re

_THE = r"(?:the|that|this|his|her|its|their|last)"
# At the end of a question, behind what it asks about; in other places such words are mostly what it is about.
PATTERNS = {
    "en": rf"(?:before|after|during|since|until|ahead of|following)\s+{_THE}\s+(?:[\w'’-]+\s+){{0,2}}[\w'’-]+",
    "ru": r"(?:до|после|во время|накануне|перед)\s+(?:[\w-]+\s+)?[\w-]+",
    "tr": r"[\w'’]+[dt][ae]n\s+(?:önce|sonra)",
    "az": r"[\w'’]+d[aə]n\s+(?:əvvəl|sonra)",
    "hy": r"[\w-]+ից\s+(?:առաջ|հետո)",
    "ka": r"[\w-]+(?:ის|ს)\s+შემდეგ|[\w-]{3,}მდე",
}
_AT_THE_END = {
    language: re.compile(rf"(?<!\w)(?:{pattern})\W*$", re.IGNORECASE) for language, pattern in PATTERNS.items()
}
# In these the verb, and the words for asking, stand behind.
_ANYWHERE = {
    language: re.compile(rf"(?<!\w)(?:{PATTERNS[language]})(?!\w)", re.IGNORECASE) for language in ("tr", "az")
}


def find_undated(text: str, language: str) -> str | None:
    """The words that name a time by an event; None where there are none."""
    found = (_ANYWHERE.get(language) or _AT_THE_END[language]).search(text)
    return found.group().strip(" ?.!՞։:;") if found else None


def undated_note(words: str) -> str:
    return f"“{words}” is no date that could be read, so all days were looked at"
