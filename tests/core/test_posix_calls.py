"""What Windows has not is called in one module; the names of it come from the standard library's own stubs."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import mypy
import pytest

from unlike.core import posix_calls

SOURCE = Path(__file__).parents[2] / "src/unlike"
STUBS = Path(mypy.__file__).parent / "typeshed/stdlib"
ABSENT_MODULES = {"curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}


def defined_names(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.If(body=then, orelse=other):
                yield from defined_names([*then, *other])


def stub_names(body: list[ast.stmt], *, windows: bool) -> Iterator[str]:
    """Names that a stub defines for systems that are not Windows, or for Windows too."""
    for node in body:
        if isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test):
            is_windows = "== 'win32'" in ast.unparse(node.test)
            yield from defined_names(node.body) if is_windows == windows else ()
            yield from stub_names(node.orelse, windows=windows) if windows else ()
        elif isinstance(node, ast.If):
            yield from stub_names([*node.body, *node.orelse], windows=windows)
        elif windows:
            yield from defined_names([node])


def absent_names(module: str) -> set[str]:
    """Names of a module that Windows has not."""
    stub = STUBS / module / "__init__.pyi" if (STUBS / module).is_dir() else STUBS / f"{module}.pyi"
    body = ast.parse(stub.read_text("utf-8")).body
    return set(stub_names(body, windows=False)) - set(stub_names(body, windows=True))


ABSENT = {module: absent_names(module) for module in ("os", "signal", "time", "select", "mmap")}


def absent_calls(text: str) -> list[str]:
    """What a module uses of that, under any spelling that names it."""
    uses = []
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in ABSENT.get(module, ()):
                uses.append(f"{module}.{name}")
            case ast.Call(
                func=ast.Name(id="getattr"), args=[ast.Name(id=module), ast.Constant(value=str(name)), *_]
            ) if name in ABSENT.get(module, ()):
                uses.append(f"{module}.{name}")
            case ast.ImportFrom(module=str(module), names=names):
                absent = ABSENT.get(module, set())
                uses += [module] if module in ABSENT_MODULES else []
                uses += [f"{module}.{name.name}" for name in names if name.name in absent]
            case ast.Import(names=names):
                uses += [name.name for name in names if name.name in ABSENT_MODULES]
            case ast.Attribute(value=ast.Name(id="ctypes"), attr="CDLL" as name):
                uses.append(f"ctypes.{name}")
    return uses


def test_what_windows_has_not_is_called_in_one_module() -> None:
    calls = {path: absent_calls(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}
    assert {path.stem for path, uses in calls.items() if uses} == {"posix_calls"}


@pytest.mark.parametrize(
    "text",
    [
        "import os\nos.getuid()",
        "from os import fork",
        "import fcntl",
        "getattr(os, 'nice')",
        "ctypes.CDLL(None)",
    ],
)
def test_such_a_call_would_be_seen(text: str) -> None:
    assert absent_calls(text)


def test_where_files_have_no_owner_they_are_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    status = tmp_path.stat()
    assert posix_calls.is_own(status)
    monkeypatch.setattr(os, "getuid", lambda: status.st_uid + 1)
    assert not posix_calls.is_own(status)
    monkeypatch.delattr(os, "getuid")
    assert posix_calls.is_own(status)


def test_there_is_no_library_of_c_where_the_system_is_no_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    assert posix_calls.c_library()
    monkeypatch.setattr(os, "name", "nt")
    assert posix_calls.c_library() is None
