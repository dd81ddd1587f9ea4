"""The words that questions are made of, a record a language. Names and topics are not here: they are the archive's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What shapes a question in one language; the strings are alternatives of regular expressions, matched as words.

    `before_topic` stands before what is asked about ("about", "о"), `after_topic` behind it ("hakkında", "մասին").
    `filler` belongs to no topic. `topic_first` holds where the object comes before the verb.
    """

    said: str
    filler: str
    before_topic: str = ""
    after_topic: str = ""
    latest: str = ""
    first: str = ""
    since: str = ""
    until: str = ""


EN = Grammar(
    said=r"sa(?:y|id|ys|ying)|t(?:ell|old|ells)|think|thinks|thought|claim(?:ed|s)?|argue[ds]?|state[ds]?|announce[ds]?"
    r"|comment(?:ed|s)?|respond(?:ed|s)?|repl(?:y|ied|ies)|react(?:ed|s)?|sp(?:eak|oke|oken)|talk(?:ed|s)?|den(?:y|ied|ies)"
    r"|promise[ds]?|warn(?:ed|s)?|insist(?:ed|s)?|explain(?:ed|s)?|call(?:ed|s)?|describe[ds]?|declare[ds]?|mention(?:ed|s)?",
    filler=r"what|how|when|where|why|which|who|whom|did|does|do|has|have|had|is|was|are|were|be|been|being|there|any|all"
    r"|in|the|a|an|of|to|and|or|that|this|these|those|it|its|his|her|their|about|on|for|from|with|at|by|as|latest|recent"
    r"|recently|said|say|says|quotes?|quotations?|statements?|remarks?|comments?|words?|position|stance|view|views"
    r"|reaction|response|opinion|anything|something|tell|me|show|find|give|please|ever|exactly|publicly",
    before_topic=r"about|on|regarding|concerning|of|to|towards?|against|over|that|for|with respect to|in response to",
    latest=r"latest|most recent|recently|newest|last thing",
    first=r"first|earliest|originally",
    since=r"since|after|from",
    until=r"until|before|till|up to|by",
)
RU = Grammar(
    said=r"сказал[аи]?|говорил[аи]?|говорит|говорят|заявил[аи]?|заявляет|заявлял[аи]?|ответил[аи]?|прокомментировал[аи]?"
    r"|отметил[аи]?|сообщил[аи]?|думает|считает|объяснил[аи]?|обещал[аи]?|назвал[аи]?",
    filler=r"что|ч[её]м|кто|как|когда|где|почему|какой|какая|какие|и|в|во|на|по|о|об|обо|про|с|со|за|насч[её]т|поводу|том|бы|ли|же"
    r"|это|этом|этого|его|е[её]|их|он|она|они|недавно|последн\w+|перв\w+",
    before_topic=r"о|об|обо|про|насч[её]т|по поводу|относительно|по|на",
    latest=r"в последний раз|недавно|последн\w+",
    first=r"впервые|перв\w+",
    since=r"с|со|после|начиная с",
    until=r"до",
)
TR = Grammar(
    said=r"ded[iı]|diyor|söyledi|söylüyor|açıkladı|belirtti|konuştu|yorum yaptı|düşünüyor|cevap verdi"
    r"|yanıt verdi|dile getirdi",
    filler=r"ne|neler|kim|nasıl|neden|ne zaman|ve|ile|bu|şu|o|mi|mı|mu|mü|için|son|ilk|hakkında|konusunda|dair"
    r"|ilgili|üzerine",
    after_topic=r"hakkında|konusunda|ile ilgili|ilgili|üzerine|için|dair|konusu",
    latest=r"en son|son olarak|son",
    first=r"ilk kez|ilk",
    since=r"beri|itibaren",
    until=r"kadar|önce",
)
AZ = Grammar(
    said=r"ded[iı]|deyib|deyir|söylədi|söyləyib|bildirdi|bildirib|açıqladı|açıqlayıb|qeyd etdi|qeyd edib|danışdı",
    filler=r"nə|kim|necə|niyə|haqqında|barədə|barəsində|ilə|bağlı|və|bu|o|dair|üçün|son|ilk",
    after_topic=r"haqqında|barədə|barəsində|ilə bağlı|dair|üçün",
    latest=r"ən son|son",
    first=r"ilk dəfə|ilk",
    since=r"bəri|etibarən",
    until=r"qədər|əvvəl",
)
HY = Grammar(
    said=r"ասաց|ասել է|ասել|ասում է|ասում|հայտարարեց|հայտարարել է|հայտարարել|նշեց|նշել է|նշել|պատասխանեց"
    r"|պատասխանել է|խոսել է",
    filler=r"ի՞նչ|ինչ|ո՞վ|ով|ինչպե՞ս|է|են|և|ու|մասին|վերաբերյալ|շուրջ|կապակցությամբ|այս|այդ|այն|վերջին|առաջին",
    after_topic=r"մասին|վերաբերյալ|շուրջ|կապակցությամբ|առնչությամբ",
    latest=r"վերջին",
    first=r"առաջին",
    since=r"սկսած|հետո",
    until=r"մինչև|առաջ",
)
KA = Grammar(
    said=r"თქვა|თქვეს|ამბობს|განაცხადა|განაცხადეს|აღნიშნა|უპასუხა|ისაუბრა|უთქვამს",
    filler=r"რა|რას|ვინ|როგორ|და|შესახებ|თაობაზე|ეს|ის|ამ|იმ|ბოლო|პირველი|დაკავშირებით",
    after_topic=r"შესახებ|თაობაზე|დაკავშირებით",
    latest=r"ბოლოს|ბოლო",
    first=r"პირველად|პირველი",
    since=r"შემდეგ",
    until=r"მდე|მანამდე",
)
GRAMMARS = {"en": EN, "ru": RU, "tr": TR, "az": AZ, "hy": HY, "ka": KA}
