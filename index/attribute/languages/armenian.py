"""Armenian: «...»,- ասել է Զախարովան։ Its full stop is ։, and a point may lead into a quotation."""

from __future__ import annotations

import re

from index.attribute.languages.rules import Rules, stems, words


def citation(word: str) -> str:
    """Without the article: Սելվյանը and Հալվեշն are Սելվյան and Հալվեշ; surnames in -յան keep their ն. The genitive
    of a name in -ա, which foreign surnames are, ends in -այի.
    """
    if len(word) < 4:
        return word
    if word.endswith("ը") or (word.endswith("ն") and word[-2] not in "աեէիոօւ"):
        return word[:-1]
    if word.endswith("այի"):
        return word[:-2]
    return word[:-1] if word.endswith("ին") else word


ARMENIAN = Rules(
    code="hy",
    order="verb-subject",
    verbs=words(
        r"""ասել ասում ասաց ասած ասվում հայտարարել հայտարարում հայտարարեց նշել նշում նշեց ընդգծել ընդգծում
        ընդգծեց հավելել հավելում հավելեց պատասխանել պատասխանեց հայտնել հայտնում հայտնեց գրել գրում գրեց բացատրել
        բացատրեց պարզաբանել շեշտել շեշտեց մեկնաբանել հիշեցրել պնդել պնդում կարծում խոսել ավելացրել ավելացրեց
        կոչ_արել նշվում հայտարարվում զգուշացրել հարցրել"""
    ),
    offices=words(
        r"""նախագահ\w* վարչապետ\w* նախարար\w* խոսնակ\w* քարտուղար\w* դեսպան\w* խորհրդական\w* ղեկավար\w*
        ներկայացուցիչ\w* փոխնախարար\w* փոխվարչապետ\w* տնօրեն\w* հրամանատար\w* գեներալ\w* դիվանագետ\w*
        պաշտոնյա\w* ԱԳՆ ՊՆ նախարարությ\w+ օգնական\w* նախագահող\w* պատվիրակ\w* մարզպետ\w* գլխավոր_քարտուղար\w*"""
    ),
    trades=words(
        r"""փորձագետ\w* վերլուծաբան\w* լրագրող\w* պատմաբան\w* տնտեսագետ\w* փաստաբան\w* պատգամավոր\w*
        գյուղապետ\w* քաղաքապետ\w* ֆերմեր\w* բնակիչ\w* ուսուցիչ\w* առաջնորդ\w* գրող\w* բժիշկ\w* ակտիվիստ\w*
        քաղաքագետ\w*"""
    ),
    past=words(r"նախկին պաշտոնաթող"),
    drops_subject=True,
    point_leads_in=True,
    passive=words(r"ասվում նշվում հայտարարվում"),
    oblique=re.compile(r".*(?:յի|ից|ով|ում)$"),
    pronouns=frozenset(("նա", "նրանք")),
    stops=frozenset(
        """և ու իսկ որ թե երբ այդ այդպիսով նա նաև սակայն ըստ մասին հետո առաջ մինչև է են էր էին ինչպես արձագանքել
        հիշեցնենք ընդդիմադիր""".split()
    ),
    nations=stems(
        RU="ռդ ռուս մոսկվա",
        AM="հհ հայ երևան",
        US="ամն",
        AZ="ադրբեջան բաքու",
        GE="վրացական վրաստան",
        TR="թուրքիա",
        IR="իրան",
    ),
    citation=citation,
)
