"""A report of an invented region, and what other outlets make of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from index.article import Article

REPORT = (
    "The harbour council of Lorn voted on Tuesday to reopen the northern quay, which has been shut since the storm "
    "tore away half of its wall. Nine of the eleven members were for it. The work is to begin in April and will cost "
    'some 40 million crowns, most of which the treasury has promised to pay.\n\n"We have waited long enough", said '
    "Orrin, who leads the council. Fishermen had asked for the quay ever since the fleet moved to Vell, an hour up "
    "the coast, where there is room for no more than 30 boats and the market closes at noon. Two members spoke "
    "against the plan: the wall, they held, should be rebuilt first, and higher than before.\n\nThe storm of two "
    "years ago was the worst in living memory. It sank 14 boats and flooded the lower town up to the steps of the "
    "library. Insurers paid for the houses, but the quay belonged to nobody who was insured, and the case that the "
    "town brought against the builders of the wall is still before the court in Karn."
)
OTHER_NEWS = (
    "A court in Karn ruled on Friday that the builders of the harbour wall must answer for their work, and that the "
    "town may see their books. The judge gave them until June to hand over the plans and the letters of those years. "
    "Their lawyer said that they would appeal; nothing in the plans, he said, had been hidden from anybody at the "
    "time, and the council of that day had signed each sheet. People who had come from the coast to hear the ruling "
    "cheered outside.\n\n"
)
BACKGROUND = REPORT.partition("\n\n")[2]
DAY = date(2025, 3, 4)


def article(name: str, text: str = REPORT, outlet: str = "The Lorn Post", **fields: Any) -> Article:
    return Article(id=name, text=text, outlet=outlet, **{"published": DAY, "language": "en", **fields})
