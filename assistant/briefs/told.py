"""What quotations that somebody has typed are to the archive, as a draft tells it below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.briefs.labels import Labels
from assistant.briefs.page import Paragraph
from assistant.checking.check import Verified
from assistant.checking.checked import Checked, Place
from index.attribute import shown

OTHERS = frozenset({"other speaker", "unconfirmed"})  # verdicts on the speaker alone


def told(checked: Sequence[Verified], labels: Labels) -> Iterator[Paragraph]:
    """A paragraph on the quotations of one line, by their number in it; none where there are none.

    It repeats no word of them: what stands between marks in a draft is a quotation of it.
    """
    if checked:
        verdicts = (f"({number}) {_verdict(one.checked, labels)}" for number, one in enumerate(checked, 1))
        yield Paragraph(inlines=(f"[{labels('checked')}: {'; '.join(verdicts)}]",))


def _verdict(checked: Checked, labels: Labels) -> str:
    if not checked.places:
        return labels("checked_nowhere")
    place = _place(checked.places[0], labels)
    if checked.sound:
        return labels("checked_elided" if checked.elided else "checked_exact", place=place)
    return labels("checked_other" if checked.verdict in OTHERS else "checked_amiss", place=place)


def _place(place: Place, labels: Labels) -> str:
    article, quotation = place.article, place.quotation
    speaker = quotation.speaker.name if quotation and quotation.speaker and shown(quotation) else labels("unnamed")
    where = f"{article.id} {place.span.start}:{place.span.end}"
    return ", ".join(filter(None, (speaker, article.outlet, labels.day(article.day), where)))
