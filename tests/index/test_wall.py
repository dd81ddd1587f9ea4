"""Paywalls, cookie walls and checks for robots are told from articles, in the shapes that they come in."""

from __future__ import annotations

import pytest

from index.errors import Rejected
from index.formats.page import read_page
from index.raw import Format, Raw

LEAD = "The bridge at Lorn was opened on Monday after four years of work on both banks of the river in the old town."
MORE = f"<p>{LEAD} Hundreds of people walked across it, and the first lorries are to cross on Tuesday morning.</p>"
WHOLE = "".join(f"<p>{LEAD} In village {one}, lorries are to cross on day {one}.</p>" for one in range(20))
LOCKED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": %s%s}</script>'
COUNTED = ', "wordCount": %d'
WANTED = (
    "We and our 812 partners store cookies on your device and process personal data. You may accept or refuse consent."
)
ASKED = {
    "en": "Subscribe now to continue reading this story.",
    "ru": "Оформите подписку, чтобы читать дальше.",
    "tr": "Okumaya devam etmek için abone olun.",
    "az": "Oxumağa davam etmək üçün abunə olun.",
    "hy": "Ընթերցումը շարունակելու համար բաժանորդագրվեք։",
    "ka": "კითხვის გასაგრძელებლად გამოიწერეთ.",
}
NOTICES = {
    "en": WANTED,
    "ru": "Мы и наши партнёры используем файлы куки. Нажмите «Принять», чтобы дать согласие на это.",
    "tr": "Biz ve iş ortaklarımız çerez kullanıyoruz. Kabul ederek rıza vermiş olursunuz; gizlilik ilkelerimiz.",
    "az": "Biz və tərəfdaşlarımız kuki fayllarından istifadə edirik. Razılıq vermək üçün qəbul edin.",
    "hy": "Մենք և մեր գործընկերները քուքիներ ենք օգտագործում։ Ընդունել և տալ համաձայնություն։",
    "ka": "ჩვენ და ჩვენი პარტნიორები ვიყენებთ ქუქი ფაილებს. თანხმობა და მიღება.",
}


def page(body: str, head: str = "") -> Raw:
    text = f"<!doctype html><html><head>{head}</head><body><main><article>{body}</article></main></body></html>"
    return Raw(origin="page.html", format=Format.HTML, payload=text.encode(), size=0)


def refused(body: str, head: str = "") -> str:
    with pytest.raises(Rejected) as refusal:
        read_page(page(body, head))
    return refusal.value.reason


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(LOCKED % ("false", ""), id="JSON-LD"),
        pytest.param(LOCKED % ('"False"', ""), id="JSON-LD in words"),
        pytest.param(LOCKED % ("false", COUNTED % 400), id="fewer words than stated"),
        pytest.param('<meta property="article:content_tier" content="locked">', id="content tier"),
    ],
)
def test_the_beginning_of_what_is_not_free_is_no_article(head: str) -> None:
    assert refused(MORE, head).startswith("only the beginning of the article is shown")


@pytest.mark.parametrize("language", ASKED)
def test_what_asks_to_subscribe_to_read_on_is_only_the_beginning(language: str) -> None:
    assert refused(MORE + f"<p>{ASKED[language]}</p>").startswith("only the beginning")


@pytest.mark.parametrize("language", NOTICES)
def test_a_notice_about_cookies_is_no_article(language: str) -> None:
    body = f"<h1>Coast Monitor</h1><p>{NOTICES[language]}</p><p>{NOTICES[language]}</p><button>OK</button>"
    assert refused(body).startswith("a wall of cookies")


@pytest.mark.parametrize(
    "words", ["Checking your browser before accessing the site.", "Please verify you are human by the box below."]
)
def test_a_check_for_robots_is_no_article(words: str) -> None:
    assert refused(f"<h1>Just a moment</h1><p>{words} This may take a few seconds.</p>").startswith(
        "its site wants proof"
    )


@pytest.mark.parametrize(
    ("body", "head"),
    [
        pytest.param(WHOLE, LOCKED % ("false", ""), id="not free, and shown whole"),
        pytest.param(MORE, LOCKED % ("false", COUNTED % 40), id="as many words as stated"),
        pytest.param(MORE, LOCKED % ("true", ""), id="free"),
        pytest.param(MORE + "<p>Subscribe to our newsletter for more of the region.</p>", "", id="newsletter"),
        pytest.param(MORE + f"</article><aside>{'Other news. ' * 60}{ASKED['en']}</aside>", "", id="another's wall"),
        pytest.param("<header>Log in Subscribe Books to read</header>" + MORE, "", id="menu"),
        pytest.param(MORE + "<footer>Privacy policy. Cookies. Partners. Accept.</footer>", "", id="footer"),
        pytest.param(f"<p>{WANTED.replace('We', 'The ministry')}</p>" * 2, LOCKED % ("true", ""), id="news of cookies"),
        pytest.param(WHOLE + f"<p>{ASKED['en']}</p>", "", id="a long article with an advertisement"),
    ],
)
def test_an_article_is_one_whatever_stands_around_it(body: str, head: str) -> None:
    assert read_page(page(body, head)).text
