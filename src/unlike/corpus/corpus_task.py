"""One task of a corpus run: reads its sources, analyses everybody in them, and writes their rows in one piece."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from unlike.analysis.analysis_options import AnalysisOptions
from unlike.analysis.scope import Scope, chosen_people
from unlike.analysis.stages import DetectionStage
from unlike.corpus.corpus_folder import CorpusFolder
from unlike.corpus.corpus_plan import source_id
from unlike.corpus.corpus_rows import ConversationNames, conversation_tables
from unlike.corpus.corpus_types import CorpusSource, CorpusTask, TaskResult, TaskSettings
from unlike.corpus.pseudonyms import Pseudonyms, read_key
from unlike.corpus.source_reading import read_source
from unlike.readers import Import
from unlike.results.corpus_summary import SourceFailure


@dataclass(slots=True)
class _Batch:
    """Results of a task so far: tables by name and app, and counts."""

    pseudonyms: Pseudonyms
    settings: TaskSettings
    tables: dict[tuple[str, str], list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    failures: list[SourceFailure] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    conversations: int = 0
    messages: int = 0
    people: int = 0


def run_task(task: CorpusTask, settings: TaskSettings) -> TaskResult:
    """Read, analyse and write the sources of a task; a second time gives the same files.

    Mistakes over the data are failures in the result; only what concerns the output folder is raised.

    Raises:
        OSError: the output cannot be written.
    """
    start = time.process_time()
    folder = CorpusFolder(Path(settings.output))
    batch = _Batch(Pseudonyms(read_key(folder.key_file)), settings)
    for source in task.sources:
        _add_source(batch, source)
    result = TaskResult(
        id=task.id,
        size=task.size,
        sources=tuple((source_id(source), source.scope) for source in task.sources),
        failures=tuple(batch.failures),
        notes=tuple(batch.notes),
        files=tuple(_write_batch(batch, folder, task.id)),
        conversations=batch.conversations,
        messages=batch.messages,
        people=batch.people,
        seconds=time.process_time() - start,
    )
    folder.write_result(result)
    return result


def _add_source(batch: _Batch, source: CorpusSource) -> None:
    try:
        reading = read_source(source, batch.settings)
        batch.failures += reading.failures
        batch.notes += reading.notes
        if reading.imported is not None:
            _add_import(batch, source, reading.imported)
    except Exception as error:  # noqa: BLE001 - one source never stops the others; its kind and place are named
        batch.failures.append(SourceFailure(source.name, type(error).__name__, _failure_sentence(error)))


def _add_import(batch: _Batch, source: CorpusSource, imported: Import) -> None:
    """Analyse everybody in every conversation of a source."""
    people = chosen_people(imported.messages, "", None)
    stage = DetectionStage(Scope(imported.messages, "", people, imported.zone), AnalysisOptions(keepsakes=False))
    import_tables: list[tuple[str, str, pl.DataFrame]] = []
    messages = people_count = 0
    for conversation in imported.conversations:
        part = stage.conversation(conversation)
        measured = stage.measured.get(conversation.key) if any(person.enough for person in part.people) else None
        names = ConversationNames(batch.pseudonyms, source.scope, _key_in_source(source, conversation.key))
        tables = conversation_tables(part, measured, names, text=batch.settings.text)
        import_tables += [(name, conversation.app, table) for name, table in tables.items()]
        messages += part.messages
        people_count += len(part.people)
    for name, app, table in import_tables:
        batch.tables[name, app].append(table)
    batch.conversations += len(imported.conversations)
    batch.messages += messages
    batch.people += people_count


def _key_in_source(source: CorpusSource, key: str) -> str:
    """A conversation's key in its source; in a dataset of a conversation a file, files of one name are several."""
    return f"{source.file}\0{key}" if source.file else key


def _write_batch(batch: _Batch, folder: CorpusFolder, task: str) -> Iterator[str]:
    """Write every table of the batch, and return the places of those that stay as they are."""
    for (name, app), parts in sorted(batch.tables.items()):
        if name == "findings":  # false discoveries are controlled when everybody is there
            folder.write_table(folder.uncontrolled_path(app, task), pl.concat(parts))
        else:
            yield folder.write_table(folder.table_path(name, app, task), pl.concat(parts))


def _failure_sentence(error: Exception) -> str:
    """Sentence that names the place in the program that failed; never a word of the chat."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    location = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "an unknown place"
    return f"something inside broke at {location}; please report it"
