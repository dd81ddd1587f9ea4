"""Whether a name that stands beside a quotation is its speaker as the record has it."""

from __future__ import annotations

from collections.abc import Mapping

from index.attribute.english.lexicon import ROLES, TITLES
from index.quotation import Speaker
from index.text.names import ADDRESSES, actor_key, compatible, form_of, name_keys, sound, spelling, words_of

# Before a name they say what somebody is, and not which of two.
OFFICES = frozenset(map(sound, {*TITLES, *ROLES, *ADDRESSES}))


def speaks(named: str, speaker: Speaker, aliases: Mapping[str, str]) -> bool:
    """Whether who is named may be the speaker, by name in any script, by role, or as whom they speak for.

    A name may have its role before it or behind a comma. `aliases` are names that an editor has joined to others.
    """
    name = named.partition(",")[0].strip() or named
    if any(_same_person(one, speaker.name) for one in {named, name, aliases.get(name, name)}):
        return True
    return _same_office(named, speaker)


def _same_person(named: str, name: str) -> bool:
    wanted, known = name_keys(named), name_keys(name)
    if not wanted or not known:
        return spelling(named) == spelling(name)
    if not (form_of(wanted[-1], known[-1]) or form_of(known[-1], wanted[-1])):
        return wanted == known[: len(wanted)] and len(wanted) > 1
    given = [key for key in wanted[:-1] if key not in OFFICES]
    # Either way round: a middle initial on one side only is no contradiction.
    return compatible(given, known[:-1], None) or compatible(known[:-1], given, None)


def _same_office(named: str, speaker: Speaker) -> bool:
    """Whether all words that are named stand in the speaker's role, or it is whom they speak for."""
    if speaker.actor and actor_key(named) == actor_key(speaker.actor):
        return True
    told = [sound(word) for part in (speaker.role, speaker.actor, speaker.name) if part for word in words_of(part)]
    wanted = [key for key in name_keys(named) if key not in ("of", "for")]
    return bool(wanted) and all(any(form_of(key, word) for word in told) for key in wanted)
