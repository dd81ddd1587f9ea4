"""Azerbaijani: Zaxarova deyib: “...”. “...”, - Zaxarova bildirib. Zaxarovanın sözlərinə görə, “...”."""

from __future__ import annotations

import re

from index.attribute.languages.rules import Name, Rules, days, stems, words

SEPARATE = re.compile(r"['’-](?=\w{1,4}$)")
# Behind a vowel a case is told from the name; behind a consonant "Savvin" may be a name or the genitive of Savv.
NAME_CASE = re.compile(r"(?<=[aıoueəiöü])n[ıiuü]n$|d[aə]n$|(?<=[ıiuü])n[aə]$")
CASE = re.compile(r"[ıiuü]n(?:[ıiuü]n|[aə]|[ıiuü]|d[aə]n?)$|(?:lar|lər)[ıi]n$|[^ıiuü\W][ıiuü]n$|d[aə]n?$|l[aə]r[aəıi]$")
BODY_CASE = re.compile(r"(?<=[ıiuü])n(?:[ıiuü]n|[aə]|[ıiuü]|d[aə]n?)$")


def last_name(word: str) -> str:
    return NAME_CASE.sub("", SEPARATE.split(word)[0])


def name(words: tuple[str, ...], forms: frozenset[str], oblique: bool) -> Name:
    last = last_name(words[-1])
    return Name(words=(*words[:-1], last), subject=last == words[-1])


def subject(word: str) -> bool:
    return not SEPARATE.search(word) and (word.lower() == "sakin" or not CASE.search(word))


def place(word: str, forms: frozenset[str]) -> str:
    return last_name(word)


def body(words: tuple[str, ...]) -> str:
    """Nazirliyindən and Nazirliyinin are of Nazirliyi."""
    return " ".join([*words[:-1], BODY_CASE.sub("", SEPARATE.split(words[-1])[0])])


