"""The small words that tell a short question's language, where names in it mislead letter statistics."""

from __future__ import annotations


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_TURKISH_AND_AZERBAIJANI = _words(
    "bir bu bunu da daha de dedi edib gibi kim kimdir kimin o olan oldu olur sonra var ya zaman çox çok etdi etti"
)
FUNCTION_WORDS = {
    "en": _words(
        "a about after against an any are at be been by can could did do does during for from had has have how if in "
        "is it its many much of on or said say says should tell than that the their there these they this to was were "
        "what when where which who whom whose why will with would you"
    ),
    "tr": _TURKISH_AND_AZERBAIJANI
    | _words(
        "ama değil diye en göre hakkında hangi hangisi hangisidir ile ise için kaç kaçtır karşı kime kimi kimler "
        "konusunda mi mu mü mı nasıl ne neden nedir neler nelerdir nerede nereden nereye neresi neyi neyin niçin niye "
        "olarak söyledi söylüyor ve veya vardır önce üzerinde şey şu"
    ),
    "az": _TURKISH_AND_AZERBAIJANI
    | _words(
        "amma barədə barəsində də deyib deyir edir ən görə hansı hansıdır haqda haqqında hara harada haradan ilə isə "
        "kimə mi mu mü mı necə neçə neçədir niyə nə nədir nələr nəyi nəyə olaraq söylədi üçün və əvvəl"
    ),
}
