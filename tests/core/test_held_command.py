"""A command that waits beside the program until it is released."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from unlike.core import held_command
from unlike.core.held_command import HeldCommand


def touching(path: Path) -> list[str]:
    return [sys.executable, "-I", "-c", "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()", str(path)]


def test_it_runs_when_it_is_released_and_not_before(tmp_path: Path) -> None:
    mark = tmp_path / "a name with 'quotes' and $HOME"
    with HeldCommand(touching(mark)) as command:
        sleep(0.3)
        assert not mark.exists()
        command.release()
        assert command.wait(30) == 0
        assert mark.exists()
        command.release()  # a second time does nothing


def test_without_a_release_it_never_runs(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with HeldCommand(touching(mark)):
        pass
    sleep(0.3)
    assert not mark.exists()


def test_it_ends_with_a_program_that_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    program = f"from unlike.core.held_command import HeldCommand\nimport os\nheld = HeldCommand({touching(mark)!r})\n"
    subprocess.run([sys.executable, "-c", program + "os.kill(os.getpid(), 9)"], check=False)
    sleep(0.3)
    assert not mark.exists()


def test_one_that_does_not_return_holds_nothing_up() -> None:
    began = monotonic()
    with HeldCommand(["sleep", "60"]) as command:
        command.release()
        assert command.wait(0.2) is None
    assert monotonic() - began < 10


@pytest.mark.parametrize("command", [["/nowhere/to/be/found"], ["false"]])
def test_one_that_fails_raises_nothing(command: list[str]) -> None:
    with HeldCommand(command) as held:
        held.release()
        assert held.wait(30) != 0


def test_where_there_is_no_shell_it_starts_when_it_is_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Windows:
        name = "nt"

    monkeypatch.setattr(held_command, "os", Windows)
    mark = tmp_path / "mark"
    with HeldCommand(touching(mark)) as command:
        assert command.wait(1) is None
        command.release()
        assert command.wait(30) == 0
    assert mark.exists()
