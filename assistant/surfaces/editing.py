"""Commands of an editor: correct, corrections."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import Json, app, open_library, print_json, say
from assistant.surfaces.audit import audited_as_json, told
from assistant.surfaces.questions import span_at
from assistant.surfaces.terminal import out_console

if TYPE_CHECKING:
    from assistant.library import Library
    from index.correcting.correction import Audited, Change
    from index.span import Span

NOBODY = "none"  # what to write where there is no speaker, role or actor


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """What the user names to be corrected, in one of four ways; `at` goes with the first."""

    quotation: str | None
    at: str | None
    words: str | None
    alias: str | None
    number: int | None

    @property
    def ways(self) -> list[str]:
        """Those that are used."""
        values = {"QUOTATION": self.quotation, "--words": self.words, "--alias": self.alias, "--number": self.number}
        return [name for name, value in values.items() if value is not None]


@app.command()
def correct(
    quotation: Annotated[
        str | None,
        typer.Argument(metavar="QUOTATION", help="An article's id, with --at as `show` takes it; or a quotation's."),
    ] = None,
    at: Annotated[str | None, typer.Option(metavar="S:E", help="The quotation's place in the article.")] = None,
    words: Annotated[str | None, typer.Option(help="The quotation by its words, in place of QUOTATION.")] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it, or none.")] = None,
    role: Annotated[str | None, typer.Option(help="In which role, or none.")] = None,
    actor: Annotated[str | None, typer.Option(help="For which country or body, or none.")] = None,
    not_a_quotation: Annotated[
        bool, typer.Option("--not-a-quotation", help="Nobody is quoted with these words: hide them.")
    ] = False,
    alias: Annotated[
        str | None, typer.Option(metavar="ALIAS=NAME", help="Two names of one; the second is the one shown.")
    ] = None,
    number: Annotated[int | None, typer.Option(min=1, help="With --undo: the number of a correction.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the correction that applies.")] = False,
    by: Annotated[str | None, typer.Option(metavar="AUTHOR", help="Who corrects; your user name otherwise.")] = None,
    note: Annotated[str | None, typer.Option(help="Why, for the record.")] = None,
    as_json: Json = False,
) -> None:
    """Correct who said a quotation, or join two names, for good: wherever these words stand, now and later."""
    from index.correcting.correction import OfCorrection

    meant = _Meant(quotation=quotation, at=at, words=words, alias=alias, number=number)
    change = _change(speaker, role, actor, not_a_quotation)
    _agree(meant, change, undo)
    author = by if by is not None else _user()
    with open_library() as library:
        kept = library.corrections
        if undo:
            done = kept.undo(_to_undo(library, meant), by=author, note=note)
        elif meant.alias is not None:
            done = kept.join(*_names(meant.alias), by=author, note=note)
        else:
            done = kept.correct(
                meant.quotation,
                by=author,
                at=_place(library, meant),
                words=meant.words,
                speaker=change.speaker,
                role=change.role,
                actor=change.actor,
                dismissed=change.dismissed,
                note=note,
            )
        undone = done.correction.of.undoes if isinstance(done.correction.of, OfCorrection) else None
        before = next((one for one in kept.all() if one.correction.number == undone), None)
    if as_json:
        print_json(audited_as_json(done))
        return
    _print(done)
    if before is not None:
        _print(before)


@app.command()
def corrections(as_json: Json = False) -> None:
    """List all corrections ever made: who, when, what was and what is, and which are undone."""
    with open_library() as library:
        made = library.corrections.all()
    if as_json:
        print_json({"corrections": [audited_as_json(one) for one in made]})
        return
    for one in made:
        _print(one)
    if not made:
        say("no corrections")


def _change(speaker: str | None, role: str | None, actor: str | None, not_a_quotation: bool) -> Change:
    from index.correcting.correction import UNSET, Change

    def given(value: str | None) -> Any:
        if value is None:
            return UNSET
        return None if value.strip().lower() == NOBODY else value

    return Change(speaker=given(speaker), role=given(role), actor=given(actor), dismissed=not_a_quotation)


def _agree(meant: _Meant, change: Change, undo: bool) -> None:
    """Raise BadParameter where the options contradict each other or say too little."""
    from index.correcting.correction import Change

    given = meant.ways
    if len(given) != 1:
        asked = f"{' and '.join(given)} exclude each other" if given else "nothing is named to be corrected"
        raise typer.BadParameter(f"{asked}; give one of QUOTATION, --words, --alias and --number")
    if meant.at is not None and meant.quotation is None:
        raise typer.BadParameter("--at goes with an article's id")
    if meant.number is not None and not undo:
        raise typer.BadParameter("--number goes with --undo")
    if change != Change() and (undo or meant.alias is not None):
        raise typer.BadParameter("--undo and --alias set no speaker, role or actor, and dismiss nothing")
    if change == Change() and not undo and meant.alias is None:
        raise typer.BadParameter("nothing to set; give --speaker, --role, --actor or --not-a-quotation, or --undo")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # as different versions and platforms say that there is none
        raise typer.BadParameter("your user name is not known here; say with --by who corrects") from None


def _names(alias: str) -> tuple[str, str]:
    one, equals, other = alias.partition("=")
    if not (equals and one.strip() and other.strip()):
        raise typer.BadParameter(f"--alias {alias!r}: write two names as ALIAS=NAME, the one to be shown behind")
    return " ".join(one.split()), " ".join(other.split())


def _place(library: Library, meant: _Meant) -> Span | None:
    if meant.at is None or meant.quotation is None:
        return None
    return span_at(meant.at, len(library.article(meant.quotation).text))


def _to_undo(library: Library, meant: _Meant) -> int:
    """The number of the correction that is to be undone."""
    if meant.number is not None:
        return meant.number
    if meant.alias is not None:
        return library.corrections.joining(*_names(meant.alias))
    return library.corrections.applied_to(meant.quotation, at=_place(library, meant), words=meant.words)


def _print(made: Audited) -> None:
    for line in told(made):
        out_console().print(line, markup=False, highlight=False, soft_wrap=True)
