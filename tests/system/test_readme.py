"""What the README says of the page, of make and of options is so; its other commands run with those of every page."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Studied
from unlike.cli import main
from unlike.cli.sample import TELEGRAM_EXPORT, WHATSAPP_EXPORT

ROOT = Path(__file__).parents[2]
PROGRAM = ".venv/bin/unlike"
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line and not line.startswith("#")
]
OURS = [command for command in COMMANDS if command.startswith(PROGRAM)]


def make_steps(target: str) -> list[str]:
    """The steps of a target of the Makefile, not taken; an outer make has no say in it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--dry-run", target]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def samples(rosa: Studied, jule: Studied, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented chats, as `unlike sample` writes them, whose names the README uses."""
    folder = tmp_path_factory.mktemp("readme")
    for name, studied in ((WHATSAPP_EXPORT, rosa), (TELEGRAM_EXPORT, jule)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(studied.path)
    return folder


def test_there_is_nothing_else_to_run() -> None:
    assert [command for command in COMMANDS if command not in OURS] == ["make demo", "make test"]
    assert len(OURS) > 4


@pytest.mark.parametrize("command", [command for command in OURS if command.startswith(f"{PROGRAM} open ")])
def test_the_command_opens_the_page(command: str, samples: Path) -> None:
    arguments = [sys.executable, "-u", "-m", "unlike", *shlex.split(command)[1:], "--no-browser"]
    with subprocess.Popen(arguments, cwd=samples, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            assert "http://127.0.0.1:" in process.stdout.readline()
        finally:
            process.send_signal(signal.SIGINT)


def test_the_paragraph_on_the_page_shows_the_command_that_opens_it() -> None:
    paragraph = README[README.index("Or look at it as") :]
    assert paragraph[paragraph.index("```sh\n") :].startswith(f"```sh\n{PROGRAM} open ")


@pytest.mark.usefixtures("ready_analyses", "ready_samples")
def test_the_steps_of_make_demo_end_with_the_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setup, *steps = make_steps("demo")
    assert setup == "sh scripts/setup.sh run"
    monkeypatch.chdir(tmp_path)
    outputs = []
    for step in steps:
        if step.startswith(PROGRAM):
            assert main(shlex.split(step)[1:]) == 0, step
            out, err = capsys.readouterr()
            assert err == "", step
            outputs.append(out)
    assert len(outputs) == 3
    assert steps[-2].startswith(f"{PROGRAM} report ")
    assert f"{PROGRAM} open " in steps[-1]
    assert "12 Nov 2025 was very unlike Rosa." in outputs[-2]
    assert "12 Nov 2025 was very unlike Rosa." in Path(tmp_path, "build/demo/report.html").read_text("utf-8")


def test_make_test_checks_first_and_ends_with_the_tests() -> None:
    steps = make_steps("test")
    assert steps[0] == "sh scripts/setup.sh dev"
    assert steps[-1].endswith("-m pytest -n 3 --dist loadfile")
    checks = ("ruff check", "ruff format --check", "mypy", "lint-imports")
    assert [step.removeprefix(".venv/bin/") for step in steps[1:-1]] == list(checks)


def test_ci_makes_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "exec make test"


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(--[a-z-]+)`", README))))
def test_options_named_in_the_readme_exist(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--help"]) == 0
    assert f"  {option} " in capsys.readouterr().out


def test_every_test_that_the_promises_name_is_there() -> None:
    promises = (ROOT / "docs/explanation/security.md").read_text("utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", promises))
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
