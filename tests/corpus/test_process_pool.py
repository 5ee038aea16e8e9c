"""The pool: every result once, workers that are killed, tasks that kill, and no network."""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from unlike.core.network_lock import LockState, lock_state
from unlike.corpus.corpus_types import LostTask
from unlike.corpus.process_pool import ProcessPool

needs_kill = pytest.mark.skipif(os.name != "posix", reason="kills by signal")


def square(number: int) -> int:
    return number * number


def die_once(number: int, folder: Path) -> int:
    mark = folder / str(number)
    if number % 4 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_always(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def lock_of_worker(_number: int) -> tuple[str, str | None]:
    state = lock_state()
    return ("" if state is None else state.value), os.environ.get("POLARS_MAX_THREADS")


def test_every_task_has_its_result() -> None:
    with ProcessPool(2) as pool:
        assert sorted(pool.map(square, range(20))) == [number * number for number in range(20)]  # type: ignore[type-var]
        assert list(pool.map(square, [])) == []


@needs_kill
def test_tasks_of_killed_workers_are_run_again(tmp_path: Path) -> None:
    with ProcessPool(2) as pool:
        assert sorted(pool.map(partial(die_once, folder=tmp_path), range(12))) == list(range(12))  # type: ignore[type-var]
    assert len(list(tmp_path.iterdir())) == 3


@needs_kill
def test_a_task_that_kills_its_workers_is_lost_alone() -> None:
    with ProcessPool(2) as pool:
        outcomes = list(pool.map(die_always, range(4)))
    assert sorted(one for one in outcomes if isinstance(one, int)) == [0, 2, 3]
    assert [one for one in outcomes if isinstance(one, LostTask)] == [LostTask(1, "the worker ended, 3 times")]


def test_workers_have_one_thread_and_no_network() -> None:
    before = dict(os.environ)
    with ProcessPool(1) as pool:
        ((state, threads),) = pool.map(lock_of_worker, [0])  # type: ignore[misc]
    assert threads == "1"
    assert state == LockState.LOCKED.value or not sys.platform.startswith("linux")
    assert dict(os.environ) == before


def test_no_process_is_left() -> None:
    with ProcessPool(2) as pool:
        list(pool.map(square, range(4)))
        numbers = pool.processes
        assert len(numbers) == 2
    deadline = time.monotonic() + 10
    while any(Path("/proc", str(number)).exists() for number in numbers):
        assert time.monotonic() < deadline
        time.sleep(0.01)
