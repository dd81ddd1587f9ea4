"""Direct speech by rules. The people and what they say are invented; the countries are real where an actor is."""

from __future__ import annotations

import pytest

from index.attribute import shown

RU = (
    "Официальный представитель МИД России Мария Зеленская рассказала о переговорах в среду.\n"
    "«Мы ждали ответа два года», — сказала Зеленская.\n"
    "«Письма остались без ответа», — добавила она.\n"
    "Отвечая на вопрос о сроках, представитель МИД заявила: «Дверь пока закрыта, но не заперта».\n"
    "«Нам нужны гарантии, — подчеркнула Зеленская. — Без них разговора не будет».\n"
)
TR = (
    "Ermenistan Dışişleri Bakanı Aram Teldan, görüşmelere ilişkin açıklama yaptı.\n"
    "Bakan, “Masada yeni bir belge yok, eskisini okuyoruz” dedi.\n"
    "“İmza için acelemiz yok ama sabrımız da sonsuz değil” diye konuşan Teldan, soruları yanıtsız bıraktı.\n"
    "“Bu kadar açık konuşmak gerekiyor bazen” ifadesini kullandı.\n"
)
HY = (
    "Հայաստանի արտաքին գործերի նախարարության խոսնակ Նարե Բրոդյանը մեկնաբանել է հայտարարությունը։\n"
    "«Մենք մեր պատասխանն արդեն տվել ենք»,- ասել է Բրոդյանը։\n"
    "Հարցին խոսնակը պատասխանել է. «Այսօր նման որոշում չկա և վաղն էլ չի լինի»։\n"
)
AZ = (
    "Azərbaycan Xarici İşlər Nazirliyinin sözçüsü Anar Teldanlı məsələyə münasibət bildirib.\n"
    "“Biz bu sənədi hələ görməmişik və gözləyirik”, - Teldanlı bildirib.\n"
    "Sözçü, “Cavab veriləcək, amma vaxtı biz seçəcəyik” deyib.\n"
)
KA = (
    "საქართველოს საგარეო საქმეთა მინისტრი ლაშა ორბელი პარლამენტში გამოვიდა.\n"
    "„ჩვენ ამ დოკუმენტს ხელს არ მოვაწერთ“, - განაცხადა ორბელმა.\n"
    "„მოლაპარაკება გაგრძელდება შემოდგომაზეც“, - თქვა მინისტრმა ჟურნალისტებთან.\n"
)


@pytest.mark.parametrize(
    ("language", "text", "name", "actor", "count"),
    [
        pytest.param("ru", RU, "Мария Зеленская", "Russia", 4, id="Russian"),
        pytest.param("tr", TR, "Aram Teldan", "Armenia", 3, id="Turkish"),
        pytest.param("hy", HY, "Նարե Բրոդյան", "Armenia", 2, id="Armenian"),
        pytest.param("az", AZ, "Anar Teldanlı", "Azerbaijan", 2, id="Azerbaijani"),
        pytest.param("ka", KA, "ლაშა ორბელი", "Georgia", 2, id="Georgian"),
    ],
)
def test_the_minister_or_spokesperson_is_the_speaker(read, language, text, name, actor, count) -> None:
    found = read(text, language=language)
    assert [(q.speaker.name, q.speaker.actor) for q in found] == [(name, actor)] * count
    assert all(shown(q) and q.language == language for q in found)


def test_a_document_that_says_something_is_not_the_last_speaker(read) -> None:
    text = RU + "«Доклады передаются сторонам, которые их просили», — говорится в заявлении министерства обороны.\n"
    last = read(text, language="ru")[-1]
    assert last.speaker.name == "министерство обороны"


def test_words_of_somebody_unknown_stay_nobodys(read) -> None:
    text = RU + "Жители собрались на площади. «Мы хотим знать, когда всё это кончится», — сказал один из них.\n"
    assert read(text, language="ru")[-1].speaker is None


def test_the_name_of_a_newspaper_is_no_quotation(read) -> None:
    text = "Зеленская сказала «Берег-Информу» о планах ведомства."
    assert read(text, language="ru") == []


def test_a_language_without_rules_has_marked_stretches_and_no_speakers(read) -> None:
    (found,) = read("« Nous ne signerons pas », a dit Anna Brod.", language="fr")
    assert (found.speaker, found.language) == (None, "fr")


def test_an_official_in_no_particular_is_nobody_known(read) -> None:
    found = read(TR + "İsmini vermeyen bir bakan, “Anlaşma imzaya hazır bekliyor” dedi.\n", language="tr")
    assert found[-1].speaker is None


def test_the_statement_is_of_the_body_named_before(read) -> None:
    text = "Dorviya Dışişleri Bakanlığı tepki gösterdi. Açıklamada, “Anayasa bizim işimizdir” denildi."
    (found,) = read(text, language="tr")
    assert (found.speaker.name, found.speaker.actor) == ("Dorviya Dışişleri Bakanlığı", "Dorviya")


def test_an_unknown_person_before_the_words_is_not_the_last_speaker(read) -> None:
    found = read(TR + "Linse, “Etüt bitti, para henüz bulunmadı” dedi.\n", language="tr")
    assert found[-1].speaker is None


