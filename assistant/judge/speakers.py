"""Who a claim says has said it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import eq

from assistant.answer import Citation
from assistant.judge.days import named_days
from assistant.judge.naming import country_of
from assistant.judge.source import Source
from assistant.judge.tongues import tongue, whole
from assistant.judge.verdict import Reason
from assistant.judge.wording import Word, words
from index.countries import country_of_people
from index.text.names import TITLES, form_of, name_keys, personal, sound
from index.text.script import Script, script

# What a subject does who is cited for it; in the past, the present and behind "has".
CUE = whole(
    r"sa(?:id|ys|ying)|t(?:old|ells)|stat(?:ed|es)|add(?:ed|s)|not(?:ed|es)|argu(?:ed|es)|warn(?:ed|s)|insist(?:ed|s)"
    r"|claim(?:ed|s)|call(?:ed|s)|describ(?:ed|es)|explain(?:ed|s)|ask(?:ed|s)|announc(?:ed|es)|declar(?:ed|es)"
    r"|den(?:ied|ies)|admit(?:ted|s)|acknowledg(?:ed|es)|conced(?:ed|es)|confirm(?:ed|s)|promis(?:ed|es)|pledg(?:ed|es)"
    r"|vow(?:ed|s)|suggest(?:ed|s)|propos(?:ed|es)|recall(?:ed|s)|remember(?:ed|s)|remark(?:ed|s)|mention(?:ed|s)"
    r"|stress(?:ed|es)|emphasi[sz](?:ed|es)|underlin(?:ed|es)|reiterat(?:ed|es)|repeat(?:ed|s)|restat(?:ed|es)"
    r"|report(?:ed|s)|wr(?:ote|ites)|complain(?:ed|s)|critici[sz](?:ed|es)|condemn(?:ed|s)|accus(?:ed|es)|blam(?:ed|es)"
    r"|prais(?:ed|es)|welcom(?:ed|es)|thank(?:ed|s)|urg(?:ed|es)|reject(?:ed|s)|refus(?:ed|es)|regret(?:ted|s)"
    r"|hop(?:ed|es)|expect(?:ed|s)|believ(?:ed|es)|thinks|thought|considers|considered|predict(?:ed|s)|express(?:ed|es)"
    r"|question(?:ed|s)|doubt(?:ed|s)|maintain(?:ed|s)|point(?:ed|s) out|made clear|replied|replies|respond(?:ed|s)"
    r"|comment(?:ed|s)|sp(?:oke|eaks)|threaten(?:ed|s)|boast(?:ed|s)|conclud(?:ed|es)|observ(?:ed|es)|compar(?:ed|es)"
    r"|(?<!to )(?<!not )(?<!n['’]t )(?:say|argue|warn|claim|believe|doubt|complain|insist|object|fear|think|maintain)"
    r"|congratulat(?:ed|es)|apologi[sz](?:ed|es)|voic(?:ed|es)|agreed|agrees|asserted|asserts|clarified|noticed"
)
# Of these a later one in the claim may have another subject: "Vestrova said that Toskari said".
SAYS = whole(
    r"said|says|told|tells|added|adds|claimed|claims|stated|states|announced|warned|argued|insisted|wrote|denied|admitted"
)
NEAR = 3  # words before such a verb: "Vahan Toskari had said"
# What a speaker did not do.
UNSAID = re.compile(
    r"\bnot (?:been )?(?:report|quot|cit)ed\b|"
    r"\b(?:did not|didn['’]t|does not|doesn['’]t|do not|don['’]t|never|ha[sd] not|ha[sd]n['’]t|have not|haven['’]t"
    r"|refus(?:ed|es) to|declin(?:ed|es) to|fail(?:ed|s) to|stopped short of)\s+(?:\w+ly\s+|even\s+)?"
    r"(?:sa(?:y|id|ying)|tell|told|call(?:ed|ing)?|stat(?:e|ed|ing)|claim(?:ed)?|mention(?:ed)?|warn(?:ed)?|announced?|promised?)\b",
    re.IGNORECASE,
)
# What tells that something is told at second hand, and is no word of the speaker's.
AT_SECOND_HAND = re.compile(
    r"\breportedly\b|\b(?:is|was|were|are|been) (?:reported|quoted|cited)(?: as| to)?\b"
    r"|\bas (?:reported|cited|quoted)\b",
    re.IGNORECASE,
)
ACCORDING = re.compile(r"\baccording to\s+(?P<who>[^,;:]+)", re.IGNORECASE)
# What ends the subject itself: what comes behind says where he is, or who else.
BEHIND_SUBJECT = re.compile(r",|;|:|\s(?:of|for|at|in|from|to|on|with|who|which|that|whose)\s|\(| [-–—] ")
PRONOUNS = frozenset("he she they it".split())
FILLING = frozenset(
    "the a an has have had is was were are been also reportedly further meanwhile then later again it as and".split()
)


def speaks_wrongly(text: str, language: str, source: Source, citable: Mapping[int, Citation]) -> Reason | None:
    """What is wrong with whom the claim names as the speaker, None where nothing is."""
    if source.cited[0].kind == "passage":
        return _unheard(text, language, source)
    if UNSAID.search(text) and not UNSAID.search(source.said):
        return "negation"
    if language == "en" and not (CUE.search(text) or ACCORDING.search(text)):
        return "speaker not named"
    subjects = [each for each in _subjects(text, language) if not _outlet(each, source)]
    if source.speaker is None:
        return "wrong speaker" if any(word.capital and not word.first for each in subjects for word in each) else None
    if not subjects:
        return "speaker not named"
    first = subjects[0]
    if language == "en" and _inside_what_is_said(text, first):
        return "speaker not named"
    if len(first) == 1 and first[0].lower in PRONOUNS:
        speakers = {one.speaker.name if one.speaker else None for one in citable.values()}
        return None if len(speakers) == 1 else "speaker not named"
    if not _is(first, source) or (language == "en" and _elsewhere(text, first, source)):
        return "wrong speaker"
    for other in subjects[1:]:
        named = [word for word in other if word.capital]
        if named and not _is(other, source) and not _quoted_there(named, source):
            return "wrong speaker"
    return None


def _subjects(text: str, language: str) -> list[list[Word]]:
    """The words of those who are said to speak, in the claim's order: of the first verb, and of later ones to say."""
    found = words(text, language)
    if language != "en":
        return _first_name(found)
    according = [(match.span("who"), match.end()) for match in ACCORDING.finditer(text)]
    first = CUE.search(text)
    places = [span for span, _ in according]
    if first is not None and not any(start < first.start() < end for (start, _), end in according):
        places.append(
            _before(text, first.start(), max((end for _, end in according if end < first.start()), default=0))
        )
    subjects = [_core(text, start, end, found) for start, end in sorted(places)]
    behind = first.end() if first else len(text)
    later = [_right_before(found, cue.start(), behind) for cue in SAYS.finditer(text, behind)]
    return [core for core in (*subjects, *later) if core]


