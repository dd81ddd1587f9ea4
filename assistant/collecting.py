"""What a draft has collected, as the record has it now: every quotation cut anew, and what has become of its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.briefs.collection import Collection, Quoted, Written
from assistant.briefs.rules import Rules
from assistant.checking.check import Checker, quotations_typed
from assistant.conversation import Conversations
from assistant.standing import standing
from assistant.verify import cite
from index.attribute.attributor import Attributes
from index.library import Library
from index.record.conversations import KeptCitation
from index.record.drafts import Item


def collected(
    name: str, conversations: Conversations, library: Library, attributor: Attributes, *, made: date
) -> Collection:
    """Footnotes are numbered in the order of what is there and may be shown. What people have typed between quotation
    marks is checked as `verify` does. Raises UnknownDraft.
    """
    checker = Checker(library)
    store, rules = library.store, Rules(library.settings.outlets, made)
    draft, items = store.drafts.read(name)
    places = [_place(one) for one in items if isinstance(one, Item)]
    cited = {one.number: cite(one) for one in conversations.cut(places)}
    become = dict(standing(places, store))
    parts: list[Quoted | Written] = []
    footnotes = 0
    for one in items:
        if isinstance(one, Item):
            citation = cited.get(one.number)
            embargo = rules.embargo(citation.article) if citation else None
            allowed = None
            if citation is not None and embargo is None:
                footnotes += 1
                allowed = rules.allowed(replace(citation, number=footnotes), one.elided)
            checked = checker.verify(quotations_typed(one.note, attributor))
            stands = embargo or become.get(one.number)
            parts.append(Quoted(item=one, allowed=allowed, become=stands, checked=checked))
        else:
            parts.append(Written(item=one, checked=checker.verify(quotations_typed(one.text, attributor))))
    return Collection(draft=draft, made=made, parts=tuple(parts))


def _place(one: Item) -> KeptCitation:
    return KeptCitation(
        number=one.number,
        part="citation",
        kind=one.kind,
        article=one.article,
        revision=one.revision,
        span=one.span,
    )