TEAM = (
    "Ulaştırma Bakanı Deniz Kıyak ve genel başkan Emre Tosunlu konuştu.\n\n",
    "ეკონომიკის მინისტრმა ნინო კორვალმა და მინისტრის მოადგილემ გიორგი ბერაძემ ისაუბრეს.\n\n",
    "Министр транспорта Анна Брод и депутат Пётр Маркелов выступили.\n\n",
)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        pytest.param(
            "tr", TEAM[0] + "Tosunlu'nun “Köprü bir harabedir” sözleri tepki çekti.", "Emre Tosunlu", id="owner"
        ),
        pytest.param("tr", TEAM[0] + "Bakanlıktan açıklamada “Köprü açılacaktır” denildi.", "Bakanlık", id="bare case"),
        pytest.param("tr", TEAM[0] + "Kıyak şunları söyledi:\n\n“Köprü açılacak.”", "Deniz Kıyak", id="colon, tr"),
        pytest.param("ru", TEAM[2] + "Брод заявила следующее:\n\n«Мост откроют в мае».", "Анна Брод", id="colon, ru"),
        pytest.param(
            "ka", TEAM[1] + "ეკონომიკის მინისტრის განმარტებით, „ხიდი მაისში გაიხსნება“.", "ნინო კორვალი", id="role owns"
        ),
        pytest.param(
            "ka",
            TEAM[1] + "„ხიდი გაიხსნება“, – განუცხადა „ნაპირს“ გიორგი ბერაძემ.",
            "გიორგი ბერაძე",
            id="told",
        ),
        pytest.param(
            "ka",
            "ლურანიის პრეზიდენტის სალომე დვალის თქმით, „ხიდი გაიხსნება და ყველა მზადაა“.",
            "სალომე დვალი",
            id="own, ka",
        ),
    ],
)
def test_cases_that_names_roles_and_bodies_take(read, language: str, text: str, name: str) -> None:
    (found,) = read(text, language=language)
    assert found.speaker.name == name


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        pytest.param("ru", RU, "Зеленская не говорила: «Мы подпишем договор уже завтра утром».", id="ru not"),
        pytest.param("ru", RU, "«Мы подпишем договор уже завтра утром», — якобы сказала Зеленская.", id="ru allegedly"),
        pytest.param("ru", RU, "«Мы подпишем договор уже завтра утром», — сказала бы Зеленская.", id="ru would"),
        pytest.param("ru", RU, "Говорила ли Зеленская: «Мы подпишем договор уже завтра утром»?", id="ru asked"),
        pytest.param("ru", RU, "Если Зеленская скажет: «Мы подпишем договор завтра утром», все уйдут.", id="ru if"),
        pytest.param("tr", TR, "Teldan, “Anlaşmayı yarın sabah mutlaka imzalayacağız” demedi.", id="tr not"),
        pytest.param("tr", TR, "Teldan güya “Anlaşmayı yarın sabah mutlaka imzalayacağız” dedi.", id="tr allegedly"),
        pytest.param("tr", TR, "Teldan “Anlaşmayı yarın sabah mutlaka imzalayacağız” dedi mi?", id="tr asked"),
        pytest.param("hy", HY, "Բրոդյանը չի ասել. «Մենք պայմանագիրը կստորագրենք վաղն առավոտյան»։", id="hy not"),
        pytest.param("hy", HY, "«Մենք կստորագրենք այն վաղն առավոտյան»,- իբր ասել է Բրոդյանը։", id="hy allegedly"),
        pytest.param("az", AZ, "Teldanlı “Müqaviləni sabah səhər mütləq imzalayacağıq” deməyib.", id="az not"),
        pytest.param("az", AZ, "Teldanlı guya “Müqaviləni sabah səhər imzalayacağıq” deyib.", id="az allegedly"),
        pytest.param("ka", KA, "ორბელმა არ თქვა: „ხელშეკრულებას ხვალ დილით მოვაწერთ ხელს“.", id="ka not"),
        pytest.param("ka", KA, "„ხელშეკრულებას ხვალ მოვაწერთ ხელს“, - თითქოს თქვა ორბელმა.", id="ka allegedly"),
    ],
)
def test_words_that_somebody_is_not_told_to_have_said_have_no_speaker_shown(read, language, before, text) -> None:
    assert [q for q in read(before + text + "\n", language=language) if q.span.start > len(before) and shown(q)] == []


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        pytest.param("ru", RU, "Почему Зеленская сказала: «Мы не подпишем договор завтра утром»?", id="ru why"),
        pytest.param(
            "ru", RU, "«Если нас не позовут, мы уйдём», — сказала Зеленская, но не ушла.", id="ru in the words"
        ),
        pytest.param("tr", TR, "Teldan neden “Anlaşmayı yarın sabah mutlaka imzalayacağız” dedi?", id="tr why"),
        pytest.param("hy", HY, "«Մենք այն չենք ստորագրի վաղն առավոտյան»,- ասել է Բրոդյանը։", id="hy in the words"),
    ],
)
def test_a_negation_within_the_words_or_a_why_takes_nothing_from_them(read, language, before, text) -> None:
    assert any(q.span.start > len(before) and shown(q) for q in read(before + text + "\n", language=language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "МИД Карсовии опроверг слова о «паузе» в переговорах."),
        ("az", "Karsoviya XİN “fasilə” barədə sözləri təkzib edib."),
        ("tr", "Karsovya Dışişleri Bakanlığı “ara verme” iddialarını yalanladı."),
        ("hy", "Կարսովիայի ԱԳՆ-ն հերքել է «դադարի» մասին լուրերը։"),
        ("ka", "საგარეო საქმეთა სამინისტრომ უარყო სიტყვები „პაუზის“ შესახებ."),
    ],
)
def test_words_that_others_are_told_to_have_said_are_not_shown_as_the_deniers(read, language: str, text: str) -> None:
    assert not any(shown(q) for q in read(text, language=language))


def test_a_last_name_before_anothers_full_name_tells_whose_neighbour_it_is(read) -> None:
    text = "Марта Ильвес живёт одна.\n\n«Мы верим, но проверяем», — пошутила соседка Ильвес Ода Линд."
    [found] = read(text, language="ru")
    assert found.speaker.name == "Ода Линд"
