"""What is read out of a question: whom it asks for, about what, and in which order. The speakers are invented."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.errors import BadQuestion
from assistant.question import Question
from assistant.understand import MAX_QUESTION, Asked, understand
from assistant.understanding.aside import EMPHASIS
from assistant.understanding.roster import Roster
from index.record.catalogue import Quoted
from index.text.names import sound, words_of
from index.window import Window, only

TODAY = date(2025, 11, 12)
LANGUAGES = frozenset("en ru tr hy ka az".split())
WHO = [
    ("Maria Sobolina", "Russian foreign ministry spokesperson", "Russia"),
    ("Мария Соболина", "официальный представитель МИД России", "Russia"),
    ("Hrant Pashoyan", "Armenian Prime Minister", "Armenia"),
    ("Հրանտ Փաշոյան", "Հայաստանի վարչապետ", "Armenia"),
    ("Elman Qasımlı", "Azərbaycanın xarici işlər naziri", "Azerbaijan"),
    ("Cemal Erdemoğlu", "Türkiye Cumhurbaşkanı", "Türkiye"),
    ("ირაკლი კობაძე", "საქართველოს პრემიერ-მინისტრი", "Georgia"),
    ("Foreign Ministry of Armenia", None, "Armenia"),
    ("Per Stolten", "NATO Secretary General", "NATO"),
]
ROSTER = Roster(
    [Quoted(name=name, role=role, actor=actor, quotations=1, first=None, last=None) for name, role, actor in WHO]
)


OUTLETS = frozenset({"Coast Monitor", "Береговой листок", "Sahil Gündəm", "Mirzan Postası", "KTN", "Armenia"})


def read(text: str, asked: Asked | None = None) -> Question:
    return understand(text, asked or Asked(), ROSTER, LANGUAGES, TODAY, OUTLETS)


def names(question: Question) -> set[str]:
    assert question.who is not None
    return {name for name, _, _ in question.who.speakers}


SOBOLINA = {"Maria Sobolina", "Мария Соболина"}
PASHOYAN = {"Hrant Pashoyan", "Հրանտ Փաշոյան"}


@pytest.mark.parametrize(
    ("text", "language", "who", "topic"),
    [
        pytest.param("What did Maria Sobolina say about the pact?", "en", SOBOLINA, "the pact", id="full name"),
        pytest.param("what did sobolina say about the pact", "en", SOBOLINA, "the pact", id="no capitals"),
        pytest.param("What’d Sobolina say about the pact?", "en", SOBOLINA, "the pact", id="contracted"),
        pytest.param("Did Sobolina say anything about the pact?", "en", SOBOLINA, "the pact", id="anything"),
        pytest.param("What has Sobolina said on the pact?", "en", SOBOLINA, "the pact", id="has said"),
        pytest.param("Did Pashoyan comment on the corridor?", "en", PASHOYAN, "the corridor", id="did"),
        pytest.param("Tell me what Pashoyan said about peace", "en", PASHOYAN, "peace", id="tell me"),
        pytest.param("Quotes by Sobolina", "en", SOBOLINA, None, id="quotes by"),
        pytest.param("Pashoyan's view of the treaty", "en", PASHOYAN, "the treaty", id="view"),
        pytest.param("Pashoyan on the border", "en", PASHOYAN, "the border", id="headline"),
        pytest.param("Что сказала Мария Соболина о границе?", "ru", SOBOLINA, "границе", id="ru"),
        pytest.param("О чём говорила Соболина?", "ru", SOBOLINA, None, id="ru, no topic"),
        pytest.param("Erdemoğlu sınır hakkında ne dedi?", "tr", {"Cemal Erdemoğlu"}, "sınır", id="tr"),
        pytest.param("Ի՞նչ է ասել Հրանտ Փաշոյանը սահմանի մասին։", "hy", PASHOYAN, "սահմանի", id="hy"),
        pytest.param("რა თქვა კობაძემ საზღვრის შესახებ?", "ka", {"ირაკლი კობაძე"}, "საზღვრის", id="ka"),
        pytest.param("Qasımlı sərhəd haqqında nə dedi?", "az", {"Elman Qasımlı"}, "sərhəd", id="az"),
    ],
)
def test_speaker_and_topic_are_read_in_every_language(
    text: str, language: str, who: set[str], topic: str | None
) -> None:
    question = read(text)
    assert (question.language, names(question), question.topic) == (language, who, topic)


@pytest.mark.parametrize(
    "name", ["Maria Sobolina", "Mariya Sobolina", "Соболина", "Мария Соболина", "M. Sobolina", "Ms Sobolina"]
)
def test_a_name_is_one_in_every_script_and_spelling(name: str) -> None:
    assert names(read(f"What did {name} say about the pact?")) == SOBOLINA


@pytest.mark.parametrize("name", ["Maria Sobolina", "Masha Zelenova", "Зеленова"])
def test_an_alias_of_an_editors_asks_for_the_name_in_the_record(name: str) -> None:
    quoted = [Quoted(name="Maria Sobolina", role="envoy", actor="Russia", quotations=1, first=None, last=None)]
    roster = Roster(quoted, {"Masha Zelenova": "Maria Sobolina"})
    who = roster.find(name, "en")
    assert who is not None
    assert who.speakers == {("Maria Sobolina", "envoy", "Russia")}


def test_another_given_name_is_somebody_else() -> None:
    question = read("What did Anna Sobolina say about the pact?")
    assert question.who is not None
    assert (question.who.speaker, question.who.speakers) == ("Anna Sobolina", frozenset())


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("What did the Armenian prime minister say about peace?", {"Hrant Pashoyan"}, id="adjective"),
        pytest.param("What did Armenia's prime minister say about peace?", {"Hrant Pashoyan"}, id="owner"),
        pytest.param("What did the prime minister of Armenia say about peace?", {"Hrant Pashoyan"}, id="of"),
        pytest.param("What did Russia's foreign ministry spokeswoman say?", {"Maria Sobolina"}, id="spokeswoman"),
        pytest.param("What did the NATO secretary general say about peace?", {"Per Stolten"}, id="alliance"),
        pytest.param("What did the Armenian foreign ministry say?", {"Foreign Ministry of Armenia"}, id="ministry"),
        pytest.param("Что сказал представитель МИД России о мире?", SOBOLINA, id="ru"),
        pytest.param("Türkiye Cumhurbaşkanı barış hakkında ne dedi?", {"Cemal Erdemoğlu"}, id="tr"),
        pytest.param("Ի՞նչ ասաց Հայաստանի վարչապետը խաղաղության մասին։", PASHOYAN, id="hy"),
        pytest.param("რა თქვა საქართველოს პრემიერ-მინისტრმა მშვიდობის შესახებ?", {"ირაკლი კობაძე"}, id="ka"),
        pytest.param("Azərbaycanın xarici işlər naziri sülh haqqında nə dedi?", {"Elman Qasımlı"}, id="az"),
    ],
)
def test_a_role_is_whoever_holds_it(text: str, who: set[str]) -> None:
    assert names(read(text)) == who


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("Что сказал премьер-министр Армении о мире?", "мире", id="ru"),
        pytest.param("Что премьер Армении сказал о мире в марте 2025 года?", "мире", id="ru, subject first"),
        pytest.param("Ermenistan Başbakanı barış hakkında ne dedi?", "barış", id="tr"),
        pytest.param("Ermənistanın baş naziri sülh haqqında nə dedi?", "sülh", id="az"),
        pytest.param("რა თქვა სომხეთის პრემიერ-მინისტრმა მშვიდობის შესახებ?", "მშვიდობის", id="ka"),
    ],
)
def test_an_office_is_the_one_that_english_articles_give(text: str, topic: str) -> None:
    question = read(text)
    assert "Hrant Pashoyan" in names(question)
    assert names(question) <= PASHOYAN
    assert question.topic == topic


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Что сказал советник премьер-министра Армении о мире?", id="ru, an adviser"),
        pytest.param("Что сказал бывший премьер-министр Армении о мире?", id="ru, a former one"),
        pytest.param("Что сказал министр экономики Армении о мире?", id="ru, another minister"),
        pytest.param("Ermenistan başbakan yardımcısı barış hakkında ne dedi?", id="tr, a deputy"),
        pytest.param("Ermenistan Ekonomi Bakanı barış hakkında ne dedi?", id="tr, another minister"),
        pytest.param("Ի՞նչ ասաց Հայաստանի վարչապետի խոսնակը խաղաղության մասին։", id="hy, a spokesman"),
        pytest.param("რა თქვა სომხეთის პრემიერ-მინისტრის მრჩეველმა მშვიდობის შესახებ?", id="ka, an adviser"),
    ],
)
def test_who_stands_near_an_office_is_not_the_one_who_holds_it(text: str) -> None:
    assert names(read(text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Что сказала Литва о границе?",
        "Что Литва сказала о границе?",
        "Litvanya sınır hakkında ne dedi?",
        "Litva sərhəd haqqında nə dedi?",
    ],
)
def test_a_country_that_nobody_is_quoted_for_is_kept(text: str) -> None:
    who = read(text).who
    assert who is not None
    assert (who.speaker, who.actor, who.speakers) == (None, "Lithuania", frozenset())


def test_a_country_in_a_topic_is_not_asked_for() -> None:
    assert read("Кто говорил о границе с Литвой?").who is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("What did Russia say about Armenia's freeze?", "Russia", id="country"),
        pytest.param("What did Moscow say about Armenia's freeze?", "Russia", id="capital"),
        pytest.param("What did the Kremlin say about Armenia's freeze?", "Russia", id="seat"),
        pytest.param("What did Russian officials say about the freeze?", "Russia", id="officials of a country"),
        pytest.param("Что сказал Кремль о заморозке?", "Russia", id="seat in Russian"),
        pytest.param("Что сказала Москва о заморозке?", "Russia", id="capital in Russian"),
        pytest.param("Bakı bu barədə nə dedi?", "Azerbaijan", id="capital in Azerbaijani"),
        pytest.param("Ի՞նչ ասաց Բաքուն", "Azerbaijan", id="capital in Armenian"),
        pytest.param("რა თქვა მოსკოვმა?", "Russia", id="capital in Georgian"),
        pytest.param("What is Russia's position on the freeze?", "Russia", id="position"),
        pytest.param("What did the Armenian say about the border?", "Armenia", id="adjective"),
        pytest.param("What did NATO say about the border?", "NATO", id="alliance"),
        pytest.param("Что Россия сказала о границе?", "Russia", id="ru"),
        pytest.param("Rusya sınır hakkında ne dedi?", "Russia", id="tr"),
        pytest.param("Ի՞նչ է ասել Ռուսաստանը սահմանի մասին։", "Russia", id="hy"),
        pytest.param("რა თქვა რუსეთმა საზღვრის შესახებ?", "Russia", id="ka"),
        pytest.param("Rusiya sərhəd haqqında nə dedi?", "Russia", id="az"),
    ],
)
def test_a_country_or_body_is_asked_for_as_a_whole(text: str, actor: str) -> None:
    who = read(text).who
    assert who is not None
    assert (who.speaker, who.actor) == (None, actor)
    assert {each for _, _, each in who.speakers} == {actor}


@pytest.mark.parametrize("nobody", ["he", "she", "they", "officials", "anyone", "the people"])
def test_pronouns_and_officials_are_nobody(nobody: str) -> None:
    question = read(f"What did {nobody} say about the border?")
    assert (question.who, question.topic) == (None, "the border")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What did Boris Kalnik say about the border?", "Boris Kalnik"),
        ("Что сказал Борис Кальник о границе?", "Борис Кальник"),
        ("Murat Seldan sınır hakkında ne dedi?", "Murat Seldan"),
        ("Murad Seldan sərhəd haqqında nə dedi?", "Murad Seldan"),
    ],
)
def test_an_unknown_name_is_kept_as_unknown(text: str, name: str) -> None:
    who = read(text).who
    assert who is not None
    assert (who.speaker, who.speakers) == (name, frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "What did Anna Sobolina say about the border?",
        "Что сказала Анна Соболина о границе?",
        "Ayşe Erdemoğlu sınır hakkında ne dedi?",
        "Ի՞նչ ասաց Արամ Փաշոյանը սահմանի մասին։",
    ],
)
def test_another_of_the_same_last_name_is_somebody_else(text: str) -> None:
    assert names(read(text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Что сказала госпожа Соболина о границе?",
        "Что сказала официальный представитель МИД России Мария Соболина о границе?",
        "Что сказала М. Соболина о границе?",
        "Мария Соболина о границе",
    ],
)
def test_forms_of_address_and_roles_before_a_name_are_no_given_names(text: str) -> None:
    assert names(read(text)) == SOBOLINA


def test_an_office_without_its_country_is_that_of_whoever_speaks_for_it_elsewhere() -> None:
    records = [
        ("Sabir Denli", "transport minister", None),
        ("Sabir Denli", "Mirzan Ulaştırma Bakanı", "Mirzan"),
        ("Karen Oltan", "transport minister", None),
    ]
    several = [Quoted(name=n, role=r, actor=a, quotations=1, first=None, last=None) for n, r, a in records]
    who = Roster(several).find("the Mirzani transport minister", "en")
    assert who is not None
    assert who.speakers == {records[0]}


def test_a_name_is_itself_before_it_is_a_form_of_another() -> None:
    both = Roster(
        [
            Quoted(name=name, role=None, actor=None, quotations=1, first=None, last=None)
            for name in ("Вера Петрова", "Иван Петров")
        ]
    )
    question = understand("Что сказала Петрова о границе?", Asked(), both, LANGUAGES, TODAY)
    assert names(question) == {"Вера Петрова"}


def test_a_short_form_is_the_name_and_a_longer_name_is_another() -> None:
    nicholas = Quoted(name="Nicholas Marten", role=None, actor=None, quotations=1, first=None, last=None)
    maria = Quoted(name="Mariana Marten", role=None, actor=None, quotations=1, first=None, last=None)
    roster = Roster([nicholas, maria])
    assert names(understand("What did Nicho Marten say?", Asked(), roster, LANGUAGES, TODAY)) == {"Nicholas Marten"}
    assert names(understand("What did Maria Marten say?", Asked(), roster, LANGUAGES, TODAY)) == set()


def test_a_role_that_nobody_is_quoted_in_is_kept_as_unknown() -> None:
    who = read("What did the Georgian defence minister say about the border?").who
    assert who is not None
    assert (who.speaker, who.actor, who.speakers) == ("the Georgian defence minister", "Georgia", frozenset())


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("What is the latest that Sobolina said about the pact?", "latest"),
        ("What was the first thing Sobolina said about the pact?", "first"),
        ("What did Sobolina say about the pact?", "relevance"),
        ("Что Соболина впервые сказала о пакте?", "first"),
    ],
)
def test_latest_and_first_are_an_order(text: str, order: str) -> None:
    question = read(text)
    assert question.order == order
    assert names(question) == SOBOLINA


@pytest.mark.parametrize("text", ["the talks on the border", "border security", "Who said that the door is open?"])
def test_a_topic_alone_asks_for_nobody(text: str) -> None:
    assert read(text).who is None


def test_the_words_of_a_topic_stay_together() -> None:
    assert read("peace talks on the border").topic == "peace talks on the border"


@pytest.mark.parametrize("text", ["What's the toll on the bridge?", "what’s the toll on the bridge"])
def test_a_shortened_verb_is_no_part_of_the_topic(text: str) -> None:
    assert read(text).topic == "toll on the bridge"


def test_a_window_is_taken_out_of_the_topic() -> None:
    question = read("What did Sobolina say about the pact since June 2025?")
    assert (question.topic, question.window) == ("the pact", Window(since=date(2025, 6, 1)))


def test_options_overrule_what_the_words_say() -> None:
    asked = Asked(speaker="Pashoyan", window=Window(since=date(2024, 1, 1)), k=3)
    question = read("What did Sobolina say about the pact since June 2025?", asked)
    assert names(question) == PASHOYAN
    assert (question.window.since, question.k) == (date(2024, 1, 1), 3)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (MAX_QUESTION + 1)], ids=["empty", "blank", "too long"])
def test_what_cannot_be_asked_is_refused(text: str) -> None:
    with pytest.raises(BadQuestion):
        read(text)


@pytest.mark.parametrize("often", ["most recently", "recently", "ever", "first", "publicly"])
def test_how_often_is_no_part_of_a_name(often: str) -> None:
    question = read(f"What did Pashoyan {often} say about the border?")
    assert question.who is not None
    assert (question.who.speaker, question.topic) == ("Pashoyan", "the border")


def test_a_time_by_an_event_is_told_to_be_none() -> None:
    alone, beside = (
        read(f"What did Pashoyan say {words}?") for words in ("after the vote", "about life after the vote")
    )
    assert (alone.topic, beside.topic) == (None, "life after the vote")
    for question in (alone, beside):
        assert "“after the vote” is no date" in question.notes[0]
        assert question.window == Window()


def test_an_empty_archive_knows_nobody() -> None:
    question = understand("What did Sobolina say?", Asked(), Roster([]), frozenset(), TODAY)
    assert question.who is not None
    assert question.who.speakers == frozenset()


@pytest.mark.parametrize(
    ("text", "to", "topic"),
    [
        pytest.param("What did Pashoyan say to Russia about the pact?", "Russia", "the pact", id="say to a country"),
        pytest.param("What did Pashoyan tell Stolten about the pact?", "Stolten", "the pact", id="tell"),
        pytest.param("What did Pashoyan tell the Georgian president?", "the Georgian president", None, id="no topic"),
        pytest.param("What did Pashoyan say to journalists about peace?", "journalists", "peace", id="nobody by name"),
        pytest.param("What did Pashoyan say about Russia?", None, "Russia", id="about whom"),
        pytest.param("What did Pashoyan say to the proposal?", None, "the proposal", id="no somebody"),
        pytest.param(
            "What did Pashoyan say about what he told Stolten?", None, "what he told Stolten", id="in a topic"
        ),
        pytest.param("Tell me what Pashoyan said about peace", None, "peace", id="tell me"),
        pytest.param("Что сказал Столтену Пашоян о пакте?", "Столтену", "пакте", id="ru, object first"),
        pytest.param("Что Пашоян сказал журналистам о пакте?", "журналистам", "пакте", id="ru, journalists"),
        pytest.param("Paşoyan Erdemoğlu'na barış hakkında ne dedi?", "Erdemoğlu'na", "barış", id="tr"),
        pytest.param("Paşoyan Qasımlıya sülh haqqında nə dedi?", "Qasımlıya", "sülh", id="az"),
        pytest.param("Ի՞նչ է ասել Փաշոյանը Ստոլտենին խաղաղության մասին։", "Ստոլտենին", "խաղաղության", id="hy"),
        pytest.param("რა უთხრა ფაშოიანმა კობაძეს მშვიდობის შესახებ?", "კობაძეს", "მშვიდობის", id="ka"),
        pytest.param("Что Пашоян ответил Грузии о пакте?", "Грузии", "пакте", id="ru, a country"),
        pytest.param("Что Пашоян сказал Ирану?", "Ирану", None, id="ru, a country without a topic"),
        pytest.param("Что Пашоян сказал о помощи Грузии?", None, "помощи Грузии", id="ru, a country in a topic"),
        pytest.param("Почему Пашоян назвал Украину другом?", None, "Украину другом", id="ru, accusative"),
        pytest.param("Paşoyan Rusya'ya barış hakkında ne dedi?", "Rusya'ya", "barış", id="tr, a country"),
        pytest.param(
            "Paşoyan Rusya'ya karşı yaptırımlar hakkında ne dedi?", None, "Rusya'ya karşı yaptırımlar", id="tr, against"
        ),
        pytest.param("Paşoyan Rusiyaya sülh haqqında nə dedi?", "Rusiyaya", "sülh", id="az, a country"),
        pytest.param("Paşoyan Rusiya haqqında nə dedi?", None, "Rusiya", id="az, about a country"),
        pytest.param(
            "Ի՞նչ է ասել Փաշոյանը Ռուսաստանին խաղաղության մասին։", "Ռուսաստանին", "խաղաղության", id="hy, a country"
        ),
        pytest.param("რა უთხრა ფაშოიანმა რუსეთს მშვიდობის შესახებ?", "რუსეთს", "მშვიდობის", id="ka, a country"),
        pytest.param("რა თქვა ფაშოიანმა საქართველოს შესახებ?", None, "საქართველოს", id="ka, about a country"),
        pytest.param("What did Pashoyan promise the EU about visas?", "the EU", "visas", id="promise a body"),
        pytest.param("What did Pashoyan warn about?", None, None, id="warn nobody"),
        pytest.param("What did Pashoyan say in Brussels?", None, "in Brussels", id="in a capital"),
        pytest.param("Что Пашоян сказал Брюсселю о визах?", "Брюсселю", "визах", id="ru, a capital"),
        pytest.param("Что Пашоян ответил Москве?", "Москве", None, id="ru, a capital in -е"),
        pytest.param("Что Пашоян ответил Баку о пакте?", "Баку", "пакте", id="ru, a capital without cases"),
        pytest.param("Что Пашоян сказал в Москве о визах?", None, "Москве о визах", id="ru, in a capital"),
        pytest.param("Что Пашоян заявил ОДКБ о пакте?", "ОДКБ", "пакте", id="ru, a body by its initials"),
        pytest.param("Что Пашоян сказал об ОДКБ?", None, "ОДКБ", id="ru, about a body"),
        pytest.param("Что Пашоян сказал Евросоюзу о визах?", "Евросоюзу", "визах", id="ru, a body"),
        pytest.param("Paşoyan Moskova'ya barış hakkında ne dedi?", "Moskova'ya", "barış", id="tr, a capital"),
        pytest.param("Paşoyan Moskova'da barış hakkında ne dedi?", None, "Moskova'da barış", id="tr, in a capital"),
        pytest.param("Paşoyan NATO'ya ne dedi?", "NATO'ya", None, id="tr, a body"),
        pytest.param("Paşoyan NATO'ya karşı ne dedi?", None, "NATO'ya karşı", id="tr, against a body"),
        pytest.param("Paşoyan Brüsselə sülh haqqında nə dedi?", "Brüsselə", "sülh", id="az, a capital"),
        pytest.param("Paşoyan NATO-ya nə dedi?", "NATO-ya", None, id="az, a body"),
        pytest.param(
            "Ի՞նչ է ասել Փաշոյանը Մոսկվային խաղաղության մասին։", "Մոսկվային", "խաղաղության", id="hy, a capital"
        ),
        pytest.param("Ի՞նչ է ասել Փաշոյանը ՀԱՊԿ-ին։", "ՀԱՊԿ-ին", None, id="hy, a body"),
        pytest.param("რა უთხრა ფაშოიანმა თბილისს მშვიდობის შესახებ?", "თბილისს", "მშვიდობის", id="ka, a capital"),
        pytest.param("რა უთხრა ფაშოიანმა ევროკავშირს?", "ევროკავშირს", None, id="ka, a body"),
    ],
)
def test_whoever_is_spoken_to_is_neither_the_speaker_nor_the_topic(
    text: str, to: str | None, topic: str | None
) -> None:
    question = read(text)
    assert (question.to, question.topic) == (to, topic)
    assert names(question) <= PASHOYAN
    assert question.notes == ((f"articles seldom say to whom: what stands near “{to}” comes first",) if to else ())


@pytest.mark.parametrize(
    ("text", "outlet", "topic"),
    [
        pytest.param("What did Pashoyan tell the Coast Monitor about peace?", "Coast Monitor", "peace", id="tell"),
        pytest.param("According to KTN, what did Pashoyan say about peace?", "KTN", "peace", id="according to"),
        pytest.param("What did Pashoyan say about peace in Coast Monitor?", "Coast Monitor", "peace", id="at the end"),
        pytest.param("What did Pashoyan say in an interview with KTN?", "KTN", None, id="interview"),
        pytest.param("What did Pashoyan say about the KTN tower?", None, "the KTN tower", id="in a topic"),
        pytest.param(
            "What did Pashoyan say about peace in Armenia?", None, "peace in Armenia", id="called as a country"
        ),
        pytest.param("Что сказал Пашоян в «Береговой листок» о мире?", "Береговой листок", "мире", id="ru"),
        pytest.param("Paşoyan Mirzan Postası'na barış hakkında ne dedi?", "Mirzan Postası", "barış", id="tr"),
        pytest.param("Sahil Gündəmə görə Paşoyan nə dedi?", "Sahil Gündəm", None, id="az"),
    ],
)
def test_an_outlet_is_read_where_it_is_no_part_of_the_topic(text: str, outlet: str | None, topic: str | None) -> None:
    question = read(text)
    assert (question.window.outlets, question.topic) == (only(outlet), topic)
    assert names(question) == PASHOYAN


@pytest.mark.parametrize(
    ("text", "code", "topic"),
    [
        pytest.param("What did Pashoyan say in Russian about peace?", "ru", "peace", id="before the topic"),
        pytest.param("What did Pashoyan say about peace in Armenian?", "hy", "peace", id="at the end"),
        pytest.param("Quotes in Georgian by Pashoyan about peace", "ka", "peace", id="quotes"),
        pytest.param("What did Pashoyan say about peace in Russian-language media?", "ru", "peace", id="media"),
        pytest.param(
            "What did Pashoyan say about schooling in Russian?", None, "schooling in Russian", id="a school's"
        ),
        pytest.param(
            "What did Pashoyan say about ships in Turkish waters?", None, "ships in Turkish waters", id="adjective"
        ),
        pytest.param("What did Pashoyan say in Armenia?", None, "in Armenia", id="country"),
        pytest.param("Что сказал Пашоян о мире на армянском языке?", "hy", "мире", id="ru"),
        pytest.param("Что сказал Пашоян по-русски о мире?", "ru", "мире", id="ru, adverb"),
        pytest.param(
            "Что сказал Пашоян о рынке на русском севере?", None, "рынке на русском севере", id="ru, adjective"
        ),
        pytest.param("Paşoyan Rusça ne dedi?", "ru", None, id="tr"),
        pytest.param("Paşoyan Rusça eğitim hakkında ne dedi?", None, "Rusça eğitim", id="tr, a school's"),
        pytest.param("Paşoyan sülh haqqında rus dilində nə dedi?", "ru", "sülh", id="az"),
        pytest.param("Ի՞նչ է ասել Փաշոյանը ռուսերեն։", "ru", None, id="hy"),
        pytest.param("რა თქვა ფაშოიანმა რუსულად?", "ru", None, id="ka"),
    ],
)
def test_a_language_of_articles_is_read_where_it_is_no_part_of_the_topic(
    text: str, code: str | None, topic: str | None
) -> None:
    question = read(text)
    assert (question.window.languages, question.topic) == (only(code), topic)
    assert names(question) == PASHOYAN


@pytest.mark.parametrize(
    ("text", "each"),
    [
        pytest.param("What did Sobolina and Pashoyan say about peace?", ("Sobolina", "Pashoyan"), id="and"),
        pytest.param("What did Sobolina or Pashoyan say about peace?", ("Sobolina", "Pashoyan"), id="or"),
        pytest.param("What did Russia and NATO say about peace?", ("Russia", "NATO"), id="country and body"),
        pytest.param("Quotes by Sobolina, Pashoyan and Kalnik", ("Sobolina", "Pashoyan", "Kalnik"), id="one unknown"),
        pytest.param("Что сказали Соболина и Пашоян о мире?", ("Соболина", "Пашоян"), id="ru"),
        pytest.param("Erdemoğlu ve Paşoyan barış hakkında ne dediler?", ("Erdemoğlu", "Paşoyan"), id="tr"),
        pytest.param("Qasımlı və Paşoyan sülh haqqında nə dedilər?", ("Qasımlı", "Paşoyan"), id="az"),
        pytest.param("Ի՞նչ են ասել Սոբոլինան և Փաշոյանը խաղաղության մասին։", ("Սոբոլինան", "Փաշոյանը"), id="hy"),
        pytest.param("რა თქვეს კობაძემ და ფაშოიანმა მშვიდობის შესახებ?", ("კობაძემ", "ფაშოიანმა"), id="ka"),
    ],
)
def test_several_who_are_joined_are_asked_for_together(text: str, each: tuple[str, ...]) -> None:
    who = read(text).who
    assert who is not None
    assert tuple(one.called for one in who.each) == each
    assert who.speakers == frozenset().union(*(one.speakers for one in who.each))


@pytest.mark.parametrize(
    "text", ["What did the Minister of Trade and Industry say?", "What did Pashoyan say about A and B?"]
)
def test_an_and_in_an_office_or_a_topic_joins_nobody(text: str) -> None:
    who = read(text).who
    assert who is not None
    assert who.each == ()


WORDS = """What did does who say said about the latest first Russia Armenia's Sobolina Pashoyan prime minister since in
 before March 2025 2025-03-14 31 February between and May last week Что сказала Соболина о границе в марте 2025 года
 tell told to Stolten in Russian according Coast Monitor or KTN Столтену и по-русски Qasımlıya və rus dilində
 before the summit two weeks ago summer early most recently вчера на прошлой неделе до выборов geçen hafta zirveden önce
 keçən ay անցյալ շաբաթ გასულ კვირას არჩევნების შემდეგ
 sınır hakkında ne dedi Ի՞նչ ասել Փաշոյանը մասին რა თქვა კობაძემ შესახებ nə haqqında « “ ” ’ ? ! [bold] - :""".split()


@given(
    st.one_of(st.text(min_size=1, max_size=80), st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
)
@example("What did İ say about ı?")
@example("\ud800 said")
@example("What did 99 March 2025 say about 0 May?")
def test_no_text_crashes_and_nothing_is_read_that_is_not_there(text: str) -> None:
    try:
        question = read(text)
    except BadQuestion:
        return
    there = re.findall(r"\w+", text.translate(EMPHASIS))
    assert set(re.findall(r"\w+", question.topic or "")) <= set(there)
    for quoted in re.findall("“(.*?)” is no date", " ".join(question.notes)):
        assert quoted in text
    if question.who is not None:
        assert set(re.findall(r"\w+", question.who.speaker or "")) <= set(there)
        assert question.who.speaker or question.who.actor
    assert set(re.findall(r"\w+", question.to or "")) <= set(there)
    for outlet in question.window.outlets:
        assert {sound(word)[:4] for word in words_of(outlet)} <= {sound(word)[:4] for word in words_of(text)}


def test_a_speaker_is_asked_for_beside_a_question_in_a_language_without_a_grammar() -> None:
    asked = Asked(speaker="ナレとヴァハン")
    question = understand("日本語の新聞について", asked, ROSTER, LANGUAGES, TODAY)
    assert question.who is not None
    assert not question.who.speakers
