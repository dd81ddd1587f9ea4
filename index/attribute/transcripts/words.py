"""What must be known of a language to read its transcripts and interviews."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWords:
    """`asks` and `answers` are labels that name nobody; `own` are words of the first person, which an article's own
    text is not in, `talk` those of the first and second.
    """

    asks: re.Pattern[str]
    answers: re.Pattern[str]
    own: re.Pattern[str]
    talk: re.Pattern[str]


def _words(asks: str, answers: str, own: str, other: str) -> TurnWords:
    return TurnWords(
        asks=re.compile(rf"(?:{asks})", re.IGNORECASE),
        answers=re.compile(rf"(?:{answers})", re.IGNORECASE),
        own=re.compile(rf"\b(?:{own})\b"),
        talk=re.compile(rf"\b(?:{own}|{other})\b", re.IGNORECASE),
    )


TURN_WORDS: Mapping[str, TurnWords] = {
    "en": _words(
        asks="Q|Question|Reporter|Journalist|Interviewer|Moderator",
        answers="A|Answer",
        own="I|I['’](?:m|ve|d|ll)|[Mm]y|me",
        other="we|our|us|you|your",
    ),
    "ru": _words(
        asks="Вопрос|Корреспондент|Журналист|Ведущий|Ведущая",
        answers="Ответ",
        own="[Яя]|мне|меня|мой|моей|моя|[Мм]ы|нас|нам|наш\\w*",
        other="вы|вас|вам|ваш\\w*",
    ),
    "tr": _words(
        asks="Soru|Muhabir|Gazeteci|Sunucu",
        answers="Cevap|Yanıt",
        own="[Bb]en|benim|bana|beni|[Bb]iz|bizim|bize|bizi",
        other="siz|sizin|size|sizi|sizce",
    ),
    "az": _words(
        asks="Sual|Müxbir|Jurnalist|Aparıcı",
        answers="Cavab",
        own="[Mm]ən|mənim|mənə|məni|[Bb]iz|bizim|bizə|bizi",
        other="siz|sizin|sizə|sizi|sizcə",
    ),
    "hy": _words(
        asks="Հարց|Լրագրող|Թղթակից|Հաղորդավար",
        answers="Պատասխան",
        own="[Եե]ս|ինձ|իմ|[Մմ]ենք|մեզ|մեր",
        other="դուք|ձեզ|ձեր",
    ),
    "ka": _words(
        asks="კითხვა|შეკითხვა|ჟურნალისტი|კორესპონდენტი|წამყვანი",
        answers="პასუხი",
        own="მე|ჩემი|ჩვენ|ჩვენი|ჩვენს|ჩვენმა",
        other="თქვენ|თქვენი|თქვენს|თქვენმა",
    ),
}
