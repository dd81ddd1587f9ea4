"""The rules of direct speech in the languages that have no parser here: one file a language, the same record each."""

from __future__ import annotations

from collections.abc import Mapping

from index.attribute.languages.armenian import ARMENIAN
from index.attribute.languages.azerbaijani import AZERBAIJANI
from index.attribute.languages.georgian import GEORGIAN
from index.attribute.languages.rules import Rules
from index.attribute.languages.russian import RUSSIAN
from index.attribute.languages.turkish import TURKISH

RULES: Mapping[str, Rules] = {rules.code: rules for rules in (ARMENIAN, AZERBAIJANI, GEORGIAN, RUSSIAN, TURKISH)}
