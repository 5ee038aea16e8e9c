"""Output that cannot be written: one sentence, or none where nobody reads it any more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

UNLIKE = f"{sys.executable} -m unlike"
COMMANDS = ("sources", "doctor")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = f"{UNLIKE} {command}".format(folder=folder)
    return subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", [*COMMANDS, "sample {folder}/samples"])
def test_a_full_disk_is_a_sentence(tmp_path: Path, command: str) -> None:
    answer = run(f"{command} > /dev/full", tmp_path)
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("unlike: The answer cannot be written (No space left on device).")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_output_is_a_sentence(tmp_path: Path, command: str) -> None:
    answer = run(f"{command} >&-", tmp_path)
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert "it is closed" in answer.stderr


def test_a_reader_who_has_had_enough_is_no_mistake(tmp_path: Path) -> None:
    answer = run("sources | head -n 1", tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.count("\n") == 1


def test_a_mistake_that_nobody_can_read_has_its_exit_code(tmp_path: Path) -> None:
    assert run("check /nowhere 2>&-", tmp_path).returncode == 2
    if Path("/dev/full").exists():
        assert run("check /nowhere 2> /dev/full", tmp_path).returncode == 2


def test_a_name_that_is_no_utf8_is_a_sentence(tmp_path: Path) -> None:
    for command in (
        "check caf\udce9.txt",
        "check --m\udce9 x",
        "check x --since \udce9",
        "open \udce9",
        "report \udce9",
    ):
        answer = run(command, tmp_path)
        assert (answer.returncode, answer.stderr.count("\n")) == (2, 1), command
        assert "Traceback" not in answer.stderr
