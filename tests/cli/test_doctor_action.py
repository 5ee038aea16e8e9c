"""`unlike doctor` says what holds on this machine, and that it does not hold where it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from unlike.cli import doctor_action, main
from unlike.core.network_attempts import AttemptOrigin
from unlike.core.network_lock import LockState

LOCKED = "Locked by the kernel, for good"


def doctor(data: Path) -> subprocess.CompletedProcess[str]:
    """The program, in a process of its own."""
    environment = {**os.environ, "XDG_DATA_HOME": str(data), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "unlike", "doctor"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_it_locks_the_network_and_every_attempt_is_refused(tmp_path: Path) -> None:
    run = doctor(tmp_path)
    if LOCKED not in run.stdout:
        pytest.skip("this system has no such lock")
    assert run.returncode == 0
    for origin in ("from Python", "from another thread", "from a child process", "from compiled code"):
        assert f"  {origin}: refused\n" in run.stdout
    assert f"{tmp_path}/unlike/kept.json (nothing yet)" in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_others_can_read_and_copies_are_said(tmp_path: Path) -> None:
    folder = tmp_path / "unlike"
    folder.mkdir()
    (folder / "kept.json").write_text('{"version": 1}')
    (folder / "kept.json").chmod(0o644)
    (folder / "kept.jsonabcd1234").write_text("{}")
    run = doctor(tmp_path)
    assert run.returncode == 1
    assert "others on this machine can read it" in run.stdout
    assert "1 copy that a killed program left" in run.stdout
    (folder / "kept.json").chmod(0o600)
    assert "only you can read it" in doctor(tmp_path).stdout


@pytest.fixture
def _no_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the process of the tests nothing tries to reach anything."""
    monkeypatch.setattr(doctor_action, "refused_attempts", lambda: dict.fromkeys(AttemptOrigin, False))


@pytest.mark.usefixtures("_no_attempts")
def test_a_process_that_is_somebody_elses_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "Not locked: another program called this one" in said
    assert "from compiled code: not refused" in said


@pytest.mark.usefixtures("_no_attempts")
@pytest.mark.parametrize("state", [LockState.NO_SUPPORT, LockState.REFUSED])
def test_where_there_is_no_lock_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], state: LockState
) -> None:
    monkeypatch.setattr(doctor_action, "lock_state", lambda: state)
    assert main(["doctor"]) == 1
    assert "but nothing stops it either." in capsys.readouterr().out
