"""Whether a question asks how something went over time, and the plain question that is left without that."""

from __future__ import annotations

import re

_WHAT = r"(?:position|stance|mind|views?|attitude|policy|line|opinion|statements?|remarks?|tone|rhetoric|account|story)"
_MOVED = r"(?:changed?|evolved?|shift(?:ed)?|develop(?:ed)?|revers(?:e|ed)|soften(?:ed)?|harden(?:ed)?)"
_ABOUT = r"(?:on|about|towards?|regarding|concerning)"
_ASKED = r"(?:how|when|why)?\s*(?:and\s+)?(?:did|has|have|had|does|do)"

# By language: the words that say "over time" and stand for themselves, and in English the shapes of whole questions,
# which name who is asked for and the topic. Elsewhere what is left has its speaker and its topic as any question.
_OVER_TIME = {
    "en": r"over\s+time|over\s+the\s+(?:years|months)|chronologically|in\s+chronological\s+order",
    "ru": r"со\s+временем|с\s+течением\s+времени|в\s+хронологическом\s+порядке"
    r"|как\s+(?:с\s+тех\s+пор\s+)?(?:менял\w+|изменил\w+|меняет\w+)(?:\s+позици\w+|\s+мнени\w+)?",
    "tr": r"zamanla|zaman\s+içinde|(?:tutumu|görüşü|pozisyonu)\w*\s+nasıl\s+değişti|nasıl\s+değişti",
    "az": r"zamanla|zaman\s+keçdikcə|(?:mövqeyi|fikri)\w*\s+necə\s+dəyiş\w+|necə\s+dəyiş\w+",
    "hy": r"ժամանակի\s+ընթացքում|ինչպե՞?ս\s+(?:է\s+)?փոխվ\w+(?:\s+է)?|դիրքորոշում\w*",
    "ka": r"დროთა\s+განმავლობაში|როგორ\s+(?:შეიცვალა|იცვლებოდა)|პოზიცია\w*",
}
_SHAPES = (
    rf"{_ASKED}\s+(?P<who>.+?)['’]s?\s+{_WHAT}\s+{_ABOUT}\s+(?P<topic>.+?)\s+{_MOVED}",
    rf"{_ASKED}\s+(?P<who>.+?)['’]s?\s+{_WHAT}\s+{_MOVED}\s+{_ABOUT}\s+(?P<topic>.+)",
    rf"{_ASKED}\s+(?P<who>.+?)\s+{_MOVED}\s+(?:his|her|its|their)\s+{_WHAT}\s+{_ABOUT}\s+(?P<topic>.+)",
    rf"(?:the\s+)?(?:timeline|history|chronology|evolution|development)\s+of\s+(?P<who>.+?)['’]s?\s+{_WHAT}"
    rf"\s+{_ABOUT}\s+(?P<topic>.+)",
)


def find_sequence(text: str, language: str) -> tuple[str, bool]:
    """The question without what asks for a sequence, and whether something did."""
    left = re.sub(rf"(?<!\w)(?:{_OVER_TIME[language]})(?!\w)", " ", text, flags=re.IGNORECASE)
    asked = left != text
    left = re.sub(r"\s+", " ", left).strip(" ?.!,")
    for shape in _SHAPES if language == "en" else ():
        match = re.fullmatch(shape, left, re.IGNORECASE)
        if match is not None:
            return f"what did {match['who']} say about {match['topic']}", True
    return (left, True) if asked else (text, False)