def _inside_what_is_said(text: str, subject: Sequence[Word]) -> bool:
    """Whether the first verb of saying stands behind a "that" behind its subject: "Vestrova looked that they say"."""
    cue = CUE.search(text)
    return cue is not None and re.search(r"^[^,]* that ", text[subject[-1].start : cue.start()]) is not None


def _right_before(found: Sequence[Word], cue: int, behind: int) -> list[Word]:
    """The names that stand right before a verb in the middle of a claim."""
    close = [word for word in found if behind <= word.start < cue][-NEAR:]
    clause = close[-1].clause if close else None
    return [word for word in close if word.capital and word.clause == clause]


def _before(text: str, cue: int, least: int) -> tuple[int, int]:
    """Where the subject of a verb stands: right before it where a name is set apart there, else from the beginning."""
    last = max(text.rfind(",", least, cue), text.rfind(";", least, cue))
    apart = text[last + 1 : cue].split()
    named = any(word[0].isupper() for word in apart)
    if last >= 0 and named and all(word[0].isupper() or word.lower() in FILLING for word in apart):
        return last + 1, cue
    return least, cue


def _core(text: str, start: int, end: int, found: Sequence[Word]) -> list[Word]:
    """The subject's own words, up to what is said about it."""
    stop = BEHIND_SUBJECT.search(text, start, end)
    while stop is not None and not any(start <= word.start < stop.start() and word.capital for word in found):
        stop = BEHIND_SUBJECT.search(text, stop.end(), end)
    inside = [word for word in found if start <= word.start < (stop.start() if stop else end)]
    cue = next((at for at, word in enumerate(inside) if CUE.fullmatch(word.text)), len(inside))
    core = inside[:cue]
    while core and core[-1].lower in FILLING and core[-1].lower not in PRONOUNS:
        core.pop()
    while core and core[0].lower in FILLING and len(core) > 1:
        core.pop(0)
    return core


def _first_name(found: Sequence[Word]) -> list[list[Word]]:
    """Other languages: the first words that are written as a name; without capitals, the first words of all."""
    if script("".join(word.text for word in found)) is Script.GEORGIAN:
        return [list(found[:6])]
    start = next((at for at, word in enumerate(found) if word.capital), None)
    if start is None:
        return []
    end = next((at for at in range(start, len(found)) if not found[at].capital), len(found))
    return [list(found[start:end])]


def without_outlet(text: str, source: Source) -> str:
    """The claim without the aside that says where it was reported: ", CNN reports,", "as cited by CNN"."""
    names = {name for one in source.cited for name in (one.article.outlet, one.via, *one.outlets) if name}
    names -= {source.speaker.name} if source.speaker else set()
    for name in sorted(names):
        outlet = rf"(?:the )?{re.escape(name)}"
        text = re.sub(
            rf"^(?:according to|as reported by) {outlet},?\s+"
            rf"|,? (?:as )?(?:according to|reported by|cited by|quoted by) {outlet}\b,?"
            rf"|^{outlet} (?:reports|reported|says|said|writes|wrote) that\s+"
            rf"|, (?:as )?{outlet} (?:reports|reported|says|said|writes|wrote)(?:,|(?=\.?$))",
            lambda aside: ", " if aside[0][0] == aside[0][-1] == "," else "",
            text,
            flags=re.IGNORECASE,
        )
    return text


