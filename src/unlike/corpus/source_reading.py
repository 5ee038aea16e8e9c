"""Reading of one source; what cannot be read in it is named and does not keep the rest from being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from unlike import readers
from unlike.corpus.corpus_plan import visible_files
from unlike.corpus.corpus_types import CorpusSource, TaskSettings
from unlike.errors import InputError
from unlike.i18n import mark, translate_lazy
from unlike.readers import Import, ParsedConversation, Reader, ReadOptions, ReadResult
from unlike.readers.claims import Claim, claims_at
from unlike.readers.driver import claims_in, results_of
from unlike.readers.file_names import KnownNames
from unlike.readers.import_result import import_of, import_of_histories
from unlike.results.corpus_summary import SourceFailure

_BESIDE: Final = mark("It was not read, because it lies beside another export. Put it into a folder of its own.")


@dataclass(frozen=True, slots=True)
class SourceReading:
    """Result of reading a source.

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
        results, failures = _read_path(path, source.name, options)
    except InputError as error:
        results, failures = _read_entries(path, source.name, options) if path.is_dir() else ([], [])
        failures = failures or [_failure(source.name, error)]
    if not results:
        return SourceReading(None, tuple(failures))
    return _source_reading(
        source, _separate_conversations(results, zone) if source.is_part else import_of(results, zone), failures
    )


def _separate_conversations(results: Sequence[ReadResult], zone: ZoneInfo) -> Import:
    """Import of the conversations of one table without joining any, however similar they look."""
    return import_of_histories([part for part in results if isinstance(part, ParsedConversation)], results, zone)


def _read_path(path: Path, name: str, options: ReadOptions) -> tuple[list[ReadResult], list[SourceFailure]]:
    """Read the exports at a path, and name the files beside them that are not read.

    Raises:
        InputError: there is no export, or one of them cannot be used.
    """
    claims = claims_in([path], options)
    results = results_of(claims, options)
    unclaimed = list(dict.fromkeys(neighbour for claim in claims for neighbour in claim.unclaimed))
    passed_over = _passed_over_files(path, claims) if path.is_dir() else []
    names = unclaimed + [file.relative_to(path).as_posix() for file in passed_over if file.name not in unclaimed]
    why = translate_lazy(_BESIDE)
    return results, [SourceFailure(f"{name}/{neighbour}", "PassedOver", why) for neighbour in names]


def _read_entries(path: Path, name: str, options: ReadOptions) -> tuple[list[ReadResult], list[SourceFailure]]:
    """Read a folder entry by entry, because it cannot be read as a whole."""
    results: list[ReadResult] = []
    failures: list[SourceFailure] = []
    for entry in sorted(entry for entry in path.iterdir() if not entry.name.startswith(".")):
        try:
            entry_results, entry_failures = _read_path(entry, f"{name}/{entry.name}", options)
        except InputError as error:
            failures.append(_failure(f"{name}/{entry.name}", error))
        else:
            results += entry_results
            failures += entry_failures
    return results, failures


def _passed_over_files(folder: Path, claims: Sequence[Claim]) -> list[Path]:
    """Exports in a folder that are not read, because they count as sent in a chat or lie too deep."""
    all_readers = readers.readers()
    names = KnownNames(reader.file_names for reader in all_readers)
    files = [part for claim in claims for file in claim.export.files for part in (file, *file.companions)]
    read_paths = {file.disk_path or file.path for file in files}
    return [file for file in visible_files(folder) if file not in read_paths and _is_export(file, names, all_readers)]


def _is_export(file: Path, names: KnownNames, all_readers: Sequence[Reader]) -> bool:
    if file.suffix.lower() not in names.endings and not names.lacks_ending(file.name):
        return False
    try:
        return bool(claims_at(file, all_readers))
    except InputError:
        return False


def _source_reading(source: CorpusSource, imported: Import, failures: list[SourceFailure]) -> SourceReading:
    """Result of reading, in which a date order that only the owner can tell is a failure of its conversation."""
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
    conversations = imported if imported.conversations else None
    return SourceReading(conversations, (*failures, *questions), notes)


def _failure(name: str, error: InputError) -> SourceFailure:
    return SourceFailure(name, type(error).__name__, str(error))
