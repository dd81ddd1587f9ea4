"""Azerbaijani: Zaxarova deyib: “...”. “...”, - Zaxarova bildirib."""

from __future__ import annotations

import re

from index.attribute.languages.rules import Rules, stems, words


def citation(word: str) -> str:
    return re.split(r"['’]", word)[0]


AZERBAIJANI = Rules(
    code="az",
    order="subject-verb",
    verbs=words(
        r"""deyib dedi deyir deyən deyirlər deyiblər deyilir söyləyib söylədi söyləyir bildirib bildirdi
        bildirir bildirilir qeyd_edib qeyd_etdi qeyd_edir əlavə_edib əlavə_etdi vurğulayıb vurğuladı vurğulayır
        açıqlayıb açıqladı yazıb yazdı cavab_verib cavablandırıb xatırladıb bəyan_edib bəyan_etdi danışıb
        danışdı soruşub hesab_edir diyə deyə deyilib bildirilib vurğulanır qeyd_edilir"""
    ),
    offices=words(
        r"""prezident\w* baş_nazir\w* nazir\w* sözçü\w* nümayəndə\w* səfir\w* müşavir\w* katib\w* köməkçi\w*
        sədr\w* rəhbər\w* spiker\w* general\w* komandan\w* başçı\w* rəis\w* diplomat\w* elçi\w* nazirli\w*
        baş_katib\w* direktor\w* ombudsman\w*"""
    ),
    trades=words(
        r"""ekspert\w* analitik\w* jurnalist\w* politoloq\w* iqtisadçı\w* hüquqşünas\w* deputat\w* fermer\w*
        müəllim\w* lider\w* professor\w* yazıçı\w* sakin\w* fəal\w* şərhçi\w*"""
    ),
    drops_subject=True,
    passive=words(r"deyilir bildirilir deyilib bildirilib vurğulanır qeyd_edilir"),
    past=words(r"sabiq keçmiş"),
    pronouns=frozenset(("o", "onlar")),
    stops=frozenset(
        """və ilə amma lakin isə də da bir bu üçün görə qədər sonra əvvəl bunu barədə haqqında deyən bildirən
        edən olan zaman ki""".split()
    ),
    nations=stems(
        RU="rusiya rf rus moskva",
        US="abş amerika",
        AM="erməni irəvan",
        GE="gürcü",
        TR="türk ankara",
        AZ="bakı azərbaycan",
    ),
    citation=citation,
)
