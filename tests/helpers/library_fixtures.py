"""A library of whoever runs the tests, as the command line finds it: with a cheap key and a passphrase at hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from library_exports import CHEAP, PASSPHRASE
from unlike.cli import main
from unlike.library import chat_library

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of the library costs little."""
    monkeypatch.setattr(chat_library, "KeyCost", lambda: CHEAP)


@pytest.fixture
def passphrase_at_hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Let a file descriptor give a passphrase, whenever one is read."""
    opened: list[int] = []

    def give(passphrase: str) -> None:
        reading, writing = os.pipe()
        opened.append(reading)
        os.write(writing, f"{passphrase}\n".encode())
        os.close(writing)
        monkeypatch.setenv("UNLIKE_PASSPHRASE_FD", str(reading))

    yield give
    for descriptor in opened:
        os.close(descriptor)


@pytest.fixture
def run(
    cheap_key: None,
    passphrase_at_hand: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a command, and return its exit code and what it wrote; a mistake of ours fails the test with its place."""
    del cheap_key
    monkeypatch.setenv("UNLIKE_TRACEBACK", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TZ", "UTC")

    def call(*arguments: str | Path, passphrase: str = PASSPHRASE) -> tuple[int, str, str]:
        passphrase_at_hand(passphrase)
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return call
