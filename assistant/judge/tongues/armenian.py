"""Armenian words on which the truth of a sentence turns."""

from __future__ import annotations

from assistant.judge.tongues.tongue import Tongue, any_of, listed, units, values

ARMENIAN = Tongue(
    no=any_of(r"""չ\w+ ոչ երբեք ոչինչ առանց մի՛"""),
    nay=any_of(r"""մերժ\w+ հերք\w+ հրաժար\w+"""),
    hedge=any_of(r"""գուցե հնարավոր թերևս եթե կարող ցանկան\w+ նախատես\w+ պետք"""),
    reported=any_of(r"""հաղորդ\w+ տեղեկաց\w+ ըստ"""),
    condition=any_of(r"""եթե դեպքում"""),
    cause=any_of(r"""որովհետև քանի պատճառով շնորհիվ"""),
    light=listed(
        """այդ այլ այն այս ասաց ասել եմ են ենք է էր ըստ թե ինչ իր խոսքով կապ կապված համար հայտարարեց հետ մասին մեջ մի
        նաև նշել նշեց նրա նրանք որ ու վրա և"""
    ),
    numerals=values(
        """երկու=2 երկուսն=2 երեք=3 չորս=4 հինգ=5 վեց=6 յոթ=7 ութ=8 ինը=9 տասը=10 տասն=10 քսան=20 երեսուն=30
        քառասուն=40 հիսուն=50 վաթսուն=60 յոթանասուն=70 ութսուն=80 իննսուն=90 հարյուր=100 հազար=1000 միլիոն=1000000
        միլիարդ=1000000000 կես=0.5 կեսը=0.5 չորսում=4"""
    ),
    units=units(
        percent="տոկոս",
        dollar="դոլար",
        euro="եվրո",
        dram="դրամ",
        day="օր",
        week="շաբաթ",
        month="ամս ամիս",
        year="տար",
        century="դար",
        hour="ժամ",
        kilometre="կիլոմետր կմ",
        metre="մետր",
        tonne="տոննա",
        hectare="հեկտար",
    ),
    relative=("երեկ", "այսօր", "վաղը"),
    opposed=(
        (r"առաջին\w*|սկ(?:իզբ|սվ|զբ)\w*", r"վերջ\w*"),
        (r"ավելի|ավել\w*|շատ", r"պակաս\w*|քիչ"),
    ),
)
