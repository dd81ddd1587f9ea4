"""Turkish: Zaharova, “...” dedi. “...” diyen Zaharova. Zaharova'ya göre “...”. Cases of names follow an apostrophe."""

from __future__ import annotations

import re

from index.attribute.languages.rules import Name, Rules, days, stems, words

APOSTROPHE = re.compile(r"['’]")
CASE = re.compile(
    r"[ıiuü]n(?:[ıiuü]n|[ae]|[ıiuü]|[dt][ae]n?|c[ae])$|(?:lar|ler)[ıi]n$|\w{2}[^ıiuü\W][ıiuü]n$|[dt][ae]n$|yl[ae]$"
)
BODY_CASE = re.compile(r"(?<=l[ıiuü]k)[dt][ae]n?$|(?<=[ıiuü])n(?:[ıiuü]n|[ae]|[ıiuü]|[dt][ae]n?|c[ae])$")


def last_name(word: str) -> str:
    return APOSTROPHE.split(word)[0]


def name(words: tuple[str, ...], forms: frozenset[str], oblique: bool) -> Name:
    return Name(words=(*words[:-1], last_name(words[-1])), subject=subject(words[-1]) or not words[-1][0].islower())


def subject(word: str) -> bool:
    """Names have their cases behind an apostrophe; offices ("bakanın", "sözcüsüne") do not."""
    return not APOSTROPHE.search(word) and not (CASE.search(word) and word.lower() != "kadın")


def place(word: str, forms: frozenset[str]) -> str:
    return last_name(word)


def body(words: tuple[str, ...]) -> str:
    """Bakanlığından and Bakanlığı'ndan are of Bakanlığı."""
    return " ".join([*words[:-1], BODY_CASE.sub("", last_name(words[-1]))])


