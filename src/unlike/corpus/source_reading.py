"""Reading of one source; what cannot be read in it is named and does not keep the rest from being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from unlike import readers
from unlike.corpus.corpus_types import CorpusSource, TaskSettings
from unlike.errors import InputError
from unlike.i18n import mark, translate_lazy
from unlike.readers import Import, ParsedConversation, Reader, ReadOptions, ReadResult
from unlike.readers.claims import claims_at
from unlike.readers.driver import read_results
from unlike.readers.import_result import import_of, import_of_histories
from unlike.results.corpus_summary import SourceFailure

_BESIDE: Final = mark("It was not read, because it lies beside another export. Put it into a folder of its own.")


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
        results = read_results([path], options)
        imported = _unjoined(results, zone) if source.is_part else import_of(results, zone)
    except InputError as error:
        if not path.is_dir():
            return SourceReading(None, (_failure(source, error),))
        return _read_entries(source, path, options)
    return _reading(source, imported, _passed_over(source, path) if path.is_dir() else [])


def _unjoined(results: Sequence[ReadResult], zone: ZoneInfo) -> Import:
    """Conversations of one table, of which no two are the same, however alike they look."""
    return import_of_histories([part for part in results if isinstance(part, ParsedConversation)], results, zone)


def _passed_over(source: CorpusSource, folder: Path) -> list[SourceFailure]:
    """Files of a folder that are exports, and count as sent in the chat whose own file lies beside them."""
    known = readers.readers()
    read = {file.disk_path or claim.export.path for claim in claims_at(folder, known) for file in claim.export.files}
    why = translate_lazy(
        mark("It was not read, because it lies beside another export. Put it into a folder of its own.")
    )
    return [
        SourceFailure(f"{source.name}/{entry.name}", "PassedOver", why)
        for entry in sorted(folder.iterdir())
        if entry.is_file() and entry not in read and _is_export(entry, known)
    ]


def _is_export(file: Path, known: Sequence[Reader]) -> bool:
    try:
        return not file.name.startswith(".") and bool(claims_at(file, known))
    except InputError:
        return False


def _read_entries(source: CorpusSource, path: Path, options: ReadOptions) -> SourceReading:
    """Read a folder entry by entry, since as a whole it cannot be."""
    results: list[ReadResult] = []
    failures: list[SourceFailure] = []
    for entry in sorted(path.iterdir()):
        try:
            results += read_results([entry], options)
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
