from __future__ import annotations

import subprocess
import sys
from typing import NoReturn

import pytest

from unlike.errors import UnlikeError
from unlike.readers import registry
from unlike.readers.preload import preload_readers

LOADED = """
import sys
from unlike.readers.preload import preload_readers
assert not any(name.startswith("unlike.readers.apps.") for name in sys.modules)
preload_readers().join()
before = set(sys.modules)
from unlike.readers.registry import readers
readers()
assert set(sys.modules) == before
print(sum(name.startswith("unlike.readers.apps.") for name in before))
"""


def test_all_readers_are_loaded() -> None:
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert int(run.stdout) > 100  # modules


def test_a_reader_that_cannot_be_loaded_is_left_to_whoever_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise UnlikeError

    monkeypatch.setattr(registry, "readers", refuse)
    preload_readers().join()  # an exception in a thread would fail the test
