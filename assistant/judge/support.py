"""Content: whether the words of a claim say what its source says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.judge.meaning import Meaning
from assistant.judge.polarity import denied
from assistant.judge.source import Source
from assistant.judge.tongues import tongue, whole
from assistant.judge.wording import Word
from index.text.script import script
from index.text.terms import terms

MIN_SHARE = 0.6  # of the content words, in languages without a table of kin; tests/benchmarks/liar.py
# Cosines with the means subtracted, across languages: of a whole claim, of a part of it, of a topic.
# Of claims about something else .99 are under the first; tests/benchmarks/liar.py
MIN_SIMILAR = 0.28
MIN_SIMILAR_PART = 0.18
MIN_SIMILAR_TOPIC = 0.15  # and any sentence of its article
MIN_SIMILAR_AKIN = 0.2  # of a topic, in one language, of whose words only some are kin to words of the article
MIN_PART = 5  # words; shorter ones say too little by themselves
MAX_LONGER = 2.0  # words of a claim to those cited: other languages need fewer, but not half as many
UNDONE = re.compile(r"(?:un|in|im|dis|non-?)(?P<rest>\w{3,})")
DIGITS = re.compile(r"\d+")
PARTS = re.compile(r"[,;:]|\b(?:and|but|that|while|because|и|но|что|ve|ama|və|և|որ|და|რომ)\b")


def unsupported(claim: Sequence[Word], source: Source) -> list[str]:
    """The content words of the claim for which its source, in the same language, has none."""
    small = tongue(source.language).light
    meaning = Meaning(source.stems | source.asked, source.language)
    content = [word for word in claim if word.lower not in small and len(word.text) > 1]
    missing = [word.text for word in content if not (meaning.holds(word.stem) or _undone(word, source))]
    foreign = [word for word in missing if script(word) is not script(source.said)]
    if source.language == "en" or foreign or len(missing) > (1 - MIN_SHARE) * len(content):
        return missing
    return []


def _undone(word: Word, source: Source) -> bool:
    """ "Unfit" where the source has "not fit"."""
    found = UNDONE.fullmatch(word.lower)
    if found is None or source.language != "en":
        return False
    meaning = Meaning(denied(source, reach=2), source.language)
    return any(meaning.holds(stem) for stem in terms(found["rest"], "en"))


def means_the_same(claim: str, said: int, source: Source, similar: Callable[[str, str], float]) -> bool:
    """Whether a claim in another language means what its source does, as a whole and in each part behind `said`."""
    if len(claim[said:].split()) > MAX_LONGER * len(source.quotes.split()):
        return False
    parts = [part for part in PARTS.split(claim[said:]) if len(part.split()) >= MIN_PART]
    return similar(claim, source.quotes) >= MIN_SIMILAR and all(
        similar(part, source.quotes) >= MIN_SIMILAR_PART for part in parts
    )


def turned(claim: str, language: str, source: Source) -> bool:
    """Whether a claim in another language says "last" where its source says "first" only, "less" for "more"."""
    for ours, theirs in zip(tongue(language).opposed, tongue(source.language).opposed, strict=True):
        for one, other in ((0, 1), (1, 0)):
            said, there = whole(ours[one]).search(claim), whole(theirs[one]).search(source.said)
            if said and not there and whole(theirs[other]).search(source.said):
                return True
    return False


def bears_on_topic(
    text: str, claim: Sequence[Word], language: str, source: Source, similar: Callable[[str, str], float] | None
) -> bool:
    """Whether what is asked about is in the claim, in what it cites or in the articles of that.

    What was chosen to be cited bears on the topic already; this keeps out what was not. A word of the topic beside the
    cited words is enough; where there is none, the meanings are compared too.
    """
    topic = source.question.topic or ""
    asked = [word for word in source.topic if word.lower not in tongue(language).light]
    near = {word.stem for word in claim} | source.stems
    if not asked:
        return all(number in source.article for number in DIGITS.findall(topic))
    if any(word.stem in near for word in asked):
        return True
    if (source.question.language or language) != source.language:
        return similar is None or max(similar(topic, part) for part in (text, *source.parts)) >= MIN_SIMILAR_TOPIC
    if all(word.stem in source.anywhere for word in asked):
        return True
    meaning = Meaning(near | source.anywhere, source.language)
    if not any(meaning.holds(word.stem) for word in asked):
        return False
    return similar is None or max(similar(topic, source.quotes), similar(topic, text)) >= MIN_SIMILAR_AKIN
