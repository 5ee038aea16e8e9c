"""Every command has a manual page of its own, with its options and examples."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from unlike.cli import unlike
from unlike.cli.command_examples import EXAMPLES

ROOT = Path(__file__).parents[2]
REQUESTS = {".TH", ".SH", ".B", ".TP", ".PP", ".nf", ".fi"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("man")
    recipe = re.search(r"^man: .*\n\t@\$\(BIN\)/python (\S+) ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert recipe
    subprocess.run([sys.executable, ROOT / recipe[1], folder], check=True, capture_output=True)
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_each_command_has_its_page(pages: dict[str, str]) -> None:
    assert set(pages) == {"unlike.1", *(f"unlike-{name}.1" for name in unlike.commands)}
    assert all(f"\\fB{name}\\fP" in pages["unlike.1"] for name in unlike.commands)


def test_a_page_is_about_its_own_command(pages: dict[str, str]) -> None:
    for name, command in unlike.commands.items():
        page = pages[f"unlike-{name}.1"]
        assert re.search(rf"^unlike\\-{name} \\- .*[^.]\.?$", page, re.MULTILINE)
        assert (command.help or "").strip().splitlines()[0] in page
        options = {option for parameter in command.params if isinstance(parameter, click.Option)
                   for option in parameter.opts}  # fmt: skip
        assert [option for option in options if option.replace("-", r"\-") not in page] == []
        examples = page.partition(".SH EXAMPLES")[2].replace("\\-", "-")
        assert [command for command, _ in EXAMPLES.get(name, ()) if command not in examples] == []


def test_no_line_of_text_is_taken_for_a_request(pages: dict[str, str]) -> None:
    lines = [line for page in pages.values() for line in page.splitlines() if line.startswith((".", "'"))]
    assert {line.split()[0] for line in lines} == REQUESTS
