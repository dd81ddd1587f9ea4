"""English words on which the truth of a sentence turns."""

from __future__ import annotations

from assistant.judge.tongues.tongue import Tongue, any_of, listed, units, values

ENGLISH = Tongue(
    no=any_of(r"""not no never neither nor none nobody nothing nowhere cannot without \w+n['’]t"""),
    nay=any_of(
        r"""den(?:y|ies|ied|ying) refus(?:e|es|ed|ing) reject(?:s|ed|ing)? fail(?:s|ed|ing)? lack(?:s|ed|ing)? unable
        unlikely impossible rul(?:e|es|ed|ing)_out hardly barely scarcely instead rather_than stop(?:s|ped)?
        halt(?:s|ed)? far_from ruled_out free_of absence no_longer
        un(?:fit|willing|true|known|clear|certain|noticed|sure|aware|founded) innocen(?:t|ce) independent\w* false
        doubt\w* questioned yet_to remains_to_be dismiss(?:es|ed)? declin(?:e|es|ed)"""
    ),
    not_no=any_of(r"""not_(?:only|just|merely|simply) no_doubt no_one_\w+_more nothing_(?:but|short_of) no_matter"""),
    hedge=any_of(
        r"""may might could perhaps maybe possibly potentially likely probably unlikely if unless almost nearly
        allegedly consider(?:s|ed|ing)? plan(?:s|ned|ning)? propos\w+ hop(?:e|es|ed|ing) want(?:s|ed|ing)?
        wish(?:es|ed)? inten[dt]\w* aim(?:s|ed|ing)? expect\w* seem(?:s|ed)? appear(?:s|ed)? suspect\w*"""
    ),
    soft=any_of(
        r"""would should can possible possibility potential probable whether suggest\w* believ\w* think\w* thought guess
        fears? feared afraid tend(?:s|ed)? ready willing looks? some(?:times|what)? ask(?:s|ed)? request\w*
        urg(?:e|es|ed) call(?:s|ed)?_(?:on|for) up_to about around roughly partly often usually mostly when once
        as_long_as provided until without doubt\w* feel\w* felt claim(?:s|ed)? dreams? attempt\w* tr(?:y|ies|ied)
        seek\w* sought estimated necessarily prepar\w+"""
    ),
    reported=any_of(r"""report(?:s|ed|edly|ing)? according_to as_cited_by as_quoted_by"""),
    absolute=any_of("all every each always entire whole"),
    condition=any_of(r"""if unless provided_that in_case"""),
    cause=any_of(r"""because since as due_to owing_to thanks_to given"""),
    light=listed(
        """a about above according added adds again ain't alone already also although am among an and any are aren't as
        at back be because been being believe believed believes between beyond both but by called calling calls came
        can can't cannot case come comes coming concerning consider considered considers could couldn't d described
        describes describing did didn't do does doesn't doing don't done down during each-other either especially
        even explained explaining explains fact feel feels felt find finds for found from gave get gets getting give
        given gives giving go goes going gone got had hadn't has hasn't have haven't having he her here hers herself
        him himself his how however i if in including into is isn't it its itself just kind let lets like
        ll m made make makes making matter may me mentioned mentions might mine much mustn't my myself neither never
        no nobody none nor not noted notes nothing now of off on once one ones onto or our ours out over own part
        particularly people per put puts putting quite rather rather-than re refer referred refers regard regarded
        regarding regards remarked reportedly s said say saying says see seeing sees she should shouldn't
        since so so-called some somebody someone something sort speak speaking speaks spoke stated states still such
        t take taken takes taking tell telling tells than that the their theirs them themselves then there therefore
        these they thing things think thinks this those though thought through thus to told too took toward towards
        under until up upon us ve very via view viewed views was wasn't way ways we well went were weren't what when
        where whether which who whom whose why with within without won't would wouldn't yet you your yours"""
    ),
    numerals=values(
        """zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
        fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50
        sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 million=1000000 billion=1000000000
        trillion=1000000000000 half=0.5 third=0.3333 quarter=0.25 dozen=12 twice=2 double=2 both=2 couple=2 thrice=3
        triple=3 halves=0.5 thirds=0.3333 quarters=0.25 m=1000000 bn=1000000000 mln=1000000 k=1000"""
    ),
    units=units(
        percent="percent per-cent pct",
        dollar="dollar usd buck",
        euro="euro eur",
        pound="pound gbp",
        rouble="ruble rouble rub",
        lira="lira",
        dram="dram amd",
        manat="manat",
        lari="lari",
        second="second",
        minute="minute",
        hour="hour",
        day="day daily",
        week="week",
        month="month",
        year="year annual",
        decade="decade",
        century="century centuries",
        kilometre="kilomet km",
        metre="metre meter",
        mile="mile",
        foot="foot feet ft",
        inch="inch",
        tonne="ton tonne",
        kilogram="kilogram kg kilo",
        hectare="hectare",
        acre="acre",
        degree="degree",
        psi="psi",
        watt="megawatt gigawatt kilowatt mw gw kw",
        litre="litre liter",
        gallon="gallon",
        barrel="barrel",
        ounce="ounce",
    ),
    relative=("yesterday", "today|tonight", "tomorrow"),
    opposed=(
        (r"first|begin(?:s|ning)?|began|start(?:s|ed|ing)?", r"last|final|end(?:s|ed|ing)?"),
        (r"more|higher|increas\w+", r"less|fewer|lower|decreas\w+"),
    ),
)
