"""To whom the words asked for were said ("what did Pashinyan tell Putin about gas"), as the question has it."""

from __future__ import annotations

import re

from assistant.understanding.grammar import GRAMMARS
from assistant.understanding.roster import Roster
from index.countries import country, country_of_capital, inflected_capital, inflected_country
from index.text.names import WORD, name_keys, sound

_US = r"(?:me|us|you|him|her|them|it|that)(?!\w)"
_TELL = r"t(?:ell|old|ells)|warn(?:ed|s)?|promise[ds]?|remind(?:ed|s)?|assure[ds]?"
_SAY = r"sa(?:y|id|ys)|talk(?:ed)?|sp(?:eak|oke|oken)|wr(?:ite|ote|itten)"
_BEHIND = r"(?=\s+(?:about|on|regarding|concerning|over|that|in|at|during|after|before|for|by)(?!\w)|\s*[,?]|\s*$)"
SPOKEN_TO = re.compile(
    rf"(?<!\w)(?:(?P<tell>{_TELL})|(?:{_SAY})\s+(?:to|with))\s+(?P<to>(?!{_US}).+?){_BEHIND}", re.IGNORECASE
)
ABOUT = re.compile(r"(?<!\w)(?:about|on|regarding|concerning|that)(?!\w)", re.IGNORECASE)
# Whom no name tells, and in languages that decline, the case of whoever is spoken to.
HEARERS = {
    "en": r"(?:the\s+)?(?:journalists|reporters|parliament|lawmakers|deputies|press|nation|public|voters|students"
    r"|congress|security council|general assembly)",
    "ru": r"журналистам|репортёрам|репортерам|депутатам|парламенту|прессе|избирателям|студентам"
    r"|Евросоюзу|Европейскому союзу|Европарламенту|Совбезу(?: ООН)?|Совету Безопасности(?: ООН)?",
    "tr": r"gazetecilere|basına|milletvekillerine|parlamentoya|seçmenlere|öğrencilere"
    r"|Avrupa Birliği['’]ne|Avrupa Parlamentosu['’]na|Güvenlik Konseyi['’]ne",
    "az": r"jurnalistlərə|mətbuata|deputatlara|parlamentə|seçicilərə|tələbələrə"
    r"|Avropa (?:İttifaqına|Birliyinə)|Avropa Parlamentinə|Təhlükəsizlik Şurasına",
    "hy": r"լրագրողներին|պատգամավորներին|խորհրդարանին|մամուլին|ընտրողներին|ուսանողներին"
    r"|Եվրամիությանը|Եվրոպական միությանը|Եվրախորհրդարանին|Անվտանգության խորհրդին",
    "ka": r"ჟურნალისტებს|დეპუტატებს|პარლამენტს|პრესას|ამომრჩევლებს|სტუდენტებს"
    r"|ევროკავშირს|ევროპარლამენტს|უშიშროების საბჭოს",
}
# A body by its initials, with what sets its case off: NATO'ya, ՀԱՊԿ-ին. In Russian they have no case: ОДКБ.
INITIALS = {
    "tr": r"[^\W\d_a-zçğıöşü]{2,}['’](?:y?[ea]|n[ea])",
    "az": r"[^\W\d_a-zçğıöşüə]{2,}[-'’]?(?:y?[əa]|n[əa])",
    "hy": r"[Ա-Ֆ]{2,}-?ին",
}
DATIVE = {
    "ru": r"[уюУЮ]",
    "tr": r"['’](?:y?[ea]|n[ea])",
    "az": r"(?:[eəiöüEƏİÖÜ][^\W\daeəıioöuü]*(?:y|n)?ə|[aıouAIOU][^\W\daeəıioöuü]*(?:y|n)?a)",
    "hy": r"ին",
    "ka": r"(?<!ი)ს",  # behind an ი it is the genitive
}
# Of countries, forms that may be another case too: only right behind the verb are they spoken to, for before it they
# belong to an office ("президент Армении сказал"). In -у and -ю, what is no name without it is accusative (Украину).
OTHER_CASE_TOO = re.compile(r"(?:ии|е)$")
OF_A_COUNTRY = {**DATIVE, "ka": r"[^აეიოუ]ს"}  # behind a vowel the genitive looks the same: საქართველოს
# Words that take a dative to themselves: what is said against or about a country is not said to it.
WITH_DATIVE = {
    "ru": re.compile(r"(?<!\w)(?:ко?|по|благодаря|вопреки|согласно)\s+$", re.IGNORECASE),
    "tr": re.compile(r"^\s+(?:dair|karşı|yönelik|ilişkin|göre|rağmen|doğru|kadar|ait)(?!\w)", re.IGNORECASE),
    "az": re.compile(r"^\s+(?:dair|qarşı|yönəlik|aid|görə|doğru|qədər|baxmayaraq)(?!\w)", re.IGNORECASE),
}
OF_ITS_OWN = {"ka": re.compile(r"(?<!\w)უთქვამს(?!\w)")}  # whose subject is in the dative


