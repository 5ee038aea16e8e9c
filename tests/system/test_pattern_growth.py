"""No pattern of a reader begins with a run that a search tries again from each of its places."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2] / "src"
MODULES = sorted((ROOT / "unlike/readers").rglob("*.py"))
SEARCHES = {"search", "sub", "subn", "split", "findall", "finditer"}
SINGLE = {_constants.IN, _constants.ANY, _constants.NOT_LITERAL, _constants.LITERAL, _constants.CATEGORY}
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}


def searched_patterns(path: Path) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns by name that a module searches with from any place on."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in SEARCHES and isinstance(node.value, ast.Name):
            pattern = getattr(module, node.value.id, None)
            if isinstance(pattern, re.Pattern):
                yield f"{path.stem}.{node.value.id}", pattern


def begins_with_run(items: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a search with a part of a pattern can begin at each place of a run, and reads the run from each."""
    (kind, value), *others = [*items, (None, None)]
    if kind in REPEATS:
        low, high, inside = value
        is_run = high is _constants.MAXREPEAT and len(inside) == 1 and inside[0][0] in SINGLE
        return (is_run and len(others) > 1) or (not low and begins_with_run(others[:-1]))
    if kind is _constants.BRANCH:
        return any(map(begins_with_run, value[1]))
    return kind is _constants.SUBPATTERN and begins_with_run([*value[-1], *others[:-1]])


def test_no_search_begins_with_a_run() -> None:
    found = {
        name
        for path in MODULES
        for name, pattern in searched_patterns(path)
        if begins_with_run(_parser.parse(pattern.pattern, pattern.flags))
    }
    assert found == set()


def test_the_kinds_of_runs_are_told_apart() -> None:
    slow = (r"\s*x", r"(\s+)x", r"a|\d+:", r"(?:a?)\s*x", rb"[ ,]*\Z", r".+?x")
    quick = (r"x\s*", r"\d+", r"(?<!\s)\s*+x", r"\s{0,9}x", r"\A\s*x")
    assert all(begins_with_run(_parser.parse(pattern)) for pattern in slow)
    assert not any(begins_with_run(_parser.parse(pattern)) for pattern in quick)
