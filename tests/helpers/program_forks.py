"""Forks of a process that has loaded the modules of the program, which spares each of them the time that this takes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Final, Protocol

MODULES: Final = (
    "unlike.analysis.stages",
    "unlike.cli.library_access",
    "unlike.cli.local_data",
    "unlike.cli.timezones",
    "unlike.corpus.run_corpus",
    "unlike.readers.apps.whatsapp.reading_pass",
    "unlike.web.page_library",
    "unlike.web.server",
)
"""What `unlike open` and a worker of `unlike corpus` load before and while they read an export."""


class Program(Protocol):
    """What tests ask of a program that runs, as `subprocess.Popen` has it."""

    @property
    def stdout(self) -> IO[str] | None:
        """What it prints."""

    @property
    def pid(self) -> int:
        """Number of its process."""

    def poll(self) -> int | None:
        """Exit code; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Exit code, when it has ended."""

    def send_signal(self, sig: int) -> None:
        """Send a signal, unless it has ended."""

    def kill(self) -> None:
        """End it without a word."""


@dataclass(frozen=True, slots=True)
class ProgramFork:
    """A `Program` in a process that was forked."""

    process: BaseProcess
    stdout: IO[str]

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Exit code, when it has ended.

        Raises:
            TimeoutExpired: it has not.
        """
        self.process.join(timeout)
        if self.process.exitcode is None:
            raise subprocess.TimeoutExpired("unlike", timeout or 0)
        return self.process.exitcode

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def fork_context() -> ForkServerContext:
    """Start method whose processes have the modules of the program, and nothing else of another process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(MODULES))
    return context


def fork_program(arguments: Sequence[str], environment: Mapping[str, str]) -> ProgramFork:
    """Start `unlike` with arguments, in a process of its own in which nothing but its modules is there before."""
    context = fork_context()
    reading, writing = context.Pipe(duplex=False)
    process = context.Process(
        target=_run, args=(writing, list(arguments), dict(environment), str(Path.cwd())), daemon=True
    )
    process.start()
    writing.close()  # so that its end is the end of what can be read
    output = os.fdopen(os.dup(reading.fileno()), encoding="utf-8")
    reading.close()
    return ProgramFork(process, output)


def _run(writing: Connection, arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Be the program: with its own arguments, environment, folder and output, as `python -m unlike` has them."""
    from unlike.cli import main  # noqa: PLC0415 - which is loaded where this runs

    os.dup2(writing.fileno(), 1)
    writing.close()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    time.tzset()
    tempfile.tempdir = None  # another variable may say another folder
    sys.argv = ["unlike", *arguments]
    sys.exit(main())
