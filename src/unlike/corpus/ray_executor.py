"""Ray as an executor: workers on this machine or on a cluster, for those who installed the extra `cluster`."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from unlike.corpus.corpus_types import LostTask
from unlike.corpus.executor import MAX_ATTEMPTS, WORKER_ENVIRONMENT, Result, Task
from unlike.errors import UsageError
from unlike.i18n import mark

_AHEAD: Final = 2
"""Tasks a worker that are handed to Ray at a time; it keeps no order among more."""
_STORE_BYTES: Final = 80_000_000
"""Shared memory of Ray's objects, which here are numbers and paths alone; the least that it takes."""


class RayExecutor:
    """Executor on Ray: a cluster of its own on this machine, or one that is there.

    Its workers give up the network for the thread that reads; Ray's own threads go on speaking with each other. Ray
    listens on all addresses of the machine, so that a cluster of its own asks for a secret at every connection; its
    files are in a private folder that is deleted at the end.

    Attributes:
        workers: tasks at a time.
        address: of a cluster that is there; None to start one here.
    """

    def __init__(self, workers: int | None = None, address: str | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.address = address
        self._resources = ExitStack()
        self._ray: Any = None

    def __enter__(self) -> Self:
        """Start Ray.

        Raises:
            UsageError: it is not installed, or does not start.
        """
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # read when Ray is imported
        if self.address is None:
            os.environ.setdefault("RAY_AUTH_MODE", "token")
            os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
        try:
            self._ray = import_module("ray")
        except ImportError as error:
            raise UsageError(mark("Ray is not installed. Install it with: pip install 'unlike[cluster]'.")) from error
        _silence_worker_output()
        self._resources.callback(self._ray.shutdown)
        try:
            self._ray.init(**self._options())
        except Exception as error:  # Ray raises plain exceptions where it cannot start
            self._resources.close()
            raise UsageError(mark("Ray cannot be started here, or is too slow. --executor pool needs none.")) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._resources.close()

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result | LostTask]:
        """Run tasks; see `Executor.map`."""
        remote_options = {
            "max_retries": MAX_ATTEMPTS - 1,
            "runtime_env": {"env_vars": WORKER_ENVIRONMENT},
            "num_cpus": 1,
        }
        remote = self._ray.remote(**remote_options)(_run_locked)
        numbered_tasks, pending = iter(enumerate(tasks)), {}
        for number, task in numbered_tasks:
            pending[remote.remote(work, task)] = number
            if len(pending) >= _AHEAD * self.workers:
                yield from self._results(pending, 1)
        while pending:
            yield from self._results(pending, 1)

    def _results(self, pending: dict[Any, int], min_results: int) -> Iterator[Any]:
        """Results of the tasks that are done, which are no longer pending then."""
        ready, _ = self._ray.wait(list(pending), num_returns=min_results)
        for reference in ready:
            number = pending.pop(reference)
            try:
                yield self._ray.get(reference)
            except self._ray.exceptions.RayError as error:
                yield LostTask(number, type(error).__name__)

    def _options(self) -> dict[str, Any]:
        options = {"log_to_driver": False, "logging_level": "CRITICAL", "configure_logging": False}
        if self.address is not None:
            return {**options, "address": self.address}
        folder = self._resources.enter_context(TemporaryDirectory(prefix="unlike-", ignore_cleanup_errors=True))
        return {
            **options,
            "num_cpus": self.workers,
            "include_dashboard": False,
            "object_store_memory": _STORE_BYTES,
            "_node_ip_address": "127.0.0.1",
            "_temp_dir": os.path.join(folder, "r"),  # noqa: PTH118 - Ray opens its own folder to everybody; ours around it is private
        }


def _run_locked(work: Callable[[Any], Any], task: Any) -> Any:  # noqa: ANN401 - of any task
    """Do a task in a thread that gave up the network."""
    from unlike.core.network_lock import lock_thread  # noqa: PLC0415 - before any table library starts its threads

    lock_thread()
    return work(task)


def _silence_worker_output() -> None:
    """Let Ray print nothing about workers that end, to an output that is not its own."""
    worker: Any = import_module("ray._private.worker")
    worker.print_to_stdstream = lambda *_arguments, **_options: None
