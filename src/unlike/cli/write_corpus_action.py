"""Running `unlike corpus`: from its options to a corpus in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from unlike.cli.output import write_output
from unlike.cli.own_process import give_up_network, is_own_process
from unlike.cli.progress_bar import progress_bar
from unlike.cli.timezones import parse_zone
from unlike.core.network_lock import lock_thread
from unlike.core.time_zones import machine_zone
from unlike.corpus.corpus_types import CorpusOptions
from unlike.corpus.executor import Executor
from unlike.corpus.process_pool import ProcessPool
from unlike.corpus.ray_executor import RayExecutor
from unlike.corpus.run_corpus import run_corpus
from unlike.errors import OptionError
from unlike.i18n import mark
from unlike.presentation.sentences.interface.corpus_text import corpus_lines, failures_line

SOME_NOT_READ: Final = 3
"""Exit code of a run that is done, but for what could not be read."""


@dataclass(frozen=True, slots=True)
class CorpusRequest:
    """The options of `unlike corpus`, as given."""

    source: Path
    output: Path
    timezone: str | None = None
    date_order: str | None = None
    app: str | None = None
    text: bool = False
    key_file: Path | None = None
    workers: int | None = None
    executor: str = "pool"
    address: str | None = None
    quiet: bool = False


def write_corpus(request: CorpusRequest) -> int:
    """Write the corpus and say what was done; returns the exit code.

    Raises:
        UnlikeError: the folders or the options cannot be used.
    """
    if request.address and request.executor != "ray":
        raise OptionError("--address", request.address, mark("it with --executor ray"))
    zone = parse_zone(request.timezone) if request.timezone else machine_zone()
    options = CorpusOptions(
        source=request.source,
        output=request.output,
        zone=zone.key,
        date_order=request.date_order,
        app=request.app,
        text=request.text,
        key_file=request.key_file,
    )
    if request.executor == "pool":
        give_up_network()
    with _new_executor(request) as executor, progress_bar(is_shown=not request.quiet) as progress:
        if request.executor != "pool" and is_own_process():
            lock_thread()  # Ray's own threads go on speaking with each other
        summary = run_corpus(options, executor, progress)
    for line in corpus_lines(summary, request.output):
        write_output(f"{line}\n")
    if summary.failures:
        write_output(f"{failures_line(len(summary.failures), request.output)}\n")
    return SOME_NOT_READ if summary.failures else 0


def _new_executor(request: CorpusRequest) -> Executor:
    if request.executor == "ray":
        return RayExecutor(request.workers, request.address)
    return ProcessPool(request.workers)
