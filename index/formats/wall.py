"""Walls: pages that show the beginning of an article, or none, until the reader pays, consents or proves to be human.

What stands in front of a wall is no article. It is refused, so that a teaser never passes for what was written.
"""

from __future__ import annotations

import re

LEAD = 2_000  # characters; what pages show before a paywall, from one paragraph to four, is shorter
WHOLE = 0.7  # share of the words that the page says its article has: captions and boxes are not counted alike
NOTICE = 2_500  # characters; the longest notice about cookies in front of a page, list of purposes and all
FAMILIES = 3  # kinds of words that a notice about cookies has; a passing mention has one or two

PAID = (
    "only the beginning of the article is shown to those who do not subscribe; if you do, save its text as .txt and "
    "add that"
)
CONSENT = "a wall of cookies: the page asks for consent and shows no article; save its text as .txt and add that"
HUMAN = "its site wants proof that a human reads it; save its text as .txt and add that"

END = 600  # characters; an invitation to subscribe stands where the text breaks off
TAIL = 40  # characters of the text by which its end is found in the page
HEAD = 300_000  # characters from the beginning of a page, within which its metadata stand
SEEN = 200_000  # characters of words; the longest page has fewer

LOCKED = re.compile(r"""["']isAccessibleForFree["']\s{0,9}:\s{0,9}["']?false""", re.IGNORECASE)
LOCKED_TIER = re.compile(r"""<meta\b[^>]{0,200}\bcontent_tier["'][^>]{0,200}["']locked""", re.IGNORECASE)
WORD_COUNT = re.compile(r"""["']wordCount["']\s{0,9}:\s{0,9}["']?(\d{1,6})""")
NEWS_ARTICLE = re.compile(r"""["']\w{0,20}NewsArticle["']""")
OF_TYPE_ARTICLE = re.compile(r"""<meta\b[^>]{0,200}og:type["'][^>]{0,200}["']article""", re.IGNORECASE)
# What is not closed reaches to the end of the page: looking for its end from every place would take forever.
UNSEEN = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)|<[^>]*+>?", re.DOTALL | re.IGNORECASE
)
GO_ON = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber))(?: (?:now|today|here|free))?"
    r" to (?:continue|unlock|keep reading|read (?:on|more|the|this))|to (?:continue|keep) reading"
    r"|(?:available|reserved|exclusive) (?:only )?(?:for|to) (?:our )?(?:paying )?subscribers"
    r"|чтобы (?:продолжить чтение|(?:про)?читать (?:дальше|далее|полностью|статью))|только (?:для )?подписчик"
    r"|okumaya devam etmek için|devamını okumak için|yalnızca abone|sadece abone|abonelere özel"
    r"|oxumağa davam etmək üçün|davamını oxumaq üçün|yalnız abunəçi"
    r"|ընթերցումը շարունակելու համար|կարդալը շարունակելու համար|միայն բաժանորդ"
    r"|კითხვის გასაგრძელებლად|მხოლოდ (?:ჩვენი )?გამომწერ",
    re.IGNORECASE,
)
OF_CONSENT = (
    re.compile(r"cookie|куки|çerez|kuki|քուքի|ქუქი", re.IGNORECASE),
    re.compile(r"\bconsent|соглас|\brıza|onay|razılı|համաձայն|თანხმობ", re.IGNORECASE),
    re.compile(r"\baccept|\bagree|прин(?:ять|имаю)|kabul|qəbul|ընդուն|მიღება|ვეთანხმებ", re.IGNORECASE),
    re.compile(
        r"privacy|personal data|конфиденц|персональн|gizlilik|kişisel ver|məxfilik|fərdi məlumat|գաղտնի|անձնական տվյալ"
        r"|კონფიდენციალურ|პერსონალურ",
        re.IGNORECASE,
    ),
    re.compile(r"\bpartners|\bvendors|партн[её]р|iş ortak|tərəfdaş|գործընկեր|პარტნიორ", re.IGNORECASE),
)
OF_CHECKS = re.compile(
    r"(?:checking|verifying) (?:if )?(?:your browser|you are (?:a )?human)|verify (?:that )?you are (?:a )?human"
    r"|enable javascript and cookies to continue|are you a robot|подтвердите, что вы не робот|вы не робот"
    r"|robot olmadığınızı",
    re.IGNORECASE,
)


def wall(page: str, text: str) -> str | None:
    """What stands between the page and its article, `text` being what was found of it; None where nothing does."""
    locked = LOCKED.search(page) or LOCKED_TIER.search(page[:HEAD])
    if locked and not _whole(page, text):
        return PAID
    if len(text) >= NOTICE:
        return None
    seen = " ".join(UNSEEN.sub(" ", page).split())[:SEEN]
    if len(text) < LEAD and GO_ON.search(_where_it_ends(text, seen)):
        return PAID
    if NEWS_ARTICLE.search(page) or OF_TYPE_ARTICLE.search(page[:HEAD]):
        return None
    found = text or seen
    if len(found) < NOTICE and OF_CHECKS.search(found):
        return HUMAN
    asked = sum(family.search(found) is not None for family in OF_CONSENT)
    return CONSENT if len(found) < NOTICE and OF_CONSENT[0].search(found) and asked >= FAMILIES else None


def _where_it_ends(text: str, seen: str) -> str:
    """The last words of the text and what comes after them: elsewhere "for subscribers" is said of other articles."""
    words = " ".join(text.split())
    at = seen.rfind(words[-TAIL:]) if words else 0
    return words[-END:] + " " + seen[max(at, 0) :][:END]


def _whole(page: str, text: str) -> bool:
    """Whether a page that is not free shows all the same what it has: to subscribers, and where a meter runs."""
    stated = WORD_COUNT.search(page)
    return len(text.split()) >= WHOLE * int(stated[1]) if stated else len(text) >= LEAD
