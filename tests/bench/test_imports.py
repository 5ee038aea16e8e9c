"""Every bench imports, and those that are commands explain themselves."""

from __future__ import annotations

import importlib
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "bench").rglob("*.py")
    if path.stem != "__init__"
)
COMMANDS = [
    name for name in MODULES if f"python -m {name}" in (ROOT / f"{name.replace('.', '/')}.py").read_text("utf-8")
]
OPTIONAL = {"ruptures", "skchange", "playwright", "sklearn"}
"""Packages of other programs and of the browser, which need not be installed."""


def imported(name: str) -> object:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in OPTIONAL:
            raise
        pytest.skip(f"{name} needs {error.name}, which is not installed")


@pytest.mark.parametrize("name", MODULES)
def test_a_bench_imports_and_says_what_it_measures(name: str) -> None:
    assert imported(name).__doc__


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_its_help(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(name)
    monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    assert end.value.code in {0, None}
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("usage: ")


def test_a_command_started_shows_its_help() -> None:
    command = [sys.executable, "-m", "bench.reading.fuzz", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: ")


def test_basenames_are_unique() -> None:
    names = [name.rpartition(".")[2] for name in MODULES]
    assert len(names) == len(set(names))


def test_make_finds_every_command() -> None:
    command = ["make", "help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    shown = set(re.findall(r"make bench-([a-z-]+)", done.stdout))
    assert shown == {name.rpartition(".")[2].replace("_", "-") for name in COMMANDS}
