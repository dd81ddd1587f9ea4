"""Which news agency an article is from: by its outlet, its byline, its dateline or the credit at its end."""

from __future__ import annotations

import re

from index.article import Article

# The agencies that are credited in the region's languages, each under the names that it is credited by.
_NAMES = {
    "AFP": ("AFP", "Agence France-Presse", "АФП"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "Anadolu Ajansı", "AA", "Анадолу"),
    "AP": ("AP", "Associated Press", "The Associated Press", "АП"),
    "APA": ("APA",),
    "Armenpress": ("Armenpress", "Арменпресс", "Արմենպրես"),
    "Azertac": ("Azertac", "AZERTAG", "AZƏRTAC", "Азертадж"),
    "DHA": ("DHA", "Demirören Haber Ajansı"),
    "dpa": ("dpa", "Deutsche Presse-Agentur"),
    "IHA": ("IHA", "İHA", "İhlas Haber Ajansı"),
    "Interfax": ("Interfax", "Интерфакс"),
    "Interpressnews": ("Interpressnews", "IPN", "ინტერპრესნიუსი"),
    "IRNA": ("IRNA",),
    "Reuters": ("Reuters", "Рейтер"),
    "RIA Novosti": ("RIA Novosti", "RIA", "РИА Новости", "РИА"),
    "TASS": ("TASS", "ТАСС"),
    "Trend": ("Trend", "Тренд"),
    "Turan": ("Turan", "Туран"),
    "Ukrinform": ("Ukrinform", "Укринформ"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua", "Синьхуа"),
}
_BY_NAME = {name.casefold(): agency for agency, names in _NAMES.items() for name in names}
_ANY = "|".join(sorted(map(re.escape, (name for names in _NAMES.values() for name in names)), key=len, reverse=True))
DATELINE = 120  # characters: LORN, 3 May (Reuters) -
CREDIT = 160  # characters at the end: (Reporting by ...), Source: TASS

# In a dateline the name stands in brackets, in slashes, or in capitals before a dash; as a word it may be anything.
_DATELINE = re.compile(rf"[(/\[]\s*({_ANY})\s*[)/\]]|(?:^|[,.]\s)({_ANY})\s*[-–—:]")
_CREDIT = re.compile(rf"(?:[(/\[©]\s*|\b(?:Source|Источник|Kaynak|Mənbə|Աղբյուր|წყარო)\s*:\s*)({_ANY})\s*[)/\]]?\W*$")


def agency(article: Article) -> str | None:
    """The agency's usual English name; None where the article credits none."""
    for named in (article.outlet, *article.authors):
        if named is not None and named.strip().casefold() in _BY_NAME:
            return _BY_NAME[named.strip().casefold()]
    text = article.text.strip()
    found = _DATELINE.search(text[:DATELINE]) or _CREDIT.search(text[-CREDIT:])
    return _BY_NAME[next(filter(None, found.groups())).casefold()] if found else None


def is_agency(outlet: str | None) -> bool:
    return outlet is not None and outlet.strip().casefold() in _BY_NAME
