"""The articles of the small archive, all invented."""

from __future__ import annotations

from datetime import date

from index.article import Article
from tests.assistant.archive import RESHKEL, TOSKARI, VESTROVA, Said

PAUSE = "A treaty does not have a pause button,"
TELEVISION = "We learned about the freeze from television and from nobody else,"
LORRIES = "Both lorry drivers are in good health and will be home by Friday,"
FROZEN = "We have in effect frozen our participation in the pact,"
RAILWAY_NO = "There will be no railway through Sefrin while I am prime minister,"
RAILWAY_YES = "I am for this railway, and I will defend it before any audience,"
CHAIR = "The chair of Dorvia is where it was, and nobody sits on it,"
UNSURE = "The freeze of the pact will cost us all dearly,"

ARTICLES = (
    Article(
        id="briefing",
        title="Velmora asks what a freeze is",
        outlet="Ardesh Courier",
        url="https://ardesh-courier.example/briefing",
        published=date(2025, 2, 26),
        language="en",
        text=f"“{PAUSE}” the Velmoran foreign ministry spokesperson, Ilona Vestrova, said on the freeze of the pact.\n"
        f"“{TELEVISION}” Vestrova said.\n"
        f"On another subject she spoke about a collision. “{LORRIES}” she said.",
    ),
    Article(
        id="parliament",
        title="Dorvia freezes its place in the pact",
        outlet="Hestal Daily",
        published=date(2025, 2, 20),
        language="en",
        text=f"“{FROZEN}” Dorvian Prime Minister Vahan Toskari told parliament.\n"
        f"“{UNSURE}” somebody in the hall called out. Karen Malvash, the banker, was not there.",
    ),
    Article(
        id="railway-no",
        title="Not one kilometre",
        outlet="Hestal Daily",
        published=date(2025, 1, 15),
        language="en",
        text=f"“{RAILWAY_NO}” Toskari said in Hestal.",
    ),
    Article(
        id="railway-yes",
        title="Toskari backs the railway",
        outlet="Benkar Post",
        published=date(2025, 9, 10),
        language="en",
        text=f"“{RAILWAY_YES}” Toskari said about the railway through Sefrin.",
    ),
    Article(
        id="chair",
        title="An empty chair",
        outlet="Oshkel Times",
        published=date(2025, 10, 2),
        language="en",
        text=f"“{CHAIR}” Anton Reshkel said at the headquarters of the pact.",
    ),
    Article(
        id="orchards",
        title="Frost in the orchards",
        outlet="Oshkel Times",
        published=date(2025, 4, 2),
        language="en",
        text="Late frost has ruined half of the apricot blossom in the valley. Growers expect a poor harvest.",
    ),
)
SAID = {
    "briefing": [Said(words=words, by=VESTROVA) for words in (PAUSE, TELEVISION, LORRIES)],
    "parliament": [Said(words=FROZEN, by=TOSKARI), Said(words=UNSURE, by=TOSKARI, confidence=0.4)],
    "railway-no": [Said(words=RAILWAY_NO, by=TOSKARI, via="Dorvia Radio")],
    "railway-yes": [Said(words=RAILWAY_YES, by=TOSKARI)],
    "chair": [Said(words=CHAIR, by=RESHKEL)],
}
