"""Build the documentation's site from `docs/` into `build/site`; a warning is an error, nothing is fetched.

Each folder of `docs/` is a section and each page's first heading its title, so that a new page needs no list. Links
that leave `docs/` lead to files of the source tree, which a site does not hold: their words stay, without the link.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SECTIONS: Final = {
    "Tutorials": "tutorial",
    "How to": "how-to",
    "Reference": "reference",
    "Explanation": "explanation",
    "Decisions": "decisions",
    "Measurements": "measurements",
}
"""Titles of the sections in their order, and their folders."""
_LINK: Final = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")


def title_of(page: Path) -> str:
    """First heading of a page.

    Raises:
        ValueError: it has none.
    """
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("# "):
            return line.removeprefix("# ").strip()
    raise ValueError(f"{page} has no heading")


def navigation(docs: Path = DOCS) -> list[Mapping[str, object]]:
    """The pages by section: first the folder's own, then its subfolders' as sections of their own."""
    sections: list[Mapping[str, object]] = [{"All pages": "README.md"}]
    for title, folder in SECTIONS.items():
        sections.append({title: list(_folder_entries(docs / folder, docs))})
    return sections


def _folder_entries(folder: Path, docs: Path) -> Iterator[Mapping[str, object]]:
    """Entries of a folder by title; a page README.md comes first."""
    pages = sorted(folder.glob("*.md"), key=lambda page: (page.name != "README.md", title_of(page).casefold()))
    yield from ({title_of(page): page.relative_to(docs).as_posix()} for page in pages)
    for inner in sorted(path for path in folder.iterdir() if path.is_dir() and any(path.rglob("*.md"))):
        yield {inner.name.replace("-", " ").capitalize(): list(_folder_entries(inner, docs))}


def without_leaving_links(page: Path, text: str, docs: Path = DOCS) -> str:
    """Text of a page without the links that leave the documentation."""

    def without_leaving_link(link: re.Match[str]) -> str:
        words, target = link[1], link[2].partition("#")[0]
        leaves = target and "://" not in target and not (page.parent / target).resolve().is_relative_to(docs.resolve())
        return words if leaves else link[0]

    return _LINK.sub(without_leaving_link, text)


def toml_value(value: object) -> str:
    """Navigation as TOML writes it; its strings are JSON's, which TOML reads alike."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml_value(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def prepare(folder: Path) -> None:
    """Write the settings with the navigation, and the pages, into an empty folder."""
    settings = (ROOT / "zensical.toml").read_text("utf-8")
    nav = f"[project]\nnav = {toml_value(navigation())}"
    shutil.copytree(DOCS, folder / "docs")
    (folder / "zensical.toml").write_text(settings.replace("[project]", nav, 1), "utf-8")
    for page in DOCS.rglob("*.md"):
        target = folder / "docs" / page.relative_to(DOCS)
        target.write_text(without_leaving_links(page, page.read_text("utf-8")), "utf-8")


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site into `site/` of a folder that `prepare` has filled."""
    program = Path(sys.executable).with_name("zensical")
    return subprocess.run([program, "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603


def main() -> int:
    """Build it and say where it lies; the exit code is that of the build."""
    folder = ROOT / "build/documentation"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    prepare(folder)
    process = build(folder)
    if process.returncode:
        print(process.stdout, process.stderr, sep="\n", file=sys.stderr)
        return process.returncode
    print(f"The documentation lies in {folder / 'site'}: open index.html by a local server, e.g.")
    print(f"  {sys.executable} -m http.server --bind 127.0.0.1 --directory {folder / 'site'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
