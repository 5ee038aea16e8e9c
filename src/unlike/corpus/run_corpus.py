"""A corpus run, from the folder of sources to the finished tables; interrupted anywhere, it can go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from unlike.corpus.corpus_discoveries import write_controlled_findings
from unlike.corpus.corpus_folder import CorpusFolder
from unlike.corpus.corpus_plan import source_id, sources_in, tasks_of
from unlike.corpus.corpus_schema import codebook
from unlike.corpus.corpus_task import run_task
from unlike.corpus.corpus_types import CorpusOptions, CorpusSource, LostTask, TaskResult, TaskSettings
from unlike.corpus.dataset_split import divide_dataset, parts_of
from unlike.corpus.executor import Executor
from unlike.corpus.methods_text import (
    failures_csv,
    manifest_json,
    methods_text,
    notes_csv,
    settings_json,
    sources_csv,
)
from unlike.corpus.pseudonyms import Pseudonyms, read_key, write_key
from unlike.errors import OutputError
from unlike.i18n import mark
from unlike.results.corpus_summary import CorpusSummary, SourceFailure

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in all)."""


def run_corpus(
    options: CorpusOptions, executor: Executor, progress: Progress = lambda _done, _all: None
) -> CorpusSummary:
    """Read a folder of sources and write its tables.

    Args:
        options: what is asked.
        executor: where tasks run; started.
        progress: of the tasks.

    Raises:
        InputError: there is nothing to read.
        OutputError: the output folder cannot be used.
    """
    sources = sources_in(options.source)
    folder = CorpusFolder(options.output)
    with folder.exclusive_access(settings_json(options)):
        stamps = "\n".join(sorted(map(source_id, sources))).encode()
        if folder.is_complete:
            return _finished_summary(folder, stamps)
        _prepare_key(folder, options)
        settings = TaskSettings(
            str(options.output.absolute()), options.zone, options.date_order, options.app, options.text
        )
        parts, failures = _divide_datasets(sources, settings, executor)
        folder.forget_stale({source_id(source) for source in parts})
        folder.remove_unfinished()
        resumed = sum(len(result.sources) for result in folder.results())
        failures += _run_tasks(parts, settings, executor, (options.batch_bytes, progress))
        folder.write_bytes(folder.private / "sources.txt", stamps)
        summary = _finish_run(folder, options, failures, (len(sources), resumed))
        folder.remove_work()
        return summary


def _prepare_key(folder: CorpusFolder, options: CorpusOptions) -> None:
    """Put the key where workers find it; a run that goes on has the one that it began with."""
    key = read_key(options.key_file) if options.key_file else None
    if folder.key_file.exists() and (key is None or read_key(folder.key_file) == key):
        return
    if folder.results():
        raise OutputError(mark("it holds a run with another key"), folder.path)
    write_key(folder.key_file, key)


def _divide_datasets(
    sources: list[CorpusSource], settings: TaskSettings, executor: Executor
) -> tuple[list[CorpusSource], list[SourceFailure]]:
    """Divide every dataset into parts; return all sources by name, and the failures."""
    datasets = [source for source in sources if source.is_dataset]
    failures: list[SourceFailure] = []
    if datasets:
        for outcome in executor.map(partial(divide_dataset, settings=settings), datasets):
            if isinstance(outcome, LostTask):
                failures.append(SourceFailure(datasets[outcome.number].name, "LostTask", outcome.why))
            elif isinstance(outcome, SourceFailure):
                failures.append(outcome)
    parts = [part for source in datasets for part in parts_of(source, settings.output)]
    return sorted(
        [source for source in sources if not source.is_dataset] + parts, key=lambda entry: entry.name
    ), failures


def _run_tasks(
    sources: list[CorpusSource], settings: TaskSettings, executor: Executor, batching: tuple[int, Progress]
) -> list[SourceFailure]:
    """Run all tasks that are left; those whose worker ended again and again are failures."""
    batch_bytes, progress = batching
    folder = CorpusFolder(Path(settings.output))
    finished_ids = {identity for result in folder.results() for identity, _ in result.sources}
    pseudonyms = Pseudonyms(read_key(folder.key_file))
    tasks = tasks_of(sources, finished_ids, batch_bytes, pseudonyms)
    size, total = sum(source.size for source in sources), sum(source.size for source in sources)
    size -= sum(task.size for task in tasks)
    progress(size, total)
    failures: list[SourceFailure] = []
    for outcome in executor.map(partial(run_task, settings=settings), tasks):
        if isinstance(outcome, LostTask):
            lost_task = tasks[outcome.number]
            failures += [SourceFailure(source.name, "LostTask", outcome.why) for source in lost_task.sources]
            size += lost_task.size
        else:
            size += outcome.size
        progress(size, total)
    return failures


def _finish_run(
    folder: CorpusFolder, options: CorpusOptions, failures: Iterable[SourceFailure], counts: tuple[int, int]
) -> CorpusSummary:
    """Control false discoveries and write what stands beside the tables; the manifest comes last."""
    results = folder.results()
    compared_histories, discoveries, findings = write_controlled_findings(folder)
    files = [file for result in results for file in result.files] + findings + folder.write_empty_tables()
    summary = _run_summary(results, failures, counts, (compared_histories, discoveries, len(files)))
    names = sorted({name for result in results for _, name in result.sources})
    pseudonyms = Pseudonyms(read_key(folder.key_file))
    private = folder.private
    folder.write_bytes(private / "failed.csv", failures_csv(summary.failures))
    folder.write_bytes(private / "notes.csv", notes_csv(note for result in results for note in result.notes))
    folder.write_bytes(private / "sources.csv", sources_csv((pseudonyms.source(name), name) for name in names))
    folder.write_bytes(folder.path / "codebook.csv", codebook(text=options.text).encode())
    folder.write_bytes(folder.path / "methods.md", methods_text(options, summary).encode())
    folder.write_summary(summary)
    folder.write_bytes(folder.path / "manifest.json", manifest_json(summary, files))
    return summary


def _run_summary(
    results: list[TaskResult],
    failures: Iterable[SourceFailure],
    counts: tuple[int, int],
    control_counts: tuple[dict[str, int], dict[str, int], int],
) -> CorpusSummary:
    compared_histories, discoveries, files = control_counts
    sources, resumed = counts
    return CorpusSummary(
        sources=sources,
        conversations=sum(result.conversations for result in results),
        messages=sum(result.messages for result in results),
        people=sum(result.people for result in results),
        failures=(*failures, *(failure for result in results for failure in result.failures)),
        resumed=resumed,
        compared=compared_histories,
        discovered=discoveries,
        files=files,
    )


def _finished_summary(folder: CorpusFolder, stamps: bytes) -> CorpusSummary:
    """Summary of a run that is finished.

    Raises:
        OutputError: the sources are others since then.
    """
    if (folder.private / "sources.txt").read_bytes() != stamps:
        raise OutputError(mark("it is finished, and what it was made of is not the same any more"), folder.path)
    return replace(folder.summary(), resumed=folder.summary().sources)
