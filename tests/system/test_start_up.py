"""Start-up and shutdown of the program, in processes of their own."""

from __future__ import annotations

import ast
import os
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
LOADED_SCRIPT = """
import sys
from unlike.cli import main
code = main(sys.argv[1:])
print(*(name for name in sys.modules if name.startswith("unlike.")), file=sys.stderr)
sys.exit(code)
"""
ROOMS_SCRIPT = """
import sys
from unlike.cli import main
code = main(sys.argv[1:])
print(*(name for name in sys.modules if name.count(".") < 3), file=sys.stderr)
sys.exit(code)
"""
PASSPHRASE = "seven grey herons"
CHAT = "".join(
    f"0{day}/01/2024, 10:0{at} - {name}: tea?\n" for day in range(1, 9) for at, name in enumerate(("Imke", "Rosa"))
)
NEEDED_TO_ASK = {
    "unlike.readers.apps.imessage.exporter_message",
    "unlike.readers.apps.kakaotalk.talk_wordings",
    "unlike.readers.apps.x_archive.dm_events",
}
"""Parsers that other modules need, by which their readers know a file of theirs."""
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


def parsers(app: str) -> set[str]:
    """Modules that the readers of an app import when they read, and not before."""
    (module,) = (ROOT / "src/unlike/readers/apps" / app).glob("*_reader.py")
    functions = [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    imports = (node for function in functions for node in ast.walk(function) if isinstance(node, ast.ImportFrom))
    return {str(node.module) for node in imports}


def test_only_the_parsers_of_the_app_are_loaded(tmp_path: Path) -> None:
    chat = tmp_path / "WhatsApp Chat with Rosa.txt"
    chat.write_text(CHAT, "utf-8")
    process = run("-c", LOADED_SCRIPT, "check", str(chat), "--me", "Imke", "--timezone", "Europe/Berlin", "--quiet")
    assert process.returncode == 0, process.stderr
    loaded = set(process.stderr.split())
    apps = {path.parent.name for path in (ROOT / "src/unlike/readers/apps").glob("*/*_reader.py")} - {"whatsapp"}
    late = set().union(*map(parsers, apps)) - NEEDED_TO_ASK
    assert len(late) > 30
    assert not late & loaded
    assert "unlike.detection.spells" in loaded


@pytest.mark.parametrize("action", ["add_action", "people_action", "check_action"])
def test_a_library_needs_no_analysis(action: str) -> None:
    process = run("-c", LOADED_SCRIPT.replace("main(sys.argv[1:])", f"__import__('unlike.cli.{action}') and 0"))
    loaded = set(process.stderr.split())
    assert f"unlike.cli.{action}" in loaded
    assert not {name for name in loaded if name.split(".")[1] in {"detection", "explain", "signals"}}
    assert "unlike.analysis.stages" not in loaded


def rooms_loaded(folder: Path, *arguments: str) -> set[str]:
    """Libraries and parts of the program that a command loads with a library in the folder."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "UNLIKE_PASSPHRASE_FD": str(reading)}
    process = subprocess.run(
        [sys.executable, "-c", ROOMS_SCRIPT, *arguments], capture_output=True, text=True, check=False, cwd=ROOT,
        env=environment, pass_fds=[reading],
    )  # fmt: skip
    os.close(reading)
    assert process.returncode == 0, process.stderr
    return set(process.stderr.split())


def test_an_answer_that_is_stored_loads_neither_tables_nor_readers(tmp_path: Path) -> None:
    chat = tmp_path / "WhatsApp Chat with Rosa.txt"
    chat.write_text(CHAT, "utf-8")
    needed_to_add = rooms_loaded(tmp_path, "add", str(chat), "--me", "Imke", "--timezone", "Europe/Berlin")
    assert needed_to_add >= {"polars", "unlike.readers.apps"}
    assert not needed_to_add & {"rich", "unlike.results", "unlike.analysis.analysis_options"}
    assert rooms_loaded(tmp_path, "check") >= {"polars", "unlike.analysis.stages"}
    heavy = {
        "polars",
        "numpy",
        "importlib.metadata",
        "unlike.readers.apps",
        "unlike.readers.driver",
        "unlike.text",
        "unlike.analysis",
    }
    assert not heavy & rooms_loaded(tmp_path, "check")
    assert not (heavy | {"unlike.results", "rich", "filelock"}) & rooms_loaded(tmp_path, "list")


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
