"""Bytes become text, unchanged, or are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import Rejected
from index.text.decode import decode

# Invented.
RUSSIAN = "Министерство сожалеет о решении заморозить участие, сказала представитель ведомства. «Мы готовы к диалогу»."
UKRAINIAN = "Речниця міністерства заявила, що шкодує про це рішення. Її слова наводить агентство."
TURKISH = "Bakanlık sözcüsü, kararın üzücü olduğunu söyledi ve görüşmelerin süreceğini bildirdi."
ENGLISH = "The ministry said it “regrets” the decision of the café’s owners – and of the others."
ARMENIAN_IN_ARMSCII_8 = bytes.fromhex("d0b3dbb3ebefb3dd20b3ebb3f320cfb3e9b3bdb3f120") * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", ["Ի՞նչ\r\n\tասաց \n", "e\u0301\u00a0\u200b\r", "\N{GRINNING FACE} \ufffd"])
def test_no_character_is_changed(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_only_a_leading_mark_is_not_text() -> None:
    assert decode("\ufeff\ufeffa\ufeff".encode(), "a.txt") == "\ufeffa\ufeff"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "koi8-r"),
        (RUSSIAN.upper().replace("«", '"').replace("»", '"'), "koi8-r"),
        (RUSSIAN.upper(), "cp1251"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "cp866"),
        (UKRAINIAN, "cp1251"),
        (TURKISH, "cp1254"),
        (TURKISH, "iso8859-9"),
        (ENGLISH, "cp1252"),
    ],
)
def test_old_encodings_of_the_region_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"%PDF-1.7 \xff\xfe", "not text but a PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "not text but an image", id="png"),
        pytest.param(b"PK\x03\x04word/document.xml", "not text but a ZIP archive or an office document", id="docx"),
        pytest.param(b"text\0text", "NUL bytes", id="nul"),
        pytest.param("text".encode("utf-16-le"), "NUL bytes; if it is UTF-16 without its mark", id="utf-16 unmarked"),
        pytest.param(b"\xff\xfea\x00\x00\xd8", "damaged utf-16 at byte 4", id="half a surrogate pair"),
        pytest.param("Ասաց, որ ցավում է".encode()[:-1] + b"!", "damaged UTF-8 at byte 28", id="damaged"),
        pytest.param(ARMENIAN_IN_ARMSCII_8, "its encoding cannot be told", id="armscii-8"),
        pytest.param("俄罗斯外交部发言人表示遗憾。".encode("gbk"), "its encoding cannot be told", id="gbk"),
        pytest.param("Ο εκπρόσωπος δήλωσε ότι λυπάται.".encode("cp1253"), "its encoding cannot be told", id="greek"),
        pytest.param("Mluvčí řekla, že lituje.".encode("cp1250"), "its encoding cannot be told", id="czech"),
        pytest.param(bytes(range(128, 256)), "its encoding cannot be told", id="noise"),
    ],
)
def test_what_is_not_surely_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Rejected, match=said) as refused:
        decode(data, "a.txt")
    assert str(refused.value).startswith("a.txt: ")


@pytest.mark.parametrize(
    ("declared", "encoding"), [("windows-1251", "cp1251"), ("ISO-8859-9", "cp1254"), ("koi8-r", "koi8-r")]
)
def test_a_declared_encoding_is_honoured(declared: str, encoding: str) -> None:
    text = "Эркин" if encoding != "cp1254" else "Şuşa – İlk"
    assert decode(text.encode(encoding), "a.html", declared) == text


@pytest.mark.parametrize("declared", ["utf-16", "unicode_escape", "rot13", "hex", "nonsense"])
def test_a_declaration_that_cannot_be_is_passed_over(declared: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), "a.html", declared) == RUSSIAN


@pytest.mark.parametrize(
    ("language", "encoding"), [("ru", "cp1251"), ("ru", "koi8-r"), ("tr", "cp1254"), ("en", "cp1252")]
)
@pytest.mark.parametrize("length", [80, 10_000])
def test_real_paragraphs_are_read_right_or_not_at_all(shared: Path, language: str, encoding: str, length: int) -> None:
    data = json.loads((shared / f"data/xquad/xquad.{language}.json").read_text("utf-8"))["data"]
    texts = [paragraph["context"][:length] for item in data for paragraph in item["paragraphs"]]
    encoded = [data for text in texts if not (data := text.encode(encoding, "ignore")).isascii()]
    read = 0
    for one in encoded:
        try:
            assert decode(one, "a.txt") == one.decode(encoding)
        except Rejected:
            continue
        read += 1
    assert read >= 0.96 * len(encoded)
