"""Start-up and shutdown of the program, in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY_MODULES = (
    "apsw",
    "babel",
    "msgspec",
    "numpy",
    "polars",
    "rich",
    "unlike.api",
    "unlike.cli.options",
    "unlike.readers",
    "webbrowser",
)
HELP_SCRIPT = f"""
import sys
from unlike.cli import main
code = main(sys.argv[1:])
print(*(name for name in {HEAVY_MODULES!r} if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""
CLOSED_PIPE_SCRIPT = """
import sys, unlike.cli.check
def flood(options):
    for _ in range(20_000):
        print("x" * 70)
import types
sys.modules["unlike.cli.check_action"] = types.SimpleNamespace(run_check=flood)
from unlike.cli import main
sys.exit(main(["check", "chat.txt"]))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["add", "--help"], ["-h"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    process = run("-c", HELP_SCRIPT, *arguments)
    assert (process.returncode, process.stderr.strip()) == (0, "")
    assert process.stdout


def test_the_module_is_the_command() -> None:
    process = run("-m", "unlike", "--version")
    assert process.returncode == 0
    assert process.stdout.startswith("unlike ")


def test_exit_codes_are_in_the_help() -> None:
    words = " ".join(run("-m", "unlike", "check", "--help").stdout.split())
    assert "Exit codes: 0 done; 1 something inside broke; 2 the input" in words
    assert "130 interrupted" in words


def test_nothing_asked_shows_the_help_or_a_sentence() -> None:
    process = run("-m", "unlike", "add")
    assert process.returncode == 2
    assert process.stderr.startswith("unlike: Missing argument")
    process = run("-m", "unlike")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.startswith("Usage: unlike")


def test_a_closed_pipe_is_no_mistake() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CLOSED_PIPE_SCRIPT], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_help_in_the_docs_is_the_help() -> None:
    process = run("scripts/document_cli.py", "--check")
    assert (process.returncode, process.stderr) == (0, "")
