"""Executors: whatever runs tasks at least once and gives their results, on this machine or on many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

from unlike.corpus.corpus_types import LostTask

Task = TypeVar("Task")
Result = TypeVar("Result")

MAX_ATTEMPTS: Final = 3
"""Workers that may end over one task, before it is given up."""
WORKER_ENVIRONMENT: Final = {"POLARS_MAX_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""One thread a worker: several tasks at a time use the processors better than several threads of one task."""


class Executor(Protocol):
    """Runs tasks on workers that give up the network.

    A task may be run more than once, so that what it writes has to be the same every time and appear at once. Results
    come as they are ready. As a context manager it starts and ends its workers.
    """

    def __enter__(self) -> Self:
        """Start what is needed before the program gives up the network."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers."""
        ...

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result | LostTask]:
        """Run tasks, those first that stand first.

        Args:
            work: a function at the top of a module, or a `functools.partial` of one.
            tasks: values that can be pickled.

        Returns:
            One result a task, in any order.
        """
        ...
