"""Within which articles a question is to be answered: an outlet's, or those in a language ("in Russian", "told TASS").

Only what stands where it can hardly be part of the topic is read: behind words that lead to an outlet or a language,
and with nothing behind it that it could belong to ("in Turkish waters", "the Tribune tower").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from babel import Locale

from assistant.understanding.grammar import GRAMMARS
from index.countries import country
from index.span import Span
from index.text.names import WORD, form_of, sound

NAME_ENDING = 4  # letters that a case may add to the name of a language
_PAPER = r"articles?|interviews?|reports?|outlets?|media|sources?|newspapers?|texts?|coverage|quotes?|quotations?"
# What leads to an outlet. Of those that lead to places as well, only a name in capitals counts.
SURE = {
    "en": r"t(?:ell|old|ells)|according to"
    r"|(?:in )?(?:an? |the |his |her )?(?:interview|comments?|statements?) (?:with|to|for)"
    r"|(?:quoted|reported|published|cited|carried) (?:by|in|on)",
    "ru": r"{said}|по (?:данным|сообщени\w+|информации)|как (?:сообща\w+|пиш\w+|переда\w+)|(?:в )?интервью"
    r"|(?:агентств|издани|газет|телеканал|портал|журнал)\w*",
}
PERHAPS = {"en": r"in|from", "ru": r"в|во|из"}
# What stands behind an outlet's name, or is its case, where it has the words.
ENDINGS = {
    "tr": r"['’](?:y?[ea]|n[ea]|[dt][ea]n?)(?:\s+göre)?|\s+(?:göre(?!\w)|gazete|ajans|kanal|dergi)\w*",
    "az": r"['’]?(?:y?[əa]|n[əa]|[dt][əa]n?)(?:\s+görə)?|\s+(?:görə(?!\w)|qəzet|agentliy|kanal|jurnal)\w*",
    "hy": r"[-՝]?(?:ին|ում|ից)|\s+(?:գործակալությ|թերթ|լրատվամիջոց)\w*",
    "ka": r"[-]?(?:ს|ში|სთან|თან|ისთვის)|\s+(?:სააგენტო|გაზეთ|არხ)\w*",
}
# How a language is asked for, {its name} apart from what would make it part of the topic.
LANGUAGES = {
    "en": (
        r"in\s+(?P<name>[A-Z]\w+)(?=\s*(?:,|\)|$)|\s+(?:about|on|regarding|concerning|by|from|said)(?!\w))",
        rf"(?:in\s+|from\s+)?(?:the\s+)?(?P<name>[A-Z]\w+)[-\s]language(?:\s+(?:{_PAPER}))?",
    ),
    "ru": (
        r"на\s+(?P<name>\w+ском)(?:\s+языке)?(?=\s*(?:,|\)|$)|\s+(?:о|об|про|относительно)(?!\w))",
        r"(?P<name>по-\w+ски)",
        r"(?P<name>\w+ск)оязычн\w+\s+(?:стать|издани|источник|СМИ)\w*",
    ),
    "tr": (
        r"(?P<name>\w+)\s+dilinde(?:ki)?(?:\s+(?:haber|kaynak|makale|yazı|alıntı)\w*)?(?=\s+ne(?!\w)|\s*(?:,|$))",
        r"(?P<name>\w+[cç][ae])(?:\s+olarak|\s+(?:haber|kaynak|makale|yazı|alıntı)\w*|(?=\s+ne\s+{said}|\s*$))",
    ),
    "az": (
        r"(?P<name>\w+)\s+dilində(?:ki)?(?:\s+(?:xəbər|mənbə|məqalə|sitat)\w*)?(?=\s+nə(?!\w)|\s*(?:,|$))",
        r"(?P<name>\w+c[aə])(?:\s+olaraq|\s+(?:xəbər|mənbə|məqalə|sitat)\w*|(?=\s+nə\s+{said}|\s*$))",
    ),
    "hy": (
        r"(?P<name>\w+երեն)(?:ով(?!\w)|\s+(?:լեզվով|աղբյուր\w*|հոդված\w*|մեջբերում\w*)|(?=\s*$|\s+(?:է\s+)?{said}))",
    ),
    "ka": (r"(?P<name>\w+[ულრ]ად)", r"(?P<name>\w+)\s+ენაზე"),
}
# What is itself in a language: the schools that a question is about, not the articles it is to be answered from.
TAUGHT = re.compile(
    r"(?:education|school\w*|teaching|lessons?|books?|songs?|signs?|broadcast\w*|speech\w*|speaking|writing|instruction"
    r"|образовани\w+|обучени\w+|школ\w*|преподавани\w+|книг\w*|песн\w+|вещани\w+|урок\w*)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """An outlet by its name in the archive and the code of a language, None for any; `rest` is the question without."""

    outlet: str | None
    language: str | None
    rest: str


def find_within(text: str, language: str, languages: Collection[str], outlets: Collection[str]) -> Within:
    """What the text narrows itself to. Languages are those of the archive and those that questions are read in."""
    outlet, rest = _outlet(text, language, outlets)
    code, rest = _language(rest, language, languages)
    return Within(outlet=outlet, language=code, rest=rest)


def language_called(name: str, language: str, codes: Collection[str]) -> str | None:
    """The code, of these and of those that questions are read in, of a language by its name in another, in whatever
    case form.
    """
    key = re.sub(r"^по-", "", name.casefold())
    names = Locale(language).languages
    for code in sorted({*codes, *GRAMMARS}):
        known = names.get(code, "").casefold()
        stem = known[:-2] if len(known) > NAME_ENDING + 1 else known
        if key == known or (
            language != "en" and stem and key.startswith(stem) and len(key) <= len(known) + NAME_ENDING
        ):
            return code
    return None


def _language(text: str, language: str, languages: Collection[str]) -> tuple[str | None, str]:
    said = f"(?:{GRAMMARS[language].said})"
    for pattern in LANGUAGES[language]:
        for found in re.finditer(rf"(?<![\w-])(?:{pattern.replace('{said}', said)})(?!\w)", text, _case(language)):
            code = language_called(found["name"], language, languages)
            if code is not None and not TAUGHT.search(text[: found.start()]):
                return code, _without(text, *found.span())
    return None, text


def _case(language: str) -> re.RegexFlag:
    """In English the name of a language has a capital, "in polish" has none."""
    return re.NOFLAG if language == "en" else re.IGNORECASE


def _outlet(text: str, language: str, outlets: Collection[str]) -> tuple[str | None, str]:
    for name, match, inflected in _named(text, outlets):
        if country(name, language) or country(name):
            continue
        span = _led_to(text, match, language, inflected)
        if span is not None:
            return name, _without(text, *span)
    return None, text


def _named(text: str, outlets: Collection[str]) -> Iterator[tuple[str, Span, bool]]:
    """Outlets that the text names, each with its place, and whether in another form; the longest name first."""
    tokens = list(WORD.finditer(text))
    sounds = [sound(token.group()) for token in tokens]
    found = []
    for name in outlets:
        parts = [sound(word) for word in WORD.findall(name) if word.casefold() != "the"]
        for at in range(len(sounds) - len(parts) + 1) if parts else ():
            *others, last = sounds[at : at + len(parts)]
            if others == parts[:-1] and form_of(last, parts[-1]):
                place = Span(tokens[at].start(), tokens[at + len(parts) - 1].end())
                found.append((name, place, last != parts[-1]))
    yield from sorted(found, key=lambda one: (-len(one[1]), one[0]))


def _led_to(text: str, name: Span, language: str, inflected: bool) -> tuple[int, int] | None:
    """The place of the name with what leads to it; None where it may be part of the topic."""
    before, behind = text[: name.start], text[name.end :]
    if language in ENDINGS:
        case = re.search(rf"(?:{ENDINGS[language]})$", name.of(text)) if inflected else None
        ending = re.match(rf"(?:{ENDINGS[language]})?(?!\w)", behind)
        return (name.start, name.end + ending.end()) if ending and (case or ending.group()) else None
    said = f"(?:{GRAMMARS[language].said})"
    leads = [
        re.search(rf"(?<!\w)(?P<lead>{words.replace('{said}', said)})\s+(?:the\s+)?[«“\"]?$", before, re.IGNORECASE)
        for words in (SURE[language], PERHAPS[language])
    ]
    led = leads[0] or leads[1]
    ends = re.match(
        rf"[»”\"]?(?=\s*(?:[,)]|$)|\s+(?:{GRAMMARS[language].before_topic}|{said})(?!\w))", behind, re.IGNORECASE
    )
    if led is None or ends is None or (leads[0] is None and text[name.start].islower()):
        return None
    asks = re.fullmatch(said, led["lead"], re.IGNORECASE)  # it is the question's verb, and stays
    return led.end("lead") if asks else led.start(), name.end + ends.end()


def _without(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", f"{text[:start].rstrip(' ,(')} {text[end:].lstrip(' )')}").strip(" ,")
