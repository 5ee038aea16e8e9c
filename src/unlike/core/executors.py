"""One thread beside this one where the system has threads; a browser or a full system has none."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class InlineExecutor(Executor):
    """Runs each task at once, on the thread that submits it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a task; the future is done, with its result or its exception."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - whoever asks for the result gets it, as from a thread
            future.set_exception(error)
        return future


def worker_thread() -> Executor:
    """Executor of one thread; of this thread where no other can be started."""
    pool = ThreadPoolExecutor(1)
    try:
        pool.submit(lambda: None)  # the thread starts with the first task
    except RuntimeError:
        pool.shutdown(wait=False)
        return InlineExecutor()
    return pool
