"""Tongues: one file a language."""

from __future__ import annotations

from assistant.judge.tongues.armenian import ARMENIAN
from assistant.judge.tongues.azerbaijani import AZERBAIJANI
from assistant.judge.tongues.english import ENGLISH
from assistant.judge.tongues.georgian import GEORGIAN
from assistant.judge.tongues.russian import RUSSIAN
from assistant.judge.tongues.tongue import Tongue, whole
from assistant.judge.tongues.turkish import TURKISH

__all__ = ["TONGUES", "Tongue", "tongue", "whole"]

TONGUES = {"en": ENGLISH, "ru": RUSSIAN, "tr": TURKISH, "az": AZERBAIJANI, "hy": ARMENIAN, "ka": GEORGIAN}
UNKNOWN = Tongue()  # of a language without a file only names and digits can be compared


def tongue(language: str) -> Tongue:
    return TONGUES.get(language, UNKNOWN)
