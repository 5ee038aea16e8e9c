"""CITATION.cff cites the version and the licence that the package has."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("field", ["version", "license"])
def test_the_citation_agrees_with_the_package(field: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert re.findall(rf"^{field}: (.+)$", citation, re.MULTILINE) == [project[field]]
