"""What the house promises about itself: small rooms, no registry by its host, locked files that fit."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src/unlike").rglob("*.py"))
NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", "node_modules", "vendor"}
LINES, FUNCTION_LINES, PARAMETERS = 300, 60, 5
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


def files() -> Iterator[Path]:
    """Every file of the tree that is ours to write."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and (name == ".ci" or not name.startswith("."))]
        yield from (Path(folder, name) for name in names)


def texts() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path.relative_to(ROOT), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node


def parameters(function: Function) -> list[str]:
    given = function.args
    everything = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return [one.arg for one in everything if one and one.arg not in {"self", "cls"}]


def lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def names_of(lock: str) -> dict[str, set[str]]:
    """The locked versions of every package."""
    locked: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE):
        locked.setdefault(canonicalize_name(name), set()).add(version)
    return locked


def wanted(group: str) -> list[Requirement]:
    """What pyproject asks for at run time and in one of its groups."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked: list[str] = list(project["project"]["dependencies"])
    waiting: list[str | dict[str, str]] = [{"include-group": group}]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            asked.append(one)
        else:
            waiting += project["dependency-groups"][one["include-group"]]
    return [Requirement(one) for one in asked]


def test_files_are_small() -> None:
    assert len(MODULES) > 50
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: size for path, size in sizes.items() if size > LINES} == {}


def test_functions_are_small() -> None:
    large = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in MODULES
        for function in functions(path)
        if lines(function) > FUNCTION_LINES or len(parameters(function)) > PARAMETERS
    ]
    assert large == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize("pattern", [REGISTRIES, ELSEWHERE], ids=["registries", "elsewhere"])
def test_the_tree_speaks_of_itself_alone(pattern: re.Pattern[str]) -> None:
    said = [f"{path}: {match.group()}" for path, text in texts() for match in pattern.finditer(text)]
    assert said == []


def test_the_patterns_can_find_something() -> None:
    assert REGISTRIES.search("https://py" + "pi.org/simple")
    assert ELSEWHERE.search("see #" + "12")
    assert ELSEWHERE.search("in /wo" + "rk/main")
    assert not ELSEWHERE.search("colour #fbf9f4, a &#55357; and a path a/work/b")


@pytest.mark.parametrize(("lock", "group"), [("requirements.txt", "build"), ("requirements-dev.txt", "dev")])
def test_the_lock_fits_what_is_asked_for(lock: str, group: str) -> None:
    locked = names_of(lock)
    for requirement in wanted(group):
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: run make lock"


def test_the_two_locks_agree() -> None:
    small, large = names_of("requirements.txt"), names_of("requirements-dev.txt")
    assert small.items() <= large.items()
    assert len(small) < len(large)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_everything_locked_has_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry.partition("\n")[0])
