"""What a name alone tells of its bearer's gender, as log-odds: positive for a woman, 0 where it tells nothing."""

from __future__ import annotations

from collections.abc import Mapping

MAX_GIVEN = 4.0  # log-odds a counted given name may reach
SURNAME = 3.0  # Slavic surnames are inflected for gender; exceptions are foreigners' namesakes
FEMALE_SURNAMES = ("ova", "eva", "yova", "skaya", "tskaya", "naya")
MALE_SURNAMES = ("ov", "ev", "yov", "sky", "skiy", "skyi", "sky", "noy")
GIVEN_IN_A = 1.0  # most given names in -a are women's, in English and in the Slavic and Caucasian languages
MEN_IN_A = frozenset("ilya nikita luka mustafa joshua sasha kuzma foma isa musa ezra garcia akira issa mikola".split())


def name_gender(given: str, last: str, counted: Mapping[str, float]) -> float:
    """By the surname's ending, then by how often `counted` saw the given name with "she", then by its ending."""
    odds = counted.get(given, GIVEN_IN_A * (given.endswith("a") and given not in MEN_IN_A))
    if last.endswith(FEMALE_SURNAMES):
        odds += SURNAME
    elif last.endswith(MALE_SURNAMES):
        odds -= SURNAME
    return max(-MAX_GIVEN, min(MAX_GIVEN, odds))
