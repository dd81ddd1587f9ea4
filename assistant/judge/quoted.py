"""Words between quotation marks: of a claim only such as stand in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Citation, Claim

CLOSING = {"“": "”", "„": "“”", "«": "»", "‹": "›", '"': '"'}  # by what opens; ’ is an apostrophe too often
# Single marks around two words and more; before and behind stands no letter, so that it is no apostrophe.
SINGLE = re.compile(r"(?<!\w)[‘‚'](?P<words>[^\s‘’'][^‘\n]*?\s[^‘\n]*?)[’'](?!\w)")


def only_quotes(claim: Claim, cited: Sequence[Citation]) -> bool:
    """Whether all words that the claim has between marks are the cited ones, or a name that has marks of its own."""
    known = [text for one in cited for text in _told(one)]
    rest = without_quotes(claim.text, cited)
    runs = [*quoted_in(rest), *(match["words"] for match in SINGLE.finditer(rest))]
    return all(any(_holds(text, run) for text in known) for run in runs)


def without_quotes(text: str, cited: Sequence[Citation]) -> str:
    """The claim without what code has put into it: the cited words between marks, a reported sentence at its end."""
    for one in cited:
        if one.kind != "indirect":
            text = text.replace(f"“{one.quote}”", " ")
        elif text.endswith(f": {one.quote}") and _runs(before := text.removesuffix(one.quote))[1] is None:
            text = before
    return text


def _told(citation: Citation) -> Iterator[str]:
    """What may stand between quotation marks: the words themselves, and names that have marks of their own.

    Of indirect speech only what the article itself has between marks: the rest is its own wording.
    """
    article, speaker = citation.article, citation.speaker
    yield from filter(None, (article.outlet, article.title, article.id))
    yield from quoted_in(citation.quote) if citation.kind == "indirect" else [citation.quote]
    if speaker is not None:
        yield from filter(None, (speaker.name, speaker.role))


def _holds(text: str, run: str) -> bool:
    """Whether the run stands in the text in whole words; a point before the closing mark is the claim's own."""
    bare = run.rstrip(".,").strip()
    return run == text or not bare or re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", text) is not None


def quoted_in(text: str) -> list[str]:
    """The runs between quotation marks, the outermost ones; one that is never closed runs to the end."""
    runs, last = _runs(text)
    return runs if last is None else [*runs, last]


def _runs(text: str) -> tuple[list[str], str | None]:
    """The runs between quotation marks, and the one that is not closed."""
    runs: list[str] = []
    open_marks: list[str] = []
    start = 0
    for at, character in enumerate(text):
        if open_marks and character in CLOSING[open_marks[-1]]:
            open_marks.pop()
            if not open_marks:
                runs.append(text[start:at])
        elif character in CLOSING:
            start = start if open_marks else at + 1
            open_marks.append(character)
    return runs, text[start:] if open_marks else None
