"""The outlet that a clause credits: "в интервью ТАСС", "цитирует министра агентство «Ветер»", "“Kıyı” gazetesi"."""

from __future__ import annotations

from collections.abc import Collection

from index.attribute.languages.reading import Reading
from index.attribute.languages.zones import Zone


def via(reading: Reading, zone: Zone, quoted: Collection[int], own_outlet: str | None) -> str | None:
    """The one outlet in a clause that is not the article's own; None where there is none, or more than one.

    An outlet is a name that newsrooms know, or stands between marks beside a word such as "newspaper", or alone as the
    one to whom something was told: «...», — рассказала она «Берег-Информу». `quoted` numbers the marks of quotations.
    """
    text, body = reading.text, reading.rules.body
    found = {
        body(tuple(match.group().split()))
        for match in reading.rules.outlets.finditer(text, zone.start, zone.end)
        if reading.outside(match.start())
    }
    for number, mark in enumerate(reading.marks):
        if (
            number not in quoted
            and zone.start <= mark.outer.start
            and mark.outer.end <= zone.end
            and reading.looks_like_a_name(mark)
            and reading.may_be_outlet(mark)
        ):
            found.add(body(tuple(mark.span.of(text).split())))
    found.discard(own_outlet or "")
    return found.pop() if len(found) == 1 else None
