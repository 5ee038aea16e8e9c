"""Reading of one source; what cannot be read in it is named and does not keep the rest from being read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from unlike import readers
from unlike.corpus.corpus_types import CorpusSource, TaskSettings
from unlike.errors import InputError
from unlike.readers import Import, ReadOptions, ReadResult
from unlike.readers.import_result import import_of
from unlike.results.corpus_summary import SourceFailure


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What was read of a source.

    Attributes:
        imported: its conversations; None where there is none.
        failures: what could not be read.
        notes: what else should be known.
    """

    imported: Import | None
    failures: tuple[SourceFailure, ...]
    notes: tuple[tuple[str, str], ...] = ()


def read_source(source: CorpusSource, settings: TaskSettings) -> SourceReading:
    """Read a source; nothing of the data is raised."""
    zone = ZoneInfo(settings.zone)
    options = ReadOptions(zone, settings.date_order, settings.app)
    path = Path(source.path)
    try:
        imported = readers.read([path], options)
    except InputError as error:
        if not path.is_dir():
            return SourceReading(None, (_failure(source, error),))
        return _read_entries(source, path, options)
    return _reading(source, imported, [])


def _read_entries(source: CorpusSource, path: Path, options: ReadOptions) -> SourceReading:
    """Read a folder entry by entry, since as a whole it cannot be."""
    results: list[ReadResult] = []
    failures: list[SourceFailure] = []
    for entry in sorted(path.iterdir()):
        try:
            results += readers.read([entry], options).results
        except InputError as error:
            failures.append(_failure(source, error, entry.name))
    if not results:
        return SourceReading(None, tuple(failures))
    return _reading(source, import_of(results, options.zone), failures)


def _reading(source: CorpusSource, imported: Import, failures: list[SourceFailure]) -> SourceReading:
    """What was read; a date that only its owner can explain is a failure of its conversation."""
    questions = [
        SourceFailure(
            source.name, "DateOrderError", f"{question.path.name}: {question.example}: day or month first? --date-order"
        )
        for question in imported.questions
    ]
    notes = tuple(
        (source.name, f"{conversation.title}: {note}")
        for conversation in imported.conversations
        for note in conversation.notes
    )
    whole = imported if imported.conversations else None
    return SourceReading(whole, (*failures, *questions), notes)


def _failure(source: CorpusSource, error: InputError, entry: str = "") -> SourceFailure:
    return SourceFailure(f"{source.name}/{entry}" if entry else source.name, type(error).__name__, str(error))
