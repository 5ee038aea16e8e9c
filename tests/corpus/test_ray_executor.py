"""Ray as an executor: workers that are killed, no network for the thread that reads, and no Ray at all."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

from unlike.corpus import ray_executor
from unlike.corpus.ray_executor import RayExecutor
from unlike.errors import UsageError

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="the extra “cluster” is not installed")

PROGRAM = """
import json, os, signal, socket, sys
from functools import partial
from unlike.corpus.ray_executor import RayExecutor

def work(number, folder):
    mark = os.path.join(folder, str(number))
    if number % 4 == 0 and not os.path.exists(mark):
        open(mark, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    try:
        socket.socket()
    except PermissionError:
        return number, "refused"
    return number, "open"

with RayExecutor(2) as executor:
    answers = sorted(executor.map(partial(work, folder=sys.argv[1]), list(range(8))))
print(json.dumps(answers))
"""


@needs_ray
def test_killed_workers_and_no_network(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    answers = json.loads(done.stdout)  # and nothing else is printed there
    assert [number for number, _ in answers] == list(range(8))
    assert {state for _, state in answers} == ({"refused"} if sys.platform.startswith("linux") else {"open"})
    assert len(list(tmp_path.iterdir())) == 2


def test_without_ray_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> NoReturn:
        raise ImportError(name)

    monkeypatch.setattr(ray_executor, "import_module", missing)
    for name in ("RAY_USAGE_STATS_ENABLED", "RAY_AUTH_MODE", "RAY_AUTH_TOKEN"):
        monkeypatch.setenv(name, "")
    with pytest.raises(UsageError, match=r"pip install"), RayExecutor(1):
        pass


def test_a_ray_that_does_not_start_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        print_to_stdstream = None
        ended = False

        def init(self, **_options: object) -> None:
            message = "the node timed out"
            raise RuntimeError(message)

        def shutdown(self) -> None:
            self.ended = True

    broken = Broken()
    monkeypatch.setattr(ray_executor, "import_module", lambda _name: broken)
    for name in ("RAY_USAGE_STATS_ENABLED", "RAY_AUTH_MODE", "RAY_AUTH_TOKEN"):
        monkeypatch.setenv(name, "")
    with pytest.raises(UsageError, match="--executor pool"), RayExecutor(1):
        pass
    assert broken.ended
