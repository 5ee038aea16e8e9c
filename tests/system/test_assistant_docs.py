"""The page on assistants names every tool and option there is."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import click
import pytest

from unlike.assistant.tools import TOOLS
from unlike.cli import main, unlike
from unlike.cli.check import check
from unlike.cli.serve_assistant import mcp

PAGE = (Path(__file__).parents[2] / "docs/how-to/assistants.md").read_text("utf-8")

SKILL = (Path(__file__).parents[2] / "docs/how-to/unlike-skill/SKILL.md").read_text("utf-8")
Capture = pytest.CaptureFixture[str]


def test_what_assistants_md_tells_an_assistant_to_start_is_a_command() -> None:
    (configuration,) = re.findall(r"^```json\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    (server,) = json.loads(configuration)["mcpServers"].values()
    assert (server["command"], server["args"][0]) == ("unlike", "mcp")
    context = mcp.make_context("mcp", server["args"][1:], parent=click.Context(unlike))
    assert context.params["me"] == "Imke"


def test_every_tool_is_explained() -> None:
    assert re.findall(r"^\| `(\w+)` \| ", PAGE, re.MULTILINE) == [tool.name for tool in TOOLS]


def test_the_options_it_names_are_there() -> None:
    options = {option for parameter in mcp.params for option in parameter.opts}
    named = set(re.findall(r"^\| `(--\w+)", PAGE, re.MULTILINE))
    assert named
    assert named <= options


@pytest.mark.usefixtures("ready_analyses", "ready_samples")
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
