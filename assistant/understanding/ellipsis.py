"""The words of questions that lean on the one before ("and Azerbaijan?", "who else?"), a record a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ellipsis:
    """How one language leaves out what was just said; the strings are alternatives of regular expressions.

    `lead` opens such a question, `trail` may close it; `about` stands before a new topic. `asks` marks a question of
    its own. `pronoun` matches a question from its beginning, its subject being the group `who` or `who2`, or its owner
    `whose`, and `{said}` any verb of saying; `it` is a pronoun that belongs to no topic, nor does `some`. `again` is
    "about it". `only` narrows to a language or an outlet, `of` are the words beside that. `show` opens a citation,
    `shown` may stand beside that; `ordinals` count from the first, `last` is the last one.
    """

    lead: str
    asks: str
    pronoun: str
    it: str
    some: str
    again: str
    before: str
    after: str
    others: str
    more: str
    latest: str
    first: str
    only: str
    of: str
    show: str
    shown: str
    why: str
    ordinals: tuple[str, ...]
    last: str
    trail: str = ""
    about: str = ""


EN = Ellipsis(
    lead=r"(?:(?:ok|okay|so|well|yes|no|thanks)[\s,]+)?(?:(?:and|but)[\s,]+)?(?:what|how) about"
    r"|(?:(?:ok|okay|so|well|yes|no|thanks)[\s,]+)?(?:and|but)",
    about=r"about|on|regarding|concerning|as for",
    asks=r"what|how|when|where|why|which|who|whom|whose|did|does|do|has|have|had|is|was|are|were|will|would|can|could"
    r"|should|may|might|am",
    pronoun=r"(?:(?:what|how|when|where|why)(?:\s+else)?\s+)?(?:did|does|do|has|have|had)\s+(?P<who>he|she|they|it)"
    r"(?=\s+(?:\w+\s+)?{said}(?!\w))"
    r"|(?:what\s+(?:is|was|are|were)\s+)?(?P<whose>his|her|their|its)"
    r"(?=\s+(?:\w+\s+)?(?:position|stance|views?|reaction|response|comments?|statements?|remarks?|opinion)(?!\w))",
    it="anyone",
    some=r"something|anything",
    again=r"(?:about|on|to|of|regarding)\s+(?:it|this|that|the same(?:\s+(?:thing|matter|topic))?)",
    before=r"(?:before|prior to|earlier than)(?:\s+(?:that|then|this|it))?|earlier|previously|beforehand",
    after=r"(?:after|since)(?:\s+(?:that|then|this|it))?|afterwards?|later|thereafter",
    others=r"(?:(?:did|has|have|does)\s+)?(?:who|anyone|anybody|someone|somebody|everyone|everybody)\s+else|(?:the\s+)?others",
    more=r"(?:show\s+(?:me\s+)?|any\s+|some\s+)?more|next|go\s+on|continue|(?:what|anything)\s+else|the\s+rest",
    latest=r"(?:the\s+)?(?:very\s+)?(?:latest|newest|most\s+recent)(?:\s+(?:one|thing))?",
    first=r"(?:the\s+)?(?:very\s+)?(?:first|earliest|oldest)(?:\s+(?:one|thing))?",
    only=r"only|just",
    of=r"in|from|by|sources?|articles?|outlets?|texts?|language|please|show|me",
    show=r"(?:show|open|see|read)(?:\s+me)?|(?:in\s+)?context",
    shown=r"number|no|the|one|in|of|article|quotation|quote|citation",
    why=r"why(?:\s+(?:this|these|that|so|them|not))?|how\s+(?:come|so)|explain(?:\s+(?:this|that|it))?",
    ordinals=("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    last="last",
)
RU = Ellipsis(
    lead=r"(?:а\s+|и\s+|ну\s+)?(?:что|как)\s+(?:же\s+)?(?:насч[её]т|по\s+поводу)|а\s+(?:как|что)(?:\s+же)?|а|и|но",
    about=r"о|об|обо|про|насч[её]т|по\s+поводу|относительно",
    asks=r"что|кто|как|когда|где|почему|зачем|какой|какая|какие|чей|сколько|будет|ли|чем|чём",
    pronoun=r"(?:что|о\s+ч[её]м|как|когда|где|почему)\s+(?:ещ[её]\s+)?(?:(?P<who>он|она|они)(?=\s+{said}(?!\w))|{said}\s+(?P<who2>он|она|они)(?!\w))",
    it="они",
    some=r"что-(?:нибудь|либо|то)",
    again=r"(?:об?|про|на)\s+(?:этом|это|этот\s+сч[её]т|эту\s+тему|том\s+же|то\s+же)|по\s+(?:этому|тому\s+же)\s+поводу",
    before=r"(?:до|перед)\s+(?:этого|того|этим|тем)|раньше|ранее|прежде|до",
    after=r"после(?:\s+(?:этого|того))?|с\s+тех\s+пор|потом|позже|позднее|затем|впоследствии",
    others=r"кто(?:-нибудь|-либо|-то)?\s+ещ[её]|ещ[её]\s+кто(?:-нибудь|-то)?|другие|остальные",
    more=r"(?:покажи\s+)?ещ[её]|дальше|далее|больше|(?:а\s+)?что(?:-нибудь)?\s+ещ[её]|продолжай",
    latest=r"(?:сам\w+\s+)?последн\w+|недавно|сам\w+\s+свеж\w+",
    first=r"(?:сам\w+\s+)?перв\w+|впервые",
    only=r"только|лишь",
    of=r"на|в|во|из|от|у|по|источник\w*|стать\w+|язык\w*|покажи",
    show=r"покажи\w*|открой\w*|(?:в\s+)?контекст\w*",
    shown=r"номер|цитат\w+|стать\w+|из\s+них",
    why=r"почему(?:\s+(?:так|это|эти|именно\s+эт\w+))?|объясни|как\s+так",
    ordinals=("перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм"),
    last="последн",
)
TR = Ellipsis(
    lead=r"peki\s+ya|peki|ya|ve|ama",
    trail=r"ya|peki",
    asks=r"ne|kim|nasıl|neden|niye|niçin|hangi|kaç|nerede|m[ıiuü]",
    pronoun=r"(?:peki\s+)?(?P<who>onlar|kendisi|o)(?!\w)(?!\s+(?:gün|zaman|yıl|ay|hafta|sırada)\w*)(?=.*(?<!\w){said}\W*$)",
    it="o",
    some=r"bir\s+şey",
    again=r"bu\s+konuda|bu\s+konu\s+hakkında|bunun\s+hakkında|bununla\s+ilgili|onun\s+hakkında|aynı\s+konuda",
    before=r"(?:ondan|bundan|daha)\s+önce(?:si)?|önce(?:si|sinde)?|evvel",
    after=r"(?:ondan|bundan|daha)\s+sonra(?:sı)?|sonra(?:sı|sında)?|o\s+(?:zamandan|günden)\s+beri",
    others=r"başka\s+kim(?:ler)?(?:\s+var)?|kim(?:ler)?\s+başka|diğerleri|başkaları|ötekiler",
    more=r"daha(?:\s+fazla(?:sı)?)?|devam(?:\s+et)?|başka(?:\s+ne(?:\s+var)?)?|devamı",
    latest=r"en\s+son(?:uncusu)?|sonuncusu|en\s+yeni(?:si)?",
    first=r"ilki|en\s+eski(?:si)?|ilk(?:\s+kez)?",
    only=r"sadece|yalnızca|yalnız",
    of=r"kaynaklar\w*|dilinde|haberler\w*|olanlar\w*",
    show=r"göster(?:in|ir\s+misin)?|aç|bağlam\w*",
    shown=r"içinde|bana|numara\w*|alıntı\w*",
    why=r"neden|niye|niçin|açıkla",
    ordinals=("birinci|ilk", "ikinci", "üçüncü", "dördüncü", "beşinci", "altıncı", "yedinci", "sekizinci"),
    last="sonuncu",
)
AZ = Ellipsis(
    lead=r"bəs|və|amma|yaxşı",
    asks=r"nə|kim|necə|niyə|hansı|neçə|harada|m[ıiuü]",
    pronoun=r"(?:bəs\s+)?(?P<who>onlar|özü|o)(?!\w)(?!\s+(?:gün|zaman|il|ay|həftə|vaxt)\w*)(?=.*(?<!\w){said}\W*$)",
    it="o",
    some=r"bir\s+şey|nəsə",
    again=r"bu\s+(?:barədə|haqda|haqqda|mövzuda)|bunun\s+haqqında|bununla\s+bağlı|onun\s+haqqında|eyni\s+mövzuda",
    before=r"(?:ondan|bundan|daha)\s+əvvəl|əvvəl(?:lər)?|öncə|(?:ondan|bundan)\s+qabaq",
    after=r"(?:ondan|bundan|daha)\s+sonra|sonra(?:lar)?|o\s+vaxtdan(?:\s+bəri)?",
    others=r"başqa\s+kim(?:lər)?|daha\s+kim(?:lər)?|digərləri|başqaları|qalanları",
    more=r"daha(?:\s+çox)?|davam(?:\s+et)?|(?:başqa|daha)\s+nə|davamı",
    latest=r"ən\s+son(?:uncusu)?|sonuncusu|ən\s+yeni(?:si)?",
    first=r"birincisi|ən\s+köhnə(?:si)?|ilk(?:\s+dəfə)?",
    only=r"yalnız|ancaq|təkcə|sadəcə",
    of=r"mənbələr\w*|dilində|dili|xəbərlər\w*",
    show=r"göstər(?:in)?|aç|kontekst\w*",
    shown=r"mənə|nömrə\w*|sitat\w*",
    why=r"niyə|nə\s+üçün|nəyə\s+görə|izah\s+et",
    ordinals=("birinci|ilk", "ikinci", "üçüncü", "dördüncü", "beşinci", "altıncı", "yeddinci", "səkkizinci"),
    last="sonuncu",
)
HY = Ellipsis(
    lead=r"իսկ|բայց|և|ու",
    asks=r"ինչ|ով|ովքեր|ինչպես|ինչու|երբ|որտեղ|որ|քանի",
    pronoun=r"(?:իսկ\s+)?ինչ\s+(?:(?P<who>նա|նրանք)(?=\s+(?:է\s+)?{said}(?!\w))|(?:է\s+)?{said}(?:\s+(?:է|են))?\s+(?P<who2>նա|նրանք)(?!\w))",
    it="այն",
    some=r"որևէ\s+բան|ինչ-որ\s+բան",
    again=r"(?:այդ|այս|դրա|սրա|նույնի|այդ\s+թեմայի)\s+(?:մասին|վերաբերյալ|շուրջ)",
    before=r"(?:դրանից|սրանից)\s+(?:առաջ|վաղ)|մինչ\s+(?:այդ|դա)|առաջ|ավելի\s+վաղ|նախկինում",
    after=r"(?:դրանից|սրանից)\s+հետո|այդ\s+ժամանակից(?:\s+ի\s+վեր)?|հետո|ավելի\s+ուշ|այնուհետև",
    others=r"(?:էլ|ուրիշ)\s+ով(?:քեր)?|ով\s+էլ|մյուսները|ուրիշները",
    more=r"ավելին|էլի|շարունակիր|(?:ուրիշ|էլ)\s+ինչ|հաջորդը",
    latest=r"(?:ամենա)?վերջինը?|ամենանորը",
    first=r"(?:ամենա)?առաջինը?|ամենահինը",
    only=r"միայն",
    of=r"լեզվով|աղբյուրներ\w*|հոդվածներ\w*|ից",
    show=r"ցույց\s+տուր|բացիր?|համատեքստում",
    shown=r"համարը?|մեջբերում\w*",
    why=r"ինչու(?:\s+(?:այդպես|սրանք))?|բացատրիր|ինչպես\s+թե",
    ordinals=("առաջին", "երկրորդ", "երրորդ", "չորրորդ", "հինգերորդ", "վեցերորդ", "յոթերորդ", "ութերորդ"),
    last="վերջին",
)
KA = Ellipsis(
    lead=r"ხოლო|და|კი|მაგრამ|აბა",
    trail=r"კი",
    asks=r"რა|რას|ვინ|როგორ|რატომ|როდის|სად|რომელი|რამდენი",
    pronoun=r"(?:და\s+)?(?:რა|რას)\s+(?:(?P<who>ის|მან|მათ|იგი|ისინი)(?=\s+{said}(?!\w))|{said}\s+(?P<who2>ის|მან|მათ|იგი|ისინი)(?!\w))",
    it="ის",
    some=r"რამე|რაიმე",
    again=r"(?:ამის|მაგის|იმავეს|ამ\s+თემის)\s+(?:შესახებ|თაობაზე)|ამაზე|მაგაზე|ამ\s+თემაზე",
    before=r"მანამდე|ამამდე|იქამდე|ადრე|უფრო\s+ადრე|(?:მის|ამის)\s+წინ",
    after=r"(?:ამის|მის|მას|იმის)\s+შემდეგ|შემდეგ|მერე|მოგვიანებით",
    others=r"კიდევ\s+ვინ|სხვა\s+ვინ|ვინ\s+კიდევ|სხვები|სხვებმა|დანარჩენები",
    more=r"კიდევ|მეტი|გააგრძელე|(?:სხვა|კიდევ)\s+რა|შემდეგი",
    latest=r"(?:ყველაზე\s+)?ბოლო|უახლესი",
    first=r"(?:ყველაზე\s+)?პირველი|უძველესი|პირველად",
    only=r"მხოლოდ|მარტო",
    of=r"ენაზე|წყაროები\w*|სტატიები\w*|დან",
    show=r"მაჩვენე|აჩვენე|გახსენი|კონტექსტში",
    shown=r"ნომერი|ციტატა",
    why=r"რატომ|ახსენი|რის\s+გამო",
    ordinals=("პირველ", "მეორე", "მესამე", "მეოთხე", "მეხუთე", "მეექვსე", "მეშვიდე", "მერვე"),
    last="ბოლო|უკანასკნელ",
)
ELLIPSES = {"en": EN, "ru": RU, "tr": TR, "az": AZ, "hy": HY, "ka": KA}
