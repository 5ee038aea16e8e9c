from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from unlike.core.executors import InlineExecutor, worker_thread


def fail() -> int:
    raise ValueError("seven")


def test_tasks_run_beside_this_thread_in_their_order() -> None:
    order: list[int] = []
    with worker_thread() as worker:
        names = [worker.submit(lambda: threading.current_thread().name) for _ in range(2)]
        for number in range(100):
            worker.submit(order.append, number)
    assert {name.result() for name in names} != {threading.current_thread().name}
    assert order == list(range(100))


def test_where_no_thread_can_start_tasks_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    with worker_thread() as worker:
        assert isinstance(worker, InlineExecutor)
        assert worker.submit(pow, 2, 5).result() == 32
        assert isinstance(worker.submit(fail).exception(), ValueError)


def test_a_task_that_fails_says_so_when_its_result_is_asked_for() -> None:
    for worker in (InlineExecutor(), ThreadPoolExecutor(1)):
        with worker, pytest.raises(ValueError, match="seven"):
            worker.submit(fail).result()