AZERBAIJANI = Rules(
    code="az",
    order="subject-verb",
    verbs=words(r"""deyib dedi deyir deyən deyirlər deyiblər deyilir demişdi söyləyib söylədi söyləyir
        bildirib bildirdi bildirir bildirilir bildirən bildiriblər qeyd_ed\w+ qeyd_olun\w+ əlavə_e[dt]\w+
        vurğulayıb vurğuladı vurğulayır vurğulayan açıqlayıb açıqladı açıqlama_verib yazıb yazdı yazır
        cavab_verib cavablandırıb xatırladıb bəyan_e[dt]\w+ danışıb danışdı danışır soruşub soruşdu hesab_ed\w+
        diyə deyə deyilib bildirilib vurğulanır qeyd_edilir məlumat_ver\w+ şikayətlən\w+ adlandır\w+
        qiymətləndir\w+ etiraf_ed\w+ söz_verib vəd_ed\w+ təsdiqləyib iddia_ed\w+ xəbərdarlıq_ed\w+ çağır\w+
        paylaşıb ifadə_ed\w+ diqqətə_çatdır\w+ nəql_ed\w+ təkzib_ed\w+ vurğulanıb söyləyən dilə_gətirib əmindir"""
    ),
    passive=words(r"""deyilir bildirilir deyilib bildirilib vurğulanır vurğulanıb qeyd_edilir qeyd_edilib
        qeyd_olun\w+ məlumat_ver\w+"""),
    attributive=words("deyən bildirən vurğulayan söyləyən"),
    according=words("sözlərinə fikrincə məlumatına sözlərincə dediyinə"),
    owners=frozenset(("onun", "onların")),
    offices=words(r"""prezident\w* nazir(?!li)\w* sözçü\w* nümayəndə\w* səfir(?!li)\w* müşavir\w*
        katib(?!li)\w* köməkçi\w* sədr\w* rəhbər(?!li)\w* spiker\w* general\w* komandan(?!lı)\w* başçı\w*
        rəis\w* diplomat\w* elçi(?:si(?:nin)?|nin)? müavin\w* direktor\w* ombudsman\w* konsul(?!lu)\w*
        qubernator\w* prokuror(?!lu)\w*"""
    ),
    trades=words(r"""ekspert\w* analitik\w* jurnalist\w* politoloq\w* iqtisadçı\w* hüquqşünas\w* deputat\w*
        fermer\w* müəllim\w* lider\w* professor\w* yazıçı\w* sakin\w* fəal\w* şərhçi\w* həkim\w* qonşu\w*
        tarixçi\w* balıqçı\w* müxbir\w* sürücü\w* tələbə\w* vəkil\w* mer(?:i|in)?"""
    ),
    generic=words(r"diplomat nazir sözçü prezident katib spiker siyasətçi"),
    past=words(r"sabiq keçmiş"),
    same_office={"müavin": "müavin"},
    bodies=words(r"""nazirli\w+ səfirli\w+ komitəsi\w* idarəsi\w* xidməti\w* partiyası\w* ittifaqı\w*
        prokurorlu\w+ hökumət\w* parlament\w* polis\w* agentliyi\w* bankı\w* şirkəti\w* şurası\w* komissiyası\w*
        assosiasiyası\w* XİN\S* MN\S* DİN\S* konsulluğu\w* administrasiyası\w* təşkilatı\w* birliyi\w*"""
    ),
    states=words(r"prezident\w* nazir\w* səfir\w* hökumət\w* parlament\w* konsul\w* XİN\S* MN\S* ordu\w*"
    ),
    portfolios=words(r"""xarici daxili işlər\w* nəqliyyat\w* müdafiə\w* energetika\w* səhiyyə\w* təhsil\w* elm
        maliyyə\w* iqtisadiyyat\w* ədliyyə\w* mədəniyyət\w* ekologiya\w* kənd təsərrüfatı\w* əmək\w* gənclər
        idman\w* baş dövlət mətbuat rəsmi sabiq keçmiş birgə prezident\w* nazir\w* fövqəladə hallar\w* milli və
        birinci mərkəzi rabitə\w*"""
    ),
    titles=words(r"""qondarma adlandırılan qəzeti\w* jurnalı\w* agentliyi\w* kanalı\w* telekanalı\w* saytı\w*
        filmi\w* kitabı\w* romanı\w* layihəsi\w* proqramı\w* partiyası\w* şirkəti\w* mükafatı\w* qanunu\w*
        əməliyyatı\w* festivalı\w* sərgisi\w* adlı klubu\w* kanalında"""
    ),
    media=words(r"qəzeti\w* jurnalı\w* agentliyi\w* kanalı\w* telekanalı\w* saytı\w* kanalında"),
    located=re.compile(r"\w{3,}d[aə]n?"),
    resumes=words(r"sözlərinə sözünə davam edib belə"),
    indefinite=frozenset(("bir",)),
    outlets=words(r"""APA\S* AZƏRTAC\S* Trend\S* Report\S* Turan\S* TASS\S* BBC\S* Reuters\S* Sputnik\S*
        Bloomberg\S*"""),
    unsaid_before=re.compile(r"(?<!\w)(?:guya|sanki)(?:\s[^\s]+){0,3}$", re.IGNORECASE),
    unsaid_behind=re.compile(r"m[iıuü](?!\w)"),
    others_behind=re.compile(
        r"(?:barədə|haqqında|haqda|ilə bağlı) (?:söz|məlumat|xəbər|iddia|şayiə)\w*", re.IGNORECASE
    ),
    asking=frozenset("niyə nə necə kim harada nədən".split()),
    pronouns=frozenset(("o", "onlar")),
    stops=frozenset("""və ilə amma lakin isə də da bir bu üçün görə qədər sonra əvvəl bunu barədə haqqında
        deyən bildirən deyə onun öz edən olan zaman ki həmçinin ayrıca ona""".split()
    ),
    bars=re.compile(r"(?![A-ZÇƏĞİÖŞÜ])\w{2,}(?:[aə]n|[ıiuü]b|araq|ərək|d[aə](?:n|ki)?)$"),
    drops_subject=True,
    days=days(
        "bazar_ertəsi", "çərşənbə_axşamı", "çərşənbə(?!_axşamı)", "cümə_axşamı", "cümə(?!_axşamı)", "şənbə",
        "bazar(?!_ertəsi)", "bu_gün", "dünən",
    ),
    not_on=words("hər gələn növbəti"),
    name=name,
    last_name=last_name,
    place=place,
    body=body,
    subject=subject,
    nations=stems(
        RU="rusiya rf rus moskva kreml",
        US="abş amerika",
        AM="erməni irəvan",
        GE="gürcü",
        TR="türk türkiyə ankara",
        AZ="bakı azərbaycan",
    ),
)  # fmt: skip
