"""Sentences of `unlike corpus` and `unlike donate`: what was read, what was not, and where everything lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from unlike.i18n import translate, translate_plural
from unlike.results.corpus_summary import CorpusSummary


def corpus_lines(summary: CorpusSummary, folder: Path) -> Iterator[str]:
    """Summary of a run, one sentence a line.

    Args:
        summary: of the run.
        folder: with its tables.
    """
    yield translate(
        "{sources} sources: {conversations} conversations with {messages} messages, {people} histories of people.",
        sources=summary.sources,
        conversations=summary.conversations,
        messages=summary.messages,
        people=summary.people,
    )
    if summary.resumed:
        yield translate_plural(
            "{number} source had been done before.", "{number} sources had been done before.", summary.resumed
        )
    spells, shifts, now = (summary.discovered.get(family, 0) for family in ("spells", "shifts", "now"))
    yield translate(
        "False discoveries are held to one in ten over everybody together: spells stand in {spells} histories, lasting "
        "shifts in {shifts}, and {now} are unlike themselves now.",
        spells=spells,
        shifts=shifts,
        now=now,
    )
    yield translate("The tables are in {folder}. Begin with methods.md and codebook.csv.", folder=folder)
    yield translate("Never pass on the folder “private”: names of files are in it.")


def failures_line(failures: int, folder: Path) -> str:
    """How much could not be read, and where that stands."""
    return translate_plural(
        "{number} thing could not be read; {file} says which and why.",
        "{number} things could not be read; {file} says which and why.",
        failures,
        file=folder / "private" / "failed.csv",
    )


def donation_line(rows: int, file: Path) -> str:
    """How many rows a donation has, and where they are."""
    return translate_plural(
        "{number} row, as shown, is in {file}. Nothing was sent.",
        "{number} rows, as shown, are in {file}. Nothing was sent.",
        rows,
        file=file,
    )
