"""The page on assistants alone leads to an answer, and names every tool and option there is."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from unlike.assistant.tools import TOOLS
from unlike.cli import main
from unlike.cli.check import check
from unlike.cli.serve_assistant import mcp

PAGE = (Path(__file__).parents[2] / "docs/how-to/assistants.md").read_text("utf-8")

SKILL = (Path(__file__).parents[2] / "docs/how-to/unlike-skill/SKILL.md").read_text("utf-8")
Capture = pytest.CaptureFixture[str]


def test_the_example_leads_to_an_answer(tmp_path: Path) -> None:
    assert main(["sample", str(tmp_path)]) == 0
    (example,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    folder = str(Path(sys.executable).parent)
    environment = {"PATH": f"{folder}:/usr/bin:/bin", "XDG_DATA_HOME": str(tmp_path)}
    # a client starts its server with few variables: PATH is among them
    run = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert run.returncode == 0, run.stderr
    assert "The morning of 12 Nov 2025 was very unlike Person A." in run.stdout
    assert "None of 1,330 earlier times was as far from usual." in run.stdout


def test_every_tool_is_explained() -> None:
    assert re.findall(r"^\| `(\w+)` \| ", PAGE, re.MULTILINE) == [tool.name for tool in TOOLS]


def test_the_options_it_names_are_there() -> None:
    options = {option for parameter in mcp.params for option in parameter.opts}
    named = set(re.findall(r"^\| `(--\w+)", PAGE, re.MULTILINE))
    assert named
    assert named <= options


def test_the_skill_leads_to_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert main(["sample", str(tmp_path)]) == 0
    monkeypatch.chdir(tmp_path)
    (command,) = re.findall(r"^```sh\nunlike (.*?)\n```", SKILL, re.DOTALL | re.MULTILINE)
    capsys.readouterr()
    assert main(shlex.split(command)) == 0
    assert "was very unlike Person A." in capsys.readouterr().out


def test_every_option_of_the_skill_is_there() -> None:
    options = {option for parameter in check.params for option in parameter.opts} | {"--help"}
    named = set(re.findall(r"--[a-z]+", SKILL))
    assert {"--format", "--names", "--quotes"} <= named <= options
