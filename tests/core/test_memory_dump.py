"""No copy of the memory is written when compiled code breaks; in processes of their own, because it stays so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

needs_dumps = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system says it in another way")

CRASH = """
import ctypes, os, resource, sys
from unlike.cli import own_process
from unlike.core.memory_dump import forbid_memory_dump
resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
if "guarded" in sys.argv:
    own_process.is_own_process = lambda: True
    own_process.give_up_network()
    print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.abort()
"""
STORING = """
from pathlib import Path
from unlike.core.memory_dump import forbid_memory_dump
from unlike.library import replaced_file
forbid_memory_dump()
assert replaced_file._link_nameless(Path("."), Path("notes.new"), b"a note")
print(Path("notes.new").read_text())
"""


def crash(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CRASH, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@needs_dumps
def test_a_crash_leaves_no_copy_of_the_memory(tmp_path: Path) -> None:
    run = crash(tmp_path, "guarded")
    assert run.returncode == -6
    assert run.stdout == "(0, 0) 0\n"
    assert list(tmp_path.iterdir()) == []


@needs_dumps
def test_a_copy_would_be_seen(tmp_path: Path) -> None:
    if Path("/proc/sys/kernel/core_pattern").read_text("ascii").strip() not in {"core", "core.%p"}:
        pytest.skip("this system writes copies elsewhere")
    assert crash(tmp_path).returncode == -6
    if not list(tmp_path.iterdir()):
        pytest.skip("this system writes no copies")
    assert next(tmp_path.iterdir()).stat().st_size > 0


@needs_dumps
def test_notes_are_still_written_without_a_name(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", STORING], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout == "a note\n", run.stderr
