"""Whatever a reader raises, a person meets one sentence."""

from __future__ import annotations

import lzma
import zipfile
import zlib

import pytest

from unlike.errors import BrokenExportError, EmptyExportError, InputError, UnreadableError
from unlike.readers.shield import shield
from unlike.readers.testkit import memory_export

EXPORT = memory_export({"chat.txt": b"x"})


class PanicException(BaseException):
    """What libraries written in Rust raise; its name is all that they have in common."""


def raised(error: BaseException) -> BaseException:
    with pytest.raises(BaseException) as caught, shield(EXPORT, "conversation 1", "the reader “x”"):  # noqa: PT011 - any
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ValueError("bad"), BrokenExportError, "the reader “x” stopped (ValueError: bad)"),
        (RecursionError("deep"), BrokenExportError, "RecursionError"),
        (MemoryError(), BrokenExportError, "MemoryError"),
        (PanicException("out of range"), BrokenExportError, "PanicException: out of range"),
        (zipfile.BadZipFile("x"), BrokenExportError, "the zip is damaged or was cut short"),
        (zlib.error("x"), BrokenExportError, "the zip is damaged or was cut short"),
        (lzma.LZMAError("x"), BrokenExportError, "the zip is damaged or was cut short"),
        (PermissionError(13, "Permission denied"), UnreadableError, "Permission denied"),
        (EmptyExportError(EXPORT.path), EmptyExportError, "this export is empty"),
    ],
)
def test_every_fault_is_one_sentence(error: BaseException, kind: type[InputError], words: str) -> None:
    shown = raised(error)
    assert type(shown) is kind
    assert words in str(shown)
    assert "\n" not in str(shown)
    assert kind.exit_code == 2


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3), GeneratorExit()])
def test_what_ends_the_program_ends_it(error: BaseException) -> None:
    assert raised(error) is error
