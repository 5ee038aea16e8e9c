"""No pattern of a reader costs the square of a line: begins with a run a search tries again from each of its places, or
has two runs of the same characters side by side, of which each length of the first is tried with each of the second."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2] / "src"
MODULES = sorted((ROOT / "unlike/readers").rglob("*.py"))
SEARCHES = {"search", "sub", "subn", "split", "findall", "finditer"}
SINGLE = {_constants.IN, _constants.ANY, _constants.NOT_LITERAL, _constants.LITERAL, _constants.CATEGORY}
GROUP = _constants.SUBPATTERN
SAMPLE = "".join(map(chr, range(32, 127))) + "\t\n\xa0é写"
CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def searched_patterns(path: Path) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Patterns by name that a module searches with from any place on."""
    module = importlib.import_module(module_name(path))
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
        is_run = high is _constants.MAXREPEAT and bool(inside)
        return (is_run and len(others) > 1) or (not low and begins_with_run(others[:-1]))
    if kind is _constants.BRANCH:
        return any(map(begins_with_run, value[1]))
    return kind is _constants.SUBPATTERN and begins_with_run([*value[-1], *others[:-1]])


def all_patterns(value: object) -> Iterator[re.Pattern[Any]]:
    """Patterns in a value of a module."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, Mapping)):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from all_patterns(each)


def flat(items: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Parts of a pattern, those of groups in their place."""
    return [part for kind, value in items for part in (flat(value[-1]) if kind is GROUP else [(kind, value)])]


def takes(item: tuple[Any, Any], sign: str, flags: int) -> bool:
    """Whether a part for one character takes one."""
    kind, value = item
    if kind is _constants.ANY:
        return sign != "\n" or bool(flags & re.DOTALL)
    if kind is _constants.IN:
        inside = [each for each in value if each[0] is not _constants.NEGATE]
        return any(takes(each, sign, flags) for each in inside) != (len(inside) < len(value))
    if kind is _constants.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    if kind is _constants.CATEGORY:
        return bool(re.match(CATEGORIES[str(value)], sign))
    return (sign == chr(value)) is (kind is _constants.LITERAL)


def has_touching_runs(items: Iterable[tuple[Any, Any]], flags: int) -> bool:
    """Whether two runs of the same characters, each without end, stand side by side in a pattern."""
    parts = flat(items)
    for place, (kind, value) in enumerate(parts):
        inner = value[1] if kind is _constants.BRANCH else [value[2]] if kind in REPEATS else []
        if any(has_touching_runs(each, flags) for each in inner):
            return True
        following = next((part for part in parts[place + 1 :] if is_run(part) or not may_be_empty(part)), None)
        if is_run((kind, value)) and following and is_run(following):
            first, second = value[2][0], following[1][2][0]
            if any(takes(first, sign, flags) and takes(second, sign, flags) for sign in SAMPLE):
                return True
    return False


def is_run(part: tuple[Any, Any]) -> bool:
    kind, value = part
    return kind in REPEATS and value[1] is _constants.MAXREPEAT and len(value[2]) == 1 and value[2][0][0] in SINGLE


def may_be_empty(part: tuple[Any, Any]) -> bool:
    kind, value = part
    return kind is _constants.AT or (kind in REPEATS and value[0] == 0)


def test_no_two_runs_of_the_same_characters_touch() -> None:
    found = {
        f"{path.stem}.{name}"
        for path in MODULES
        for name, value in vars(importlib.import_module(module_name(path))).items()
        for pattern in all_patterns(value)
        if has_touching_runs(_parser.parse(pattern.pattern, pattern.flags), pattern.flags)
    }
    assert found == set()


def test_touching_runs_are_told_from_others() -> None:
    slow = (r"(?:Chat with )?(.+?):*", r"x\s*(.*)", r"a|-\s*(?P<date>[^-].*?)\s*-", rb" *]?\s*}", r"(?:\d+(?:\w*)x)+")
    quick = (r"\s*+(.*)", r"\d+\s*", r".*x.*", r".*?(?<!\s)\s*-", r"\d{4}\w*x", r"\w{0,9}\w*")
    assert all(has_touching_runs(_parser.parse(pattern), 0) for pattern in slow)
    assert not any(has_touching_runs(_parser.parse(pattern), 0) for pattern in quick)


def test_no_search_begins_with_a_run() -> None:
    found = {
        name
        for path in MODULES
        for name, pattern in searched_patterns(path)
        if begins_with_run(_parser.parse(pattern.pattern, pattern.flags))
    }
    assert found == set()


def test_the_kinds_of_runs_are_told_apart() -> None:
    slow = (r"\s*x", r"(\s+)x", r"a|\d+:", r"(?:a?)\s*x", rb"[ ,]*\Z", r".+?x", r"(?:_|away)+\Z")
    quick = (r"x\s*", r"\d+", r"(?<!\s)\s*+x", r"\s{0,9}x", r"\A\s*x")
    assert all(begins_with_run(_parser.parse(pattern)) for pattern in slow)
    assert not any(begins_with_run(_parser.parse(pattern)) for pattern in quick)