def find_addressee(text: str, language: str, roster: Roster) -> tuple[str | None, str]:
    """The words for whoever is spoken to, and the question without them; (None, text) where nobody is."""
    if language == "en":
        found = SPOKEN_TO.search(text)
        if found is None or ABOUT.search(text[: found.start()]):
            return None, text
        if not _somebody(found["to"], roster, told=found["tell"] is not None):
            return None, text
        verb = found["tell"] or found.group().split()[0]
        return found["to"], f"{text[: found.start()]}{verb}{text[found.end() :]}"
    verb = re.search(rf"(?<!\w)(?:{GRAMMARS[language].said})(?!\w)", text, re.IGNORECASE)
    if verb is None or (language in OF_ITS_OWN and OF_ITS_OWN[language].search(text)):
        return None, text
    to = _in_the_dative(_before_topic(text, language), language, roster)
    return (to, re.sub(r"\s+", " ", text.replace(to, " ", 1)).strip()) if to else (None, text)


def _somebody(words: str, roster: Roster, *, told: bool) -> bool:
    """Whether the words are somebody's name or office: known in the archive, or in capitals. Who is told something may
    be any office of a country; one may also say something to a country's proposal.
    """
    if re.fullmatch(HEARERS["en"], words, re.IGNORECASE):
        return True
    who = roster.find(words, "en")
    if who is None:
        return False
    parts = [word for word in words.split() if word.lower() not in ("the", "and", "of")]
    known = bool(who.speakers) or who.speaker is None or (told and who.actor is not None)
    return known or all(word[0].isupper() for word in parts)


def _before_topic(text: str, language: str) -> str:
    """The text up to where its topic begins, where a word says so."""
    about = GRAMMARS[language].before_topic
    found = re.search(rf"(?<!\w)(?:{about})(?!\w)", text, re.IGNORECASE) if about else None
    return text[: found.start()] if found else text


def _in_the_dative(text: str, language: str, roster: Roster) -> str | None:
    plain = re.search(rf"(?<!\w)(?:{HEARERS[language]})(?!\w)", text, re.IGNORECASE)
    if plain is not None:
        return plain.group()
    words = list(WORD.finditer(text))
    for at, word in enumerate(words):
        if not re.search(rf"{DATIVE[language]}$", word.group()):
            continue
        pair = text[words[at - 1].start() : word.end()] if at else word.group()
        for asked in (pair, word.group()):
            named = roster.mentioned(asked, language)
            if named is None or named[1] != asked or named[0].speaker is None:
                continue
            if not any(sound(word.group()) in name_keys(name)[-1:] for name, _, _ in named[0].speakers):
                return asked
    free = [word for word in words if not _governed(text, word, language)]
    return next((word.group() for word in free if _is_place_spoken_to(text, word, language)), None) or next(
        (word.group() for word in free if _is_body_spoken_to(text, word, language, roster)), None
    )


def _governed(text: str, word: re.Match[str], language: str) -> bool:
    """Whether the word has its case from another than the verb: "вопреки Ирану", "NATO'ya karşı"."""
    governing = WITH_DATIVE.get(language)
    beside = text[: word.start()] if language == "ru" else text[word.end() :]
    return governing is not None and governing.search(beside) is not None


def _is_place_spoken_to(text: str, word: re.Match[str], language: str) -> bool:
    """Whether a word names a country or a capital in the case of whoever is spoken to."""
    name, before = word.group(), text[: word.start()]
    if _is_place(name, language) or not (inflected_country(name, language) or inflected_capital(name, language)):
        return False
    if language == "ru" and OTHER_CASE_TOO.search(name):
        return _behind_the_verb(before)
    if language == "ru" and not any(_is_place(f"{name[:-1]}{ending}", "ru") for ending in ("", "й", "ь")):
        return False
    return re.search(rf"{OF_A_COUNTRY[language]}$", name) is not None


def _is_place(name: str, language: str) -> bool:
    return country(name, language) is not None or country_of_capital(name, language) is not None


def _is_body_spoken_to(text: str, word: re.Match[str], language: str, roster: Roster) -> bool:
    """Whether a word is a body by its initials in the case of whoever is spoken to. What has no case in Russian, a
    place too (Баку), is spoken to right behind the verb where somebody who speaks stands before it.
    """
    if language in INITIALS:
        return re.fullmatch(INITIALS[language], word.group()) is not None
    name, before = word.group(), text[: word.start()]
    if language != "ru" or not (re.fullmatch(r"[А-ЯЁ]{2,}", name) or country_of_capital(name, "ru")):
        return False
    return _behind_the_verb(before) and roster.mentioned(before, language) is not None


def _behind_the_verb(before: str) -> bool:
    return re.search(rf"(?<!\w)(?:{GRAMMARS['ru'].said})\s+$", before, re.IGNORECASE) is not None
