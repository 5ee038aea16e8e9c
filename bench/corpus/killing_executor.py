"""An executor around another one, whose workers are killed in the middle of some of their tasks."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

from unlike.corpus.corpus_types import LostTask
from unlike.corpus.executor import Executor

SHARE = 0.1
"""Share of the tasks whose worker is killed, the first time."""
LONGEST_SECONDS = 1.0


class KillingExecutor:
    """Kills workers of another executor, a tenth of the tasks, each once, at a random moment.

    Attributes:
        inner: the executor.
        folder: where it is noted whom it killed.
        share: of the tasks whose worker is killed.
    """

    def __init__(self, inner: Executor, folder: Path, share: float = SHARE) -> None:
        self.inner = inner
        self.folder = folder
        self.share = share

    def __enter__(self) -> Self:
        self.inner.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.inner.__exit__(kind, error, trace)

    def map(self, work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[Any | LostTask]:
        return self.inner.map(partial(_run_or_kill, work=work, folder=self.folder, share=self.share), tasks)


def _run_or_kill(task: Any, work: Callable[[Any], Any], folder: Path, share: float) -> Any:  # noqa: ANN401 - of any task
    """Do a task; the first time, its process may be killed at a moment that follows from the task."""
    identity = str(getattr(task, "id", ""))
    random_source = random.Random(identity)
    mark = folder / identity
    if not identity or random_source.random() >= share or mark.exists():
        return work(task)
    mark.touch()
    timer = Timer(random_source.uniform(0, LONGEST_SECONDS), lambda: os.kill(os.getpid(), signal.SIGKILL))
    timer.start()
    try:
        return work(task)
    finally:
        timer.cancel()
