"""Rules of the house: small files, names that stand once, tests beside modules, one definition each, locked files."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/unlike"
MODULES = sorted(SOURCE.rglob("*.py"))
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", "node_modules", "vendor"}
MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_PARAMETERS = 300, 60, 5
SHARED_BASENAMES = {"__init__", "__main__", "base", "registry"}
"""Names that modules of several rooms may have, because they mean the same in each."""
ROOMS_OF_TESTS = {"system", "browser", "bench"}
"""Folders of tests that hold the whole and no single module."""
Function = ast.FunctionDef | ast.AsyncFunctionDef

# None of these patterns matches its own source.
REGISTRIES = re.compile(
    r"pypi\.(?:org|io)|pythonhosted\.|registry\.npmjs|\bcrates\.io|proxy\.golang|conda\.anaconda", re.IGNORECASE
)
ELSEWHERE = re.compile(
    r"(?<![\w.~])/(?:work|root|tmp/w)/"  # somebody's own machine
    r"|(?<![\w&/`#])#[0-9]{1,4}\b(?!;)|\bGH-[0-9]+"  # numbers of a tracker
    r"|\b(?:A\.I\.|LL[M]s?|GP[T]-?\d?|Co[p]ilot|[C]laude|[C]hatGPT)\b|language [m]odel|sub-?[a]gent"
)


def project_files() -> Iterator[Path]:
    """Every file of the tree that is ours to write; a linked work tree has a file `.git`."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and (name == ".ci" or not name.startswith("."))]
        yield from (Path(folder, name) for name in names if name not in NOT_OURS)


@cache
def project_texts() -> list[tuple[Path, str]]:
    texts = []
    for path in project_files():
        with suppress(UnicodeDecodeError):
            texts.append((path.relative_to(ROOT), path.read_text("utf-8")))
    return texts


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def parameters(function: Function) -> list[str]:
    arguments = function.args
    parts = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return [argument.arg for argument in parts if argument and argument.arg not in {"self", "cls"}]


def line_count(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def locked_versions(lock: str) -> dict[str, set[str]]:
    """Versions by package."""
    locked: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE):
        locked.setdefault(canonicalize_name(name), set()).add(version)
    return locked


def project_settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def requirements(group: str) -> list[Requirement]:
    """What pyproject asks for at run time and in one of its groups."""
    project = project_settings()
    names: list[str] = list(project["project"]["dependencies"])
    entries: list[str | dict[str, str]] = [{"include-group": group}]
    while entries:
        entry = entries.pop()
        if isinstance(entry, str):
            names.append(entry)
        else:
            entries += project["dependency-groups"][entry["include-group"]]
    return [Requirement(name) for name in names]


def repeated(names: Iterator[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def day_rule_literals(path: Path) -> Iterator[str]:
    """Places where four hours are written out: `hours=4`, `4 * 3600`, `4 * 60 * 60`, 14400."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.keyword | ast.expr):
            continue
        hours = isinstance(node, ast.keyword) and node.arg == "hours" and ast.unparse(node.value) in {"4", "4.0"}
        product = isinstance(node, ast.BinOp) and ast.unparse(node) in {"4 * 3600", "3600 * 4", "4 * 60 * 60"}
        seconds = isinstance(node, ast.Constant) and node.value == 4 * 60 * 60 and not isinstance(node.value, bool)
        if hours or product or seconds:
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_files_are_small() -> None:
    assert len(MODULES) > 50
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: size for path, size in sizes.items() if size > MAX_FILE_LINES} == {}


def test_functions_are_small() -> None:
    large = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in MODULES
        for function in functions(path)
        if line_count(function) > MAX_FUNCTION_LINES or len(parameters(function)) > MAX_PARAMETERS
    ]
    assert large == []


def test_every_module_has_a_docstring() -> None:
    assert [str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(tree_of(path))] == []


def test_no_module_basename_stands_twice() -> None:
    assert repeated(path.stem for path in MODULES if path.stem not in SHARED_BASENAMES) == []


def test_no_public_class_name_stands_twice() -> None:
    names = (
        node.name
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert repeated(names) == []


def test_a_test_file_is_named_after_a_module_of_its_room() -> None:
    strangers = []
    for test in (ROOT / "tests").rglob("test_*.py"):
        room = test.relative_to(ROOT / "tests").parts[0]
        modules = {path.stem for path in (SOURCE / room).rglob("*.py")} | {
            f"{room}_{name}" for name in SHARED_BASENAMES
        }
        if room not in ROOMS_OF_TESTS and test.stem.removeprefix("test_") not in modules:
            strangers.append(str(test.relative_to(ROOT)))
    assert strangers == []


def test_no_test_file_name_stands_twice() -> None:
    assert repeated(path.stem for path in (ROOT / "tests").rglob("*.py") if path.stem != "__init__") == []


def test_the_day_rule_is_written_once() -> None:
    rule = SOURCE / "core/day_rule.py"
    assert [place for path in MODULES if path != rule for place in day_rule_literals(path)] == []
    assert "DAY_START_HOUR: Final = 4" in rule.read_text("utf-8")


@pytest.mark.parametrize(
    ("module", "names"), [("types", {"Direction"}), ("spans", {"DateSpan", "IndexSpan"})], ids=["direction", "spans"]
)
def test_shared_types_are_defined_in_core_alone(module: str, names: set[str]) -> None:
    places = {
        str(path.relative_to(SOURCE))
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and node.name in names
    }
    assert places == {f"core/{module}.py"}


def test_the_contracts_guard_every_app_and_the_results() -> None:
    contracts = {contract["id"]: contract for contract in project_settings()["tool"]["importlinter"]["contracts"]}
    apps = contracts["apps"]
    assert (apps["type"], apps["modules"]) == ("independence", ["unlike.readers.apps.*"])
    results = contracts["results"]
    assert (results["type"], results["source_modules"]) == ("forbidden", ["unlike.results"])
    assert set(results["forbidden_modules"]) >= {"polars", "numpy"}
    assert not results.get("allow_indirect_imports", False)


@pytest.mark.parametrize("pattern", [REGISTRIES, ELSEWHERE], ids=["registries", "elsewhere"])
def test_the_tree_speaks_of_itself_alone(pattern: re.Pattern[str]) -> None:
    mentions = [f"{path}: {match.group()}" for path, text in project_texts() for match in pattern.finditer(text)]
    assert mentions == []


def test_the_patterns_can_find_something() -> None:
    assert REGISTRIES.search("https://py" + "pi.org/simple")
    assert ELSEWHERE.search("see #" + "12")
    assert ELSEWHERE.search("in /wo" + "rk/main")
    assert not ELSEWHERE.search("colour #fbf9f4, a &#55357; and a path a/work/b")


@pytest.mark.parametrize(("lock", "group"), [("requirements.txt", "build"), ("requirements-dev.txt", "dev")])
def test_the_lock_fits_what_is_asked_for(lock: str, group: str) -> None:
    locked = locked_versions(lock)
    for requirement in requirements(group):
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: run make lock"


def test_the_two_locks_agree() -> None:
    small, large = locked_versions("requirements.txt"), locked_versions("requirements-dev.txt")
    assert small.items() <= large.items()
    assert len(small) < len(large)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_everything_locked_has_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry.partition("\n")[0])