TURKISH = Rules(
    code="tr",
    order="subject-verb",
    verbs=words(r"""dedi(?:ler)? diye diyor(?:lar)? diyen diyerek demişti söyledi söylüyor söyleyen
        söyleyerek belirtti belirten belirterek ifade(?:sini|lerini|siyle|leriyle|sinde|lerinde|lere)? açıkladı
        açıklayan açıklaması açıklamasını açıklamasında vurguladı vurgulayan vurgulayarak kaydetti kaydeden
        konuştu konuşan ekledi ekleyen bildirdi bildiren yazdı yanıtını yanıtı yanıt(?:ladı)? cevabını cevabı
        sordu sorusunu anlattı anlatan aktardı aktaran dile_getir\w+ paylaştı paylaşımını paylaşımında denildi
        kullandı kullanan kullanıldı uyardı uyarısında uyarısını savundu savunan iddia_etti kaydedildi
        bildirildi belirtildi vurgulandı edildi yer_verildi yorumunu yorumunda değerlendirmesini
        değerlendirmesinde çağrısında çağrısını çağırdı bilgisini bilgisi görüşünü görüşünde mesajını tepkisini
        dikkat_çekti nitelendir\w+ tanımla\w+ sözleri sözlerini sözleriyle sözlerine şeklinde devam_etti
        sürdürdü dile_getirdi söylemişti belirtmişti sözünü eleştirisinde eleştirisini hatırlattı hatırlatan
        diyordu deyip diyebildi"""
    ),
    passive=words(r"""denildi kaydedildi bildirildi belirtildi vurgulandı edildi yer_verildi kullanıldı
        açıklaması ifadelere bilgisi"""
    ),
    attributive=words(r"""diyen söyleyen belirten ifade_eden açıklayan vurgulayan kaydeden konuşan ekleyen
        bildiren anlatan aktaran kullanan savunan nitelendiren tanımlayan bilgisini_veren diye_konuşan
        şeklinde_konuşan hatırlatan"""
    ),
    according=words("göre"),
    owned=words("sözleri sözleriyle sözlerine sözlerini açıklaması çıkışı"),
    owners=frozenset(("ona", "onun")),
    offices=words(r"""(?!\w*bakanl)\w*bakan\w* cumhurbaşkan(?!l)\w* (?!başkanlı)başkan\w* sözcü\w*
        (?!büyükelçili)büyükelçi\w* danışman\w* sekreter\w* müsteşar\w* temsilci\w* komutan\w* vali(?:si)?\w*
        general\w* elçi(?!li)\w* yetkili\w* diplomat\w* müdür(?!lü)\w* kral(?:ı|içe\w*)? konsolos(?!lu)\w*
        kaymakam\w* bakan_yardımcı\w*"""
    ),
    trades=words(r"""uzman\w* analist\w* gazeteci\w* akademisyen\w* profesör\w* ekonomist\w* avukat\w*
        yazar\w* esnaf\w* çiftçi\w* lider\w* vatandaş\w* öğretmen\w* doktor\w* aktivist\w* şoför\w* sakin\w*
        balıkçı\w* milletvekil\w* köylü\w* muhtar\w* işçi\w* öğrenci\w* biri senatör\w* belediye_başkan\w*
        tarihçi\w* muhabir\w* sanatçı\w* yönetmen\w*"""
    ),
    generic=words(r"bakan başkan sözcü danışman diplomat siyasetçi"),
    past=words(r"eski emekli sabık"),
    bodies=words(r"""\w*bakanlı\w+ \w*elçili\w+ müdürlü\w+ \w*başkanlı\w+ konsoloslu\w+ valili\w+ kurumu\w*
        kurulu\w* komitesi\w* partisi\w* hükümet\w* genelkurmay\w* komisyonu\w* birliği\w* derneği\w*
        belediyesi\w* emniyet\w* savcılı\w+ ordu(?:su)?\w* parlamento\w* meclis\w* bankası\w* şirketi\w*
        vakfı\w* konseyi\w* sendikası\w* federasyonu\w* sekreterliğ\w+"""
    ),
    states=words(r"""\w*bakan\w* \w*başbakan\w* cumhurbaşkan\w* büyükelçi\w* hükümet\w* parlamento\w*
        genelkurmay\w* konsolos\w* kral\w* ordu\w*"""
    ),
    portfolios=words(r"""\w*işleri savunma maliye hazine ulaştırma sağlık (?:millî|milli) eğitim adalet enerji
        tarım çevre kültür turizm sanayi ticaret çalışma aile gençlik spor ekonomi devlet orman su altyapı
        teknoloji gümrük merkez genel dış iç yüksek ana muhalefet parti meclis belediye cumhurbaşkan\w*
        başbakan\w* bakan\w* hükümet\w* basın iletişim güvenlik ulusal şehircilik eski emekli yardımcı\w* kara
        deniz hava kuvvetleri özel ve"""
    ),
    titles=words(r"""sözde gazetesi\w* dergisi\w* ajansı\w* televizyonu\w* kanalı\w* sitesi\w* filmi\w*
        kitabı\w* romanı\w* belgeseli\w* projesi\w* programı\w* partisi\w* şirketi\w* ödülü\w* yasası\w*
        operasyonu\w* festivali\w* sergisi\w* adlı isimli başlıklı konferansı\w* forumu\w* dizisi\w* şarkısı\w*"""
    ),
    media=words(r"gazetesi\w* dergisi\w* ajansı\w* televizyonu\w* kanalı\w* sitesi\w*"),
    outlets=words(r"AA TRT Anadolu_Ajansı\w* Reuters CNN BBC NTV Habertürk DHA İHA Sputnik TASS Bloomberg"),
    pronouns=frozenset(("o", "kendisi")),
    stops=frozenset("""ve ile ama ancak ise de da bir bu şu için göre kadar sonra önce konuşan diyen söyleyen
        belirten yaptığı her yapan olan olarak daha çok en ilişkin ayrıca öte yandan diye konuyla ilgili üzerine
        karşı rağmen karşılık arasında hakkında konusunda dair beri hem""".split()
    ),
    bars=re.compile(
        r"(?![A-ZÇĞİÖŞÜ])(?:\w{3,}(?:[ae]n|[ıiuü]p|arak|erek)|\w+[dt][ae](?:n|ki)?)$|\w+['’](?:\w*[ae]|[dt][ae]n|[ıiuü])$"
    ),
    resumes=words(r"söz(?:lerini|lerine)? konuşmasını şöyle şunları şu devamla"),
    indefinite=frozenset(("bir",)),
    drops_subject=True,
    days=days(
        "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar", "bugün", "dün"
    ),
    unsaid_before=re.compile(r"(?<!\w)(?:sözde|güya|sanki)(?:\s[^\s]+){0,3}$", re.IGNORECASE),
    unsaid_behind=re.compile(r"m[iıuü](?:ydi|ydı)?(?!\w)"),
    others_behind=re.compile(
        r"(?:(?:yönündeki|şeklindeki) )?(?:iddia(?:sını|larını|sına|larına)|söylenti\w*|haberlerin[ie])(?!\w)",
        re.IGNORECASE,
    ),
    asking=frozenset("neden niçin niye nasıl kim ne nerede zaman".split()),
    not_on=words("her gelecek önümüzdeki"),
    name=name,
    last_name=last_name,
    place=place,
    body=body,
    subject=subject,
    nations=stems(
        US="abd amerika",
        RU="rus rusya moskova kremlin",
        AM="ermeni erivan",
        AZ="azeri bakü",
        GE="gürcü tiflis",
        TR="türk türkiye ankara",
        GB="ingiliz",
        DE="alman",
        FR="fransız",
    ),
)  # fmt: skip
