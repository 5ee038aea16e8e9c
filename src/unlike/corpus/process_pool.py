"""Pool of processes on this machine, which knows what each worker was doing when it ended."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from unlike.core.memory_dump import forbid_memory_dump
from unlike.core.network_lock import lock_network
from unlike.corpus.corpus_types import LostTask
from unlike.corpus.executor import MAX_ATTEMPTS, WORKER_ENVIRONMENT, Result, Task


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the connection to it, and the number of the task that it is busy with."""

    process: BaseProcess
    connection: Connection
    task: int | None = None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.connection.close()


@dataclass(slots=True, eq=False)
class _Queue:
    """Numbers of the tasks that wait, and how often each was begun."""

    waiting: deque[int]
    attempts: list[int]

    def next(self) -> int:
        number = self.waiting.popleft()
        self.attempts[number] += 1
        return number

    def put_back(self, number: int) -> bool:
        """Put a task back that a worker ended over; False where that was often enough."""
        if self.attempts[number] >= MAX_ATTEMPTS:
            return False
        self.waiting.appendleft(number)
        return True


class ProcessPool:
    """Executor on processes of this machine, begun afresh so that no lock or thread is inherited.

    A worker that ends is replaced, and its task is run again, up to `MAX_ATTEMPTS` times.

    Attributes:
        workers: how many.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._context = multiprocessing.get_context("spawn")
        self._running: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._running:
            self._running.pop().end()

    @property
    def processes(self) -> list[int]:
        """Process ids of the workers that run now."""
        return [worker.process.pid for worker in self._running if worker.process.pid is not None]

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result | LostTask]:
        """Run tasks; see `Executor.map`."""
        queue = _Queue(deque(range(len(tasks))), [0] * len(tasks))
        self._start(min(self.workers, len(tasks)))
        while queue.waiting or self._busy:
            for worker in self._running:
                if worker.task is None and queue.waiting:
                    worker.task = queue.next()
                    with suppress(OSError):  # it has ended, which is met below
                        worker.connection.send((work, tasks[worker.task]))
            for worker, number in self._ready():
                worker.task = None
                try:
                    yield worker.connection.recv()
                except (EOFError, OSError):
                    self._replace(worker)
                    if not queue.put_back(number):
                        yield LostTask(number, f"the worker ended, {MAX_ATTEMPTS} times")

    @property
    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._running if worker.task is not None]

    def _ready(self) -> list[tuple[_Worker, int]]:
        """Workers that have an answer, or have ended, and the numbers of their tasks."""
        ready = set(wait([worker.connection for worker in self._busy]))
        return [
            (worker, worker.task) for worker in self._busy if worker.connection in ready and worker.task is not None
        ]

    def _start(self, number: int) -> None:
        while len(self._running) < number:
            driver_end, worker_end = self._context.Pipe()
            process = self._context.Process(target=_serve_tasks, args=(worker_end,), daemon=True)
            with _worker_environment():
                process.start()
            worker_end.close()  # so that the end of the worker is the end of the connection
            self._running.append(_Worker(process, driver_end))

    def _replace(self, worker: _Worker) -> None:
        number = len(self._running)
        self._running.remove(worker)
        worker.end()
        self._start(number)


@contextmanager
def _worker_environment() -> Iterator[None]:
    """Set the environment variables of the workers for processes that are started in the block."""
    earlier_values = {name: os.environ.get(name) for name in WORKER_ENVIRONMENT}
    os.environ.update(WORKER_ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in earlier_values.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve_tasks(connection: Connection) -> None:
    """Do tasks until the other end is closed, as it is when the driver is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the driver's to answer
    forbid_memory_dump()
    lock_network()
    with suppress(EOFError, OSError):
        while True:
            work, task = connection.recv()
            connection.send(work(task))
