"""Where a full stop does not end a sentence, language by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRules:
    """What stands before a full stop, without it and in lower case.

    `never` ends no sentence (titles: a name follows). `seldom` ends one only where a word of `starters` follows.
    `numbered` ends one unless a number follows ("No. 5").
    `ordinals`: a number of up to two digits with a stop is "third", as in "3. Ordu".
    """

    never: frozenset[str]
    seldom: frozenset[str]
    starters: frozenset[str]
    numbered: frozenset[str] = frozenset()
    ordinals: bool = False


def rules_for(language: str | None) -> StopRules:
    """The rules of a language; English ones where there are none of its own."""
    return _RULES.get(language or "", _RULES["en"])


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_RULES = {
    "en": StopRules(
        never=_words(
            "mr mrs ms dr prof sen rep reps sens gov gen col lt maj capt sgt cmdr adm pres rev hon messrs vs del det "
            "amb atty supt"
        ),
        seldom=_words(
            "a.m p.m u.s u.k u.n e.u u.s.a d.c ph.d e.g i.e inc ltd corp co jr sr st etc approx dept est jan feb mar "
            "apr jun jul aug sept sep oct nov dec"
        ),
        numbered=_words("no nos fig figs vol art sec p pp"),
        starters=_words(
            "a after although an and as at but by even for from he her his however i if in it its last many most no on "
            "one our she since so some that the their then there these they this those to we what when while with you"
        ),
    ),
    "ru": StopRules(
        never=_words("т.е т.к т.н т.ч и.о г-н г-жа ул пр-т проф акад ген полк ум соавт доц гр см ср св тов зам рис"),
        seldom=_words(
            "г гг в вв т.д т.п д п др пр н.э тыс млн млрд трлн руб долл коп чел кв км м мин сек ч экз им обл р"
        ),
        starters=_words(
            "а больше в во вместе все где для до его если за и из их как когда кроме ко мы на но о об он она они "
            "от по под после поэтому при с среди так также там тогда только у что эта эти это этот я"
        ),
    ),
    "tr": StopRules(
        never=_words("dr prof doç yrd uzm av alb gen org kor tuğg tümg yzb sn hz op mah cad sok bkz"),
        numbered=_words("no s md"),
        seldom=_words("vb vs yy t.c a.ş ltd şti m.ö m.s s örn"),
        starters=_words("ama ancak ayrıca biz bu bunun böylece bunlar daha en fakat ise o onlar şimdi sonra söz"),
        ordinals=True,
    ),
    "az": StopRules(
        never=_words("prof dos akad cən gen polk məs bax küç pr nömr dr"),
        seldom=_words("s və.s b.e.ə e.ə b.e mln mlrd min m"),
        starters=_words("amma ancaq bu bundan biz bunlar daha həmin lakin o onlar o da sonra və eyni"),
    ),
    "hy": StopRules(
        never=_words("պրն տկն օր դոկտ պրոֆ ակադ գեն գնդ փ պ տ"),
        seldom=_words("թ թթ դ դդ մլն մլրդ հազ կմ մ.թ.ա մ.թ"),
        starters=_words("այս այն բայց իսկ նա նրանք մենք սա ես երբ և"),
    ),
    "ka": StopRules(
        never=_words("ე.წ ბ-ნი ქ-ნი ბატ ქ პროფ აკად გენ მაგ იხ ე.ი გვ ე წ.წ"),
        seldom=_words("ა.შ წ წწ ს ს.ს შპს მლნ მლრდ კმ ათ ჩვ.წ.აღ"),
        starters=_words("ის ეს მან მათ მაგრამ თუმცა ხოლო და ამ ჩვენ ისინი"),
    ),
}
