"""Which labels of an article are those of people who speak by turns, if any are.

Speakers come and go: two of them at least, again and again one after the other, before words in the first or second
person and before questions. Headings of a list ("Age: 41") do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.attribute.marks import OPENERS
from index.attribute.transcripts.lines import ANSWERER, ASKER, ASKS, INITIALS, Line
from index.attribute.transcripts.words import TurnWords
from index.span import Span

MIN_TURNS = 4
MIN_ANSWERS = 3  # of one speaker, to questions without a label
MIN_TALK = 0.5  # of the turns are in the first or second person, or ask something
MIN_ASKING = 0.1  # of the turns ask something
MIN_TAKING = 0.6  # of the turns are another's than the one before
MOSTLY = 0.6  # of somebody's turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One who speaks: the longest name among the labels, and the share of their turns that ask something."""

    fullest: Span
    asking: float

    @property
    def asks(self) -> bool:
        """Whether they do little else."""
        return self.asking >= MOSTLY


def speakers(text: str, found: Sequence[Line], said: Mapping[int, str], words: TurnWords) -> Mapping[str, Part]:
    """Those who speak, by their key; none where the article is no transcript. `said` are the first words behind the
    label of a paragraph.
    """
    by_key: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        by_key[line.key].append(line)
    asking = {key: _share(ASKS.search(said[x.block]) for x in own) for key, own in by_key.items()}
    keys = {
        key
        for key, own in by_key.items()
        if key in (ASKER, ANSWERER) or (len(own) > 1 and (asking[key] >= MOSTLY or _may_be_name(text, key, own)))
    }
    if not _take_turns([line for line in found if line.key in keys], said, words):
        return {}
    return {
        key: Part(fullest=max((x.name for x in by_key[key]), key=len), asking=1.0 if key == ASKER else asking[key])
        for key in keys
    }


def _take_turns(own: Sequence[Line], said: Mapping[int, str], words: TurnWords) -> bool:
    """Whether these labels are those of a conversation. One question with its answer is enough where whole words say so
    ("Question: ... Answer: ...").
    """
    keys = [line.key for line in own]
    if {ASKER, ANSWERER} <= set(keys) and all(len(x.name) > 1 for x in own if x.key in (ASKER, ANSWERER)):
        return True
    if len(own) < MIN_TURNS or len(set(keys)) < 2:
        return False
    unlabelled = all(line.lost for line in own if line.key == ASKER)
    if unlabelled and len(set(keys) - {ASKER}) == 1 and len(own) - keys.count(ASKER) < MIN_ANSWERS:
        return False
    begun = [said[line.block] for line in own]
    if _share(words_[:1] in OPENERS for words_ in begun) >= MOSTLY:
        return False  # names before marked words are labels of quotations
    taking = _share(a != b for a, b in pairwise(keys))
    asking = _share(ASKS.search(words_) or key == ASKER for words_, key in zip(begun, keys, strict=True))
    talk = _share(words.talk.search(words_) or ASKS.search(words_) for words_ in begun)
    return taking >= MIN_TAKING and asking >= MIN_ASKING and talk >= MIN_TALK


def _may_be_name(text: str, key: str, own: Sequence[Line]) -> bool:
    """Whether a label that recurs may name somebody: its last word stands nowhere in small letters, and it has two
    words, or is in capitals, or stands in the text too.
    """
    names = [line.name.of(text) for line in own]
    last = names[0].split()[-1]
    if last != key and re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text):
        return False
    if any(len(name.split()) > 1 or name.isupper() or INITIALS.match(name) for name in names):
        return True
    return len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", text)) > len(names)


def _share(values: Iterable[object]) -> float:
    counted = [bool(value) for value in values]
    return sum(counted) / len(counted) if counted else 0.0
