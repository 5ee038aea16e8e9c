"""The documents beside the tables of a corpus: how they were made, to be cited, and what is where."""

from __future__ import annotations

import csv
import io
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final

import msgspec
import numpy as np
import polars as pl

from unlike.analysis.least_history import MIN_ACTIVE_DAYS, MIN_MESSAGES
from unlike.analysis.person import FALSE_SPELLS_PER_YEAR
from unlike.analysis.unread_records import MAX_UNREAD_SHARE
from unlike.core.spreadsheet_cells import spreadsheet_cell
from unlike.corpus.corpus_discoveries import FAMILIES, MAX_FALSE_DISCOVERY_RATE
from unlike.corpus.corpus_types import CorpusOptions
from unlike.results.corpus_summary import CorpusSummary, SourceFailure

_FAMILY_NAMES: Final = {"now": "last messages", "spells": "spells", "shifts": "lasting shifts"}


def settings_json(options: CorpusOptions) -> bytes:
    """Settings and versions that the tables depend on; a run goes on only where they are the same."""
    settings = {
        "zone": options.zone,
        "date_order": options.date_order,
        "app": options.app,
        "text": options.text,
        "own_key": options.key_file is not None,
        "versions": {
            "unlike": version("unlike"),
            "polars": pl.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
    }
    return msgspec.json.format(msgspec.json.encode(settings)) + b"\n"


def manifest_json(summary: CorpusSummary, tables: Sequence[str]) -> bytes:
    """Counts of the corpus, and its files."""
    document: dict[str, Any] = {
        "sources": summary.sources,
        "conversations": summary.conversations,
        "messages": summary.messages,
        "people": summary.people,
        "not_read": len(summary.failures),
        "histories_compared": summary.compared,
        "discoveries": summary.discovered,
        "false_discovery_rate": MAX_FALSE_DISCOVERY_RATE,
        "files": sorted(tables),
    }
    return msgspec.json.format(msgspec.json.encode(document)) + b"\n"


def failures_csv(failures: Iterable[SourceFailure]) -> bytes:
    """CSV of sources that could not be read and why, by name of the source: not to be passed on."""
    return _csv_bytes(("source", "error", "why"), ((failure.source, failure.kind, failure.why) for failure in failures))


def notes_csv(notes: Iterable[tuple[str, str]]) -> bytes:
    """CSV of notes about the reading, by name of the source: not to be passed on."""
    return _csv_bytes(("source", "note"), notes)


def sources_csv(pseudonyms: Iterable[tuple[str, str]]) -> bytes:
    """Pseudonym and name of every source: not to be passed on."""
    return _csv_bytes(("source", "name"), pseudonyms)


def _csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(map(spreadsheet_cell, row) for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def methods_text(options: CorpusOptions, summary: CorpusSummary) -> str:
    """Describe how the tables were made, as Markdown that can be cited."""
    text = (
        "The table of messages keeps what was written, unchanged."
        if options.text
        else "No word of a message is in the tables: messages are times, senders, kinds and lengths."
    )
    controlled = "\n".join(
        f"| {_FAMILY_NAMES[name]} | {summary.compared.get(name, 0)} | {summary.discovered.get(name, 0)} |"
        for name in FAMILIES
    )
    template = files("unlike.corpus").joinpath("methods.md").read_text("utf-8")
    return template.format(
        version=version("unlike"),
        polars=pl.__version__,
        numpy=np.__version__,
        python=platform.python_version(),
        sources=summary.sources,
        conversations=summary.conversations,
        messages=summary.messages,
        people=summary.people,
        failures=len(summary.failures),
        zone=options.zone,
        text=text,
        days=MIN_ACTIVE_DAYS,
        least=MIN_MESSAGES,
        unread=f"{MAX_UNREAD_SHARE:.0%}",
        rate=FALSE_SPELLS_PER_YEAR,
        fdr=f"{MAX_FALSE_DISCOVERY_RATE:.0%}",
        controlled=controlled,
    )
