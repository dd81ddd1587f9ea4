"""Turkish: Zaharova, “...” dedi. “...” diyen Zaharova. Cases follow an apostrophe."""

from __future__ import annotations

import re

from index.attribute.languages.rules import Rules, stems, words


def citation(word: str) -> str:
    return re.split(r"['’]", word)[0]


TURKISH = Rules(
    code="tr",
    order="subject-verb",
    verbs=words(
        r"""dedi(?:ler)? diye diyor(?:lar)? diyen diyerek söyledi söylüyor söyleyen belirtti belirten
        ifade(?:sini|lerini)? açıkladı açıklayan vurguladı vurgulayan kaydetti kaydeden konuştu konuşan ekledi
        bildirdi yazdı yanıtını yanıt(?:ladı)? cevabını sordu anlattı aktardı dile_getirdi paylaştı denildi
        kullandı uyardı savundu kaydedildi bildirildi belirtildi vurgulandı edildi yorumunu değerlendirmesini"""
    ),
    offices=words(
        r"""\w*bakan[ıi]?\w* \w*başbakan\w* cumhurbaşkan\w* başkan\w* sözcü\w* büyükelçi\w* danışman\w*
        sekreter\w* genel_sekreter\w* müsteşar\w* temsilci\w* komutan\w* vali\w* general\w* elçi\w* yetkili\w*
        diplomat\w* müdür\w* bakanlı\w* milletvekil\w* kral\w* konsolos\w*"""
    ),
    trades=words(
        r"""uzman\w* analist\w* gazeteci\w* akademisyen\w* profesör\w* ekonomist\w* avukat\w* yazar\w* esnaf\w*
        çiftçi\w* lider\w* vatandaş\w* öğretmen\w* doktor\w* aktivist\w* muhalefet\w* şoför\w*"""
    ),
    drops_subject=True,
    passive=words(r"denildi kaydedildi bildirildi belirtildi vurgulandı edildi"),
    past=words(r"eski emekli"),
    pronouns=frozenset(("o", "kendisi")),
    stops=frozenset(
        """ve ile ama ancak ise de da bir bu şu için göre kadar sonra önce konuşan diyen söyleyen belirten
        yaptığı düzenlenen gelen giden olan gezen kaçınan""".split()
    ),
    nations=stems(
        US="abd amerikan",
        RU="rus moskova",
        AM="ermeni erivan",
        AZ="azeri bakü",
        GE="gürcü tiflis",
        TR="türk ankara",
        GB="ingiliz",
        DE="alman",
        FR="fransız",
    ),
    citation=citation,
)