def _outlet(subject: Sequence[Word], source: Source) -> bool:
    """Whether the subject is who reports, not who is cited."""
    outlets = {
        sound(part)
        for one in source.cited
        for name in (one.article.outlet, one.via, *one.outlets)
        if name
        for part in re.findall(r"\w+", name)
    }
    names = [sound(word.text) for word in subject if word.capital and word.lower not in TITLES]
    own = set(name_keys(source.speaker.name)) if source.speaker else set()
    return bool(names) and set(names) <= outlets and not set(names) & own


def _is(subject: Sequence[Word], source: Source) -> bool:
    """Whether these words name the speaker: the last name of them is the speaker's, or all of them are the role's."""
    speaker = source.speaker
    assert speaker is not None
    keys = name_keys(speaker.name)
    person = personal(speaker.name) and len(keys) > 1
    own = [keys[-1].rpartition("-")[2]] if person and keys else keys  # a claim's words have no hyphens
    names = [word for word in subject if word.capital and not (word.first and word.lower in FILLING)] or list(subject)
    ends = subject if script(subject[0].text) is Script.GEORGIAN else names[-1:]  # it has no capitals
    # In English names have no case forms: "Christensens" are others than Christensen.
    same = eq if person and source.language == "en" else _one_name
    if any(same(sound(word.text), key) for word in ends for key in own):
        return True
    content = [word for word in subject if word.lower not in tongue("en").light | FILLING]
    if content and (country_of_people(content[0].text) if len(content) == 1 else _for_whom(content[-1], source)):
        return False  # "American said", "Russian President Moscow said": anybody's words
    if person and all(word.capital for word in content) and not any(_for_whom(word, source) for word in content):
        return False  # a name in the role is somebody else's: "White House coordinator"
    return bool(content) and all(_of_role(word, source, () if person else keys) for word in content)


def _elsewhere(text: str, subject: Sequence[Word], source: Source) -> bool:
    """Whether a body is told from the one that speaks by a name behind it: the foreign ministry in another city."""
    speaker, cue = source.speaker, CUE.search(text)
    if speaker is None or personal(speaker.name) or cue is None:
        return False
    behind = [word for word in words(text[: cue.start()], "en") if word.start > subject[-1].start and word.capital]
    days = {day for _, day in named_days(text, "en")}
    return any(word.text not in days and not _of_role(word, source, name_keys(speaker.name)) for word in behind)


def _of_role(word: Word, source: Source, keys: Sequence[str]) -> bool:
    """Whether a word is of the speaker's role, of the country or body spoken for, or of a body's name."""
    speaker = source.speaker
    assert speaker is not None
    office = {each.stem for each in words(speaker.role or "", source.language)}
    office |= {each.stem for each in words(speaker.actor or "", "en")}
    if word.stem in office or any(_one_name(sound(word.text), key) for key in keys):
        return True
    return _for_whom(word, source)


def _for_whom(word: Word, source: Source) -> bool:
    """Whether a word names the country or body that the speaker speaks for."""
    actor = source.speaker.actor if source.speaker else None
    country = country_of(re.sub(r"['’]s?$", "", word.text), "en")
    return actor is not None and (country == actor or word.text == actor)


def _one_name(key: str, other: str) -> bool:
    return form_of(key, other) or form_of(other, key)


def _quoted_there(named: Sequence[Word], source: Source) -> bool:
    """Whether somebody of that name speaks in the cited words themselves."""
    verb = CUE if source.language == "en" else whole(tongue(source.language).reported)
    return any(_beside(word, source.words, source.said, verb) for word in named)


def _beside(name: Word, found: Sequence[Word], text: str, verb: re.Pattern[str]) -> bool:
    cues = [match.start() for match in verb.finditer(text)]
    places = [word.start for word in found if _one_name(sound(name.text), sound(word.text))]
    return any(abs(place - cue) < len(name.text) + 40 for place in places for cue in cues)


def _unheard(text: str, language: str, source: Source) -> Reason | None:
    """Of a passage: whoever the claim says has said something is said there to have."""
    if language != "en" or not CUE.search(text):
        return None
    for subject in _subjects(text, language):
        named = [word for word in subject if word.capital]
        if named and not _outlet(subject, source) and source.language == "en" and not _quoted_there(named[-1:], source):
            return "wrong speaker"
    return None


def asked_for(source: Source) -> bool:
    """Whether the question asks for this speaker, if for anybody."""
    who, speaker = source.question.who, source.speaker
    if who is None:
        return True
    return speaker is not None and (speaker.name, speaker.role, speaker.actor) in who.speakers


def told_as_reported(text: str, language: str, source: Source) -> bool:
    """Whether a claim that rests on an outlet's own wording says that it is reported."""
    if any(one.kind != "indirect" for one in source.cited):
        return True
    outlets = (one.article.outlet for one in source.cited)
    return bool(whole(tongue(language).reported).search(text)) or any(name in text for name in outlets if name)
