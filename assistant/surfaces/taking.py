"""Taking articles in at the command line: with progress, complaints as they come, and a report at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from assistant.surfaces.app import FAILED, INTERRUPTED, PARTLY, complain, print_json, say

if TYPE_CHECKING:
    from assistant import Report


def take_in(reports: Iterator[Report], *, size: int | None = None) -> Report:
    """Follow the adding of `size` bytes, as far as that is known, with progress. An interrupt says what was kept and
    ends the program.
    """
    from assistant import Report
    from assistant.surfaces.terminal import progress

    report, complained = Report(), 0
    with progress("adding", size) as advance:
        try:
            for report in reports:
                advance(report.bytes_read, f"{report.kept} added")
                for rejected in report.rejected[complained:]:
                    complain(rejected)
                complained = len(report.rejected)
        except KeyboardInterrupt:
            kept = f"interrupted; {report.kept} articles are kept and searchable, the batch in work is finished or"
            say(f"{kept} taken up again by the next command; run the same command again for the rest")
            raise typer.Exit(INTERRUPTED) from None
    return report


def conclude(report: Report, *, as_json: bool) -> None:
    """Print the report; something that was rejected makes the exit code."""
    if as_json:
        print_json(report_as_json(report))
    else:
        print(summary(report))
    if report.rejected:
        raise typer.Exit(PARTLY if report.kept or report.same else FAILED)


def summary(report: Report) -> str:
    copies = len(report.copies)
    linked = f"; {copies} of them {'is a copy' if copies == 1 else 'are copies'} of what was published before"
    return (
        f"{len(report.new)} new, {len(report.revised)} revised, {len(report.same)} already there,"
        f" {len(report.rejected)} rejected{linked if copies else ''}"
    )


def report_as_json(report: Report) -> dict[str, Any]:
    return {
        "new": report.new,
        "revised": report.revised,
        "same": report.same,
        "copies": [{"article": name, "copy_of": original} for name, original in report.copies.items()],
        "rejected": [{"source": one.source, "reason": one.reason} for one in report.rejected],
    }
