"""Scripts and style sheets: ours, and the one library that was taken from elsewhere."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from unlike.web.static_files import asset_files, media_type_of

STATIC = Path(str(files("unlike.web").joinpath("static")))
VENDOR = STATIC / "vendor"


def test_everything_that_is_served_is_there_and_nothing_else(page: TestClient) -> None:
    there = {str(path.relative_to(STATIC)) for path in STATIC.rglob("*") if path.suffix in {".js", ".css"}}
    assert there == set(asset_files())
    assert {"page.js", "live.css", "vendor/uplot/uPlot.esm.js"} <= there
    for name in there:
        answer = page.get(f"/static/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(str(media_type_of(name)))
        assert answer.content == (STATIC / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["", "x.js", "../app.py", "..%2fapp.py", "vendor/uplot/LICENSE", "vendor", "%2e%2e/templates/base.html"]
)
def test_no_other_file_is_served(page: TestClient, name: str) -> None:
    assert page.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("folder", sorted(path.name for path in VENDOR.iterdir()))
def test_what_was_taken_from_elsewhere_is_unchanged_and_licensed(folder: str) -> None:
    origin = tomllib.loads((VENDOR / folder / "origin.toml").read_text("utf-8"))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (VENDOR / folder).iterdir()
        if path.name != "origin.toml"
    }
    assert found == origin["sha256"]
    assert origin["licence"] == "MIT"
    assert "MIT" in (VENDOR / folder / "LICENSE").read_text("utf-8")
    assert origin["version"] in "".join(path.read_text("utf-8") for path in (VENDOR / folder).glob("*.toml"))


def test_our_scripts_make_no_markup_from_strings_and_ask_nobody_else() -> None:
    for path in STATIC.glob("*.js"):
        script = path.read_text("utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "http:",
            "https:",
            "//www",
        ):
            assert word not in script, f"{path.name}: {word}"


def test_no_rule_of_a_style_sheet_stands_twice() -> None:
    """A rule that was pasted into another one takes that one's selectors away."""
    root = STATIC.parents[1]
    sheets = [path for path in root.rglob("*.css") if "vendor" not in path.parts]
    assert len(sheets) > 2
    for path in sheets:
        rules = Counter(line.strip() for line in path.read_text("utf-8").splitlines() if "{" in line and "}" in line)
        assert [rule for rule, number in rules.items() if number > 1] == [], path.name
