"""The words that questions are made of, a record a language. Names and topics are not here: they are the archive's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What shapes a question in one language; the strings are alternatives of regular expressions, matched as words.

    `before_topic` stands before what is asked about ("about", "о"), `after_topic` behind it ("hakkında", "մասին").
    `filler` belongs to no topic, `both` joins those who are asked for together. `offices` are those that a question
    names with their country beside them, each with its English name, None for one that is not to be taken for another:
    "советник президента" is no president.
    """

    said: str
    filler: str
    both: str
    before_topic: str = ""
    after_topic: str = ""
    latest: str = ""
    first: str = ""
    since: str = ""
    until: str = ""
    offices: tuple[tuple[str, str | None], ...] = ()
    verb_last: bool = False


PRESIDENT, PREMIER, FOREIGN, DEFENCE = "president", "prime minister", "foreign minister", "defence minister"
MINISTRY, SPOKESPERSON = "foreign ministry", "foreign ministry spokesperson"

EN = Grammar(
    said=r"sa(?:y|id|ys|ying)|t(?:ell|old|ells)|think|thinks|thought|claim(?:ed|s)?|argue[ds]?|state[ds]?|announce[ds]?"
    r"|comment(?:ed|s)?|respond(?:ed|s)?|repl(?:y|ied|ies)|react(?:ed|s)?|sp(?:eak|oke|oken)|talk(?:ed|s)?|den(?:y|ied|ies)"
    r"|accus(?:e|ed|es)|criticis(?:e|ed|es)|condemn(?:ed|s)?|welcom(?:e|ed|es)|reject(?:ed|s)?|propos(?:e|ed|es)"
    r"|demand(?:ed|s)?|urge[ds]?|threaten(?:ed|s)?|confirm(?:ed|s)?|admit(?:ted|s)?|suggest(?:ed|s)?|stress(?:ed|es)?"
    r"|predict(?:ed|s)?|reveal(?:ed|s)?|apologi[sz](?:e|ed|es)|promise[ds]?|warn(?:ed|s)?|insist(?:ed|s)?|explain(?:ed|s)?|call(?:ed|s)?|describe[ds]?|declare[ds]?|mention(?:ed|s)?",
    filler=r"(?:what|how|when|where|why|who)(?:['’](?:s|d|re|ve|ll))?|which|whom|did|does|do|has|have|had|is|was|are|were|be|been|being|there|any|all"
    r"|in|the|a|an|of|to|and|or|that|this|these|those|it|its|his|her|their|about|on|for|from|with|at|by|as|latest|recent"
    r"|recently|said|say|says|quotes?|quotations?|statements?|remarks?|comments?|words?|position|stance|view|views"
    r"|reaction|response|opinion|anything|something|tell|me|show|find|give|please|ever|exactly|publicly",
    before_topic=r"about|on|regarding|concerning|of|to|towards?|against|over|that|for|with respect to|in response to",
    latest=r"latest|most recent|recently|newest|last thing",
    first=r"first|earliest|originally",
    since=r"since|after|from",
    until=r"until|before|till|up to|by",
    both=r"and|or|&",
)
RU = Grammar(
    said=r"сказал[аи]?|говорил[аи]?|говорит|говорят|заявил[аи]?|заявляет|заявлял[аи]?|ответил[аи]?|прокомментировал[аи]?"
    r"|отметил[аи]?|сообщил[аи]?|рассказал[аи]?|думает|считает|объяснил[аи]?|обещал[аи]?|назвал[аи]?",
    filler=r"что|ч[её]м|кто|как|когда|где|почему|какой|какая|какие|и|в|во|на|по|о|об|обо|про|с|со|за|насч[её]т|поводу|том|бы|ли|же"
    r"|это|этом|этого|его|е[её]|их|он|она|они|недавно|последн\w+|перв\w+",
    before_topic=r"о|об|обо|про|насч[её]т|по поводу|относительно|по|на",
    latest=r"в последний раз|недавно|последн\w+",
    first=r"впервые|перв\w+",
    since=r"с|со|после|начиная с",
    until=r"до",
    both=r"и|или",
    offices=(
        (r"(?:официальн\w+ )?представител\w+ (?:МИД\w*|министерства иностранных дел)", SPOKESPERSON),
        (
            r"(?:бывш|экс|советник|помощник|представител|пресс-секретар|заместител|спецпредст)[\w-]*(?: [\w-]+){1,3}?",
            None,
        ),
        (r"премьер(?:-министр)?\w*", PREMIER),
        (r"президент\w*", PRESIDENT),
        (r"(?:глав\w+ МИД\w*|министр\w* иностранных дел)", FOREIGN),
        (r"министр\w* обороны", DEFENCE),
        (r"(?:МИД\w*|министерств\w+ иностранных дел)", MINISTRY),
        (r"министр\w*(?: [\w-]+){0,2}?", None),
    ),
)
TR = Grammar(
    verb_last=True,
    said=r"ded[iı](?:ler)?|diyor(?:lar)?|söyledi(?:ler)?|söylüyor(?:lar)?|açıkladı(?:lar)?|belirtti(?:ler)?"
    r"|konuştu(?:lar)?|yorum yaptı|düşünüyor|cevap verdi|yanıt verdi|dile getirdi",
    filler=r"ne|en|neler|kim|nasıl|neden|ne zaman|ve|ile|bu|şu|o|mi|mı|mu|mü|için|son|ilk|hakkında|konusunda|dair"
    r"|ilgili|üzerine",
    after_topic=r"hakkında|konusunda|ile ilgili|ilgili|üzerine|için|dair|konusu",
    latest=r"en son|son olarak|son",
    first=r"ilk kez|ilk",
    since=r"beri|itibaren",
    until=r"kadar|önce",
    both=r"ve|veya|ya da",
    offices=(
        (r"(?:cumhurbaşkan|başbakan|bakan)\w*(?:['’]\w+)? (?:danışman|sözcü|yardımcı)\w*", None),
        (r"cumhurbaşkan\w*", PRESIDENT),
        (r"başbakan\w*", PREMIER),
        (r"dışişleri (?:bakanlığı )?sözcü\w*", SPOKESPERSON),
        (r"dışişleri bakan yardımcı\w*", None),
        (r"dışişleri bakanlığ\w*", MINISTRY),
        (r"dışişleri bakan\w*", FOREIGN),
        (r"(?:milli )?savunma bakanı\w*", DEFENCE),
        (r"\w+ (?:ve \w+ )?bakan\w*", None),
    ),
)
AZ = Grammar(
    verb_last=True,
    said=r"ded[iı](?:lər)?|deyib(?:lər)?|deyir(?:lər)?|söylədi(?:lər)?|söyləyib(?:lər)?|bildirdi(?:lər)?"
    r"|bildirib(?:lər)?|açıqladı(?:lar)?|açıqlayıb|qeyd etdi|qeyd edib|danışdı",
    filler=r"nə|ən|kim|necə|niyə|haqqında|barədə|barəsində|ilə|bağlı|və|bu|o|dair|üçün|son|ilk",
    after_topic=r"haqqında|barədə|barəsində|ilə bağlı|dair|üçün",
    latest=r"ən son|son",
    first=r"ilk dəfə|ilk",
    since=r"bəri|etibarən",
    until=r"qədər|əvvəl",
    both=r"və|və ya|yaxud",
    offices=(
        (r"(?:prezident|nazir)\w* (?:köməkçi|müşavir|müavin|mətbuat)\w*", None),
        (r"prezident\w*", PRESIDENT),
        (r"baş nazir\w*", PREMIER),
        (r"(?:xarici işlər nazirliyinin|XİN-in) (?:sözçü|mətbuat)\w*", SPOKESPERSON),
        (r"(?:xarici işlər nazirliy\w*|XİN\w*)", MINISTRY),
        (r"xarici işlər naziri?\w*", FOREIGN),
        (r"müdafiə nazir\w*", DEFENCE),
        (r"\w+ nazir\w*", None),
    ),
)
HY = Grammar(
    said=r"ասաց(?:ին)?|ասել (?:է|են)|ասել|ասում (?:է|են)|ասում|հայտարարեց(?:ին)?|հայտարարել (?:է|են)|հայտարարել"
    r"|նշեց(?:ին)?|նշել (?:է|են)|նշել|պատասխանեց|պատասխանել է|խոսել է",
    filler=r"ինչ|ով|ինչպես|է|են|և|ու|մասին|վերաբերյալ|շուրջ|կապակցությամբ|այս|այդ|այն|վերջին|առաջին",
    after_topic=r"մասին|վերաբերյալ|շուրջ|կապակցությամբ|առնչությամբ",
    latest=r"վերջին",
    first=r"առաջին",
    since=r"սկսած|հետո",
    until=r"մինչև|առաջ",
    both=r"և|եւ|ու|կամ",
    offices=(
        (r"(?:վարչապետ|նախագահ|նախարար)ի (?:խոսնակ|մամուլի|խորհրդական|օգնական|տեղակալ)\w*", None),
        (r"վարչապետ\w*", PREMIER),
        (r"նախագահ\w*", PRESIDENT),
        (r"(?:արտգործնախարարության|ԱԳՆ|արտաքին գործերի նախարարության) (?:խոսնակ|մամուլի)\w*", SPOKESPERSON),
        (r"(?:արտգործնախարարությ\w+|ԱԳՆ\w*|արտաքին գործերի նախարարությ\w+)", MINISTRY),
        (r"(?:արտգործնախարար\w*|արտաքին գործերի նախարար\w*)", FOREIGN),
        (r"պաշտպանության նախարար\w*", DEFENCE),
        (r"\w+ նախարար\w*", None),
    ),
)
KA = Grammar(
    said=r"თქვა|თქვეს|უთხრა|უთხრეს|ამბობს|განაცხადა|განაცხადეს|აღნიშნა|უპასუხა|ისაუბრა|უთქვამს",
    filler=r"რა|რას|ვინ|როგორ|და|შესახებ|თაობაზე|ეს|ის|ამ|იმ|ბოლო|პირველი|დაკავშირებით",
    after_topic=r"შესახებ|თაობაზე|დაკავშირებით",
    latest=r"ბოლოს|ბოლო",
    first=r"პირველად|პირველი",
    since=r"შემდეგ",
    until=r"მდე|მანამდე",
    both=r"და|ან",
    offices=(
        (r"(?:პრემიერ-მინისტრ|პრეზიდენტ|მინისტრ)ის (?:მრჩეველ|სპიკერ|წარმომადგენელ|მოადგილე|პრესმდივან)\w*", None),
        (r"პრემიერ(?:-მინისტრ)?\w*", PREMIER),
        (r"პრეზიდენტ\w*", PRESIDENT),
        (r"საგარეო საქმეთა სამინისტრო\w*", MINISTRY),
        (r"საგარეო საქმეთა მინისტრ\w*", FOREIGN),
        (r"თავდაცვის მინისტრ\w*", DEFENCE),
        (r"\w+ მინისტრ\w*", None),
    ),
)
GRAMMARS = {"en": EN, "ru": RU, "tr": TR, "az": AZ, "hy": HY, "ka": KA}
