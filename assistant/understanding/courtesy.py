"""Courtesies: what is said to whoever is there, and asks nothing of an archive ("hello", "спасибо")."""

from __future__ import annotations

import re

from assistant.understanding.aside import EDGES

COURTESIES = {
    "en": r"hello|hi|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|how are you|who are you|goodbye|bye",
    "ru": r"привет|здравствуйте?|добр(?:ое утро|ый день|ый вечер)|спасибо|как дела|до свидания",
    "tr": r"merhaba|selam|günaydın|iyi (?:günler|akşamlar)|teşekkür(?:ler| ederim)|nasılsın(?:ız)?|hoşça kal(?:ın)?",
    "az": r"salam|sabahınız xeyir|axşamınız xeyir|təşəkkür(?:lər| edirəm)|sağ ?olun?|necəsən|necəsiniz",
    "hy": r"բարև(?: ձեզ)?|բարի (?:լույս|օր|երեկո)|շնորհակալություն|շնորհակալ եմ|ինչպես ես|ինչպես եք|ցտեսություն",
    "ka": r"გამარჯობა(?:თ)?|დილა მშვიდობისა|საღამო მშვიდობისა|გმადლობთ?|მადლობა|როგორ ხარ(?:თ)?|ნახვამდის",
}
_ONLY = re.compile(rf"(?:(?:{'|'.join(COURTESIES.values())})[\s{re.escape(EDGES)}]*)+", re.IGNORECASE)


def is_courtesy(text: str) -> bool:
    """Whether there is nothing else in the text, in whichever of the languages served."""
    return _ONLY.fullmatch(text.strip(EDGES)) is not None
