"""Code blocks of the documentation as examples of Sybil: each runs, or a comment before it says why it does not.

A comment directly above a block says what becomes of it:

- `not run: REASON`: it cannot be run here; its commands, options and extras are looked up all the same.
- `run by tests/…/test_x.py`: that test runs it.
- `file: NAME`: it is a file, and is there before anything of its page runs. "`NAME`:" in a line above says the same.
- `read as APP`: it is an export of that app (`⇥` stands for a tab).
- `each alone`: its commands are alternatives, and each begins where the block begins.

Without one, Python and shell run, and a text directly below them is what they print; a line `…` stands for any lines.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from sybil import Document, Example, Region, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from document_cli import help_texts
from page_shell import check_commands
from unlike import api

ROOT: Final = Path(__file__).parents[2]
_ELSEWHERE: Final = {".git", ".venv", "build", "dist", "node_modules"}
_COMMENT: Final = re.compile(r"<!-- (not run: |run by |file: |read as |each alone)(.*?) ?-->\n+\Z")
_NAMED: Final = re.compile(r"^`([\w./]+)`:\n\n\Z", re.MULTILINE)
_HELP: Final = re.compile(r"Usage: unlike((?: [a-z]+)?) \[")
PAGES: Final = sorted(
    page for page in ROOT.rglob("*.md") if not _ELSEWHERE & set(page.relative_to(ROOT).parts)
)  # fmt: skip


class BlockLexer(RawFencedCodeBlockLexer):
    """Finds every fenced block, also one that names no language."""

    def __init__(self) -> None:
        super().__init__(re.compile(r"(?P<language>[^\n]*)\n"))


class UnprovenError(AssertionError):
    """A block is neither run nor says why not, or does not do what the page says."""


def parse_blocks(document: Document) -> Iterator[Region]:
    """Parser of Sybil: each fenced block with the evaluator that its language or the comment above it asks for."""
    previous: Region | None = None
    for region in BlockLexer()(document):
        above = document.text[: region.start]
        region.parsed = region.lexemes["source"]
        comment, named = _COMMENT.search(above), _NAMED.search(above)
        if comment:
            region.lexemes |= {"directive": comment[1].strip(" :"), "argument": comment[2]}
        elif named:
            region.lexemes |= {"directive": "file", "argument": named[1]}
        region.lexemes["is_output"] = (
            region.lexemes["language"] == "text"
            and previous is not None
            and previous.lexemes["language"] in _LANGUAGES
            and not document.text[previous.end : region.start].strip()
        )
        region.evaluator = evaluate
        yield region
        previous = region


PAGE_EXAMPLES: Final = Sybil(parsers=[parse_blocks], patterns=["*.md"])


def run_examples(document: Document) -> None:
    """Do what a page says, from its first block to its last; its files are there before.

    Args:
        document: a page, with a `PageShell` under the name "shell" in its namespace.

    Raises:
        AssertionError: of the first block that does not do what the page says.
    """
    for example in document.examples():
        if example.region.lexemes.get("directive") == "file":
            document.namespace["shell"].write_file(example.region.lexemes["argument"], str(example.parsed))
    for example in document.examples():
        example.evaluate()


def indented_blocks(text: str) -> list[str]:
    """First lines of code blocks that are indented instead of fenced, which would escape the tests."""
    unfenced = re.sub(r"^( *)```.*?^\1```", "", text, flags=re.MULTILINE | re.DOTALL)
    paragraphs = re.split(r"\n\s*\n", unfenced)
    in_list = re.compile(r"\s*(?:[-*]|\d+\.)\s")
    return [
        after.splitlines()[0]
        for before, after in pairwise(paragraphs)
        if after.startswith("    ") and not in_list.match(before)
    ]


def evaluate(example: Example) -> None:
    """Do what a block and the comment above it say.

    Raises:
        UnprovenError: it says nothing that can be done.
    """
    words = example.region.lexemes
    if directive := _DIRECTIVES.get(words.get("directive", "")):
        directive(example, words["argument"])
    elif words["is_output"]:
        _compare(example, example.namespace["shell"].printed)
    elif language := _LANGUAGES.get(words["language"]):
        language(example)
    elif help_text := _HELP.match(example.parsed):
        _compare(example, dict(help_texts())[f"unlike{help_text[1]}"])
    else:
        raise UnprovenError(f"{_place(example)}: run it, or say above it <!-- not run: REASON -->")


def _place(example: Example) -> str:
    return f"{Path(example.path).relative_to(ROOT)}:{example.line}"


def _look_up(example: Example, reason: str) -> None:
    """Look up what a block that is not run asks for."""
    assert len(reason.split()) > 1, f"{_place(example)}: say why it is not run"
    check_commands(example.parsed)


def _check_test(example: Example, test: str) -> None:
    """Hold a test that is said to run a block against its own words: it names the page."""
    assert Path(example.path).name in (ROOT / test).read_text("utf-8"), f"{_place(example)}: {test} does not"


def _run_alone(example: Example, _: str) -> None:
    example.namespace["shell"].run(str(example.parsed), alone=True)


def _run_shell(example: Example) -> None:
    example.namespace["shell"].run(str(example.parsed))


def _run_python(example: Example) -> None:
    example.namespace["shell"].run_python(lambda: PythonEvaluator()(example))


def _run_console(example: Example) -> None:
    """Run what stands behind each `$ `, and compare what stands below it."""
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", example.parsed, re.MULTILINE):
        example.namespace["shell"].run(command)
        if expected.strip():
            _compare(example, example.namespace["shell"].printed, expected)


def _compare(example: Example, printed: str, expected: str | None = None) -> None:
    """Hold what was printed against what the page shows."""
    shown = (example.parsed if expected is None else expected).strip("\n")
    pattern = "\n".join(
        r"(?:.*\n)*?.*" if line.strip() == "…" else re.escape(line.rstrip()) for line in shown.split("\n")
    )
    actual = "\n".join(line.rstrip() for line in printed.strip("\n").split("\n"))
    assert re.fullmatch(pattern, actual), f"{_place(example)} shows\n{shown}\nand printed is\n{actual}"


def _read_export(example: Example, app: str) -> None:
    """Read a block as the export it stands for; nothing of it is left out."""
    title = {"line": "[LINE] Chat with Rosa.txt", "viber": "Rosa Ahl.csv"}.get(app, "chat.txt")
    file = example.namespace["shell"].write_file(title, example.parsed.replace("⇥", "\t"))
    chats = api.read(file, zone="Europe/Berlin", app=app)
    assert chats.messages.height > 1, _place(example)
    assert [summary.skipped for summary in chats.summaries()] == [0], _place(example)


def _check_file(example: Example, name: str) -> None:
    """Parse a file of a format that can be parsed without more."""
    match Path(name).suffix:
        case ".json":
            json.loads(example.parsed)
        case ".toml":
            tomllib.loads(example.parsed)
        case ".py":
            compile(example.parsed, name, "exec")


_DIRECTIVES: Final[dict[str, Callable[[Example, str], None]]] = {
    "not run": _look_up,
    "run by": _check_test,
    "read as": _read_export,
    "file": _check_file,
    "each alone": _run_alone,
}
_LANGUAGES: Final[dict[str, Callable[[Example], None]]] = {
    "python": _run_python,
    "sh": _run_shell,
    "bash": _run_shell,
    "console": _run_console,
}
