"""The documentation builds as a site without a warning, holds every page, and fetches nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import build_site
from unlike.messages.kinds import KIND_NAMES
from unlike.messages.schema import SCHEMA

ROOT = Path(__file__).parents[2]
LOADED = re.compile(r"<(?:script|img|iframe|source)[^>]*\ssrc=[\"']?([^\"'\s>]+)|<link[^>]*\shref=[\"']?([^\"'\s>]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation") / "whole"
    folder.mkdir()
    build_site.prepare(folder)
    done = build_site.build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_every_page_is_there_and_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        place = page.relative_to(ROOT / "docs")
        folder = place.parent if place.name == "README.md" else place.with_suffix("")
        html = (site / folder / "index.html").read_text("utf-8")
        loaded = [source or target for source, target in LOADED.findall(html)]
        assert loaded
        assert not [address for address in loaded if "//" in address]


def test_every_folder_of_pages_is_a_section() -> None:
    folders = {page.relative_to(ROOT / "docs").parts[0] for page in (ROOT / "docs").glob("*/**/*.md")}
    assert folders == set(build_site.SECTIONS.values())


def test_a_link_out_of_the_documentation_becomes_its_words() -> None:
    page = ROOT / "docs/how-to/x.md"
    text = "[a](../../src/a.py) [b](../README.md#c) ![d](../../d.png) [e](https://example.org) [f](#g)"
    assert build_site.without_leaving_links(page, text) == text.replace("[a](../../src/a.py)", "a")


def test_the_page_of_the_message_table_has_its_columns_and_kinds() -> None:
    page = (ROOT / "docs/reference/messages.md").read_text("utf-8")
    rows = re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert named == [*SCHEMA.names(), *KIND_NAMES]
