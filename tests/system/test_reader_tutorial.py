"""The tutorial for writers of readers, done as it says: its files, its test, and its commands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import unlike

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "reader.md"
TEMPLATE = ROOT / "templates" / "reader"
FILE = re.compile(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The files of the page in an empty folder, as if they had been installed there."""
    folder = tmp_path / "unlike-pebble"
    for name, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    installed.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (installed / "METADATA").write_text(metadata, encoding="utf-8")
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in names.items())
        for group, names in project["entry-points"].items()
    ]
    (installed / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in the folder, with the package and this copy of `unlike` to be imported."""
    paths = os.pathsep.join([str(folder), str(Path(unlike.__file__).parents[1])])
    told = {**os.environ, "PYTHONPATH": paths, "LC_ALL": "C.UTF-8", "HOME": str(folder), **environment}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=told, capture_output=True, encoding="utf-8", check=False
    )


def test_the_page_shows_the_template_as_it_is() -> None:
    shown = dict(FILE.findall(PAGE.read_text(encoding="utf-8")))
    assert sorted(shown) == [
        "pyproject.toml",
        "tests/sample.json",
        "tests/test_pebble.py",
        "unlike_pebble/__init__.py",
    ]
    for name, text in shown.items():
        assert text == (TEMPLATE / name).read_text(encoding="utf-8"), name


def test_its_test_is_red_without_a_golden_file_and_green_with_one(package: Path) -> None:
    command = ("pytest", "-q", "-p", "no:cacheprovider", "tests")
    assert run(package, *command).returncode == 1
    written = run(package, *command, UNLIKE_GOLDEN="write")
    assert written.returncode == 0, written.stdout
    golden = "tests/sample.json.messages.json"
    assert (package / golden).read_text(encoding="utf-8") == (TEMPLATE / golden).read_text(encoding="utf-8")
    assert run(package, *command).returncode == 0


def test_the_installed_reader_is_listed_and_reads_its_sample(package: Path) -> None:
    listed = run(package, "unlike", "sources", "pebble").stdout
    block = re.search(r"^(Pebble \(--app .*)\n(  Pebble: .*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert block is not None
    assert "\n".join(block.groups()) in listed
    checked = run(package, "unlike", "check", "tests/sample.json", "--timezone", "Europe/Berlin", "--json")
    assert checked.returncode == 0, checked.stderr
    (conversation,) = json.loads(checked.stdout)["conversations"]
    assert (conversation["title"], conversation["app"], conversation["messages"]) == ("Rosa", "pebble", 4)
    assert [skipped["ref"] for skipped in conversation["skipped"]] == ["entry 5"]


def test_a_file_that_nobody_knows_names_the_new_app_too(package: Path) -> None:
    (package / "milk.txt").write_text("milk", encoding="utf-8")
    refused = run(package, "unlike", "check", "milk.txt")
    assert refused.returncode == 2
    assert ", Pebble. The command" in refused.stderr


@pytest.mark.parametrize("name", ["README.md", "tests/sample.json.messages.json"])
def test_the_template_is_whole(name: str, tmp_path: Path) -> None:
    shutil.copytree(TEMPLATE, tmp_path / "copy")
    assert (tmp_path / "copy" / name).is_file()
