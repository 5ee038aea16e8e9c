"""The passphrase: typed or from a descriptor, never shown, and one sentence where it cannot be had."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest

from library_exports import PASSPHRASE
from unlike.cli import main, passphrase
from unlike.cli.passphrase import VARIABLE, keyring_passphrase, read_passphrase
from unlike.errors import PassphraseError

if TYPE_CHECKING:
    from library_fixtures import Run


@contextmanager
def descriptor(content: bytes) -> Iterator[dict[str, str]]:
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    yield {VARIABLE: str(reading)}
    os.close(reading)


@pytest.mark.parametrize("content", ["vier graue Reiher", "vier graue Reiher\n", "vier graue Reiher\r\nmore\n"])
def test_a_descriptor_gives_its_first_line(content: str) -> None:
    with descriptor(content.encode()) as environment:
        assert read_passphrase(new=True, environment=environment) == "vier graue Reiher"


@pytest.mark.parametrize("named", ["", "x", "-1", "99999999999999999999", "987"])
def test_no_descriptor_is_a_sentence(named: str) -> None:
    with pytest.raises(PassphraseError, match="number of an open file descriptor"):
        read_passphrase(new=False, environment={VARIABLE: named})


def test_what_is_no_text_is_a_sentence() -> None:
    with descriptor(b"\xff\xfe") as environment, pytest.raises(PassphraseError, match="descriptor"):
        read_passphrase(new=False, environment=environment)


def test_a_new_one_must_not_be_short() -> None:
    with descriptor(b"reiher\n") as environment, pytest.raises(PassphraseError, match="too short"):
        read_passphrase(new=True, environment=environment)
    with descriptor(b"reiher\n") as environment:
        assert read_passphrase(new=False, environment=environment) == "reiher"


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("vier graue Reiher\n"))
    with pytest.raises(PassphraseError, match="in a terminal"):
        read_passphrase(new=False, environment={})


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines that somebody types on a terminal."""
    lines: list[str] = []

    def ask(_question: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    monkeypatch.setattr(passphrase, "getpass", ask)
    return lines


def test_it_is_typed_once_or_twice(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    typed += ["heron", "vier graue Reiher", "vier graue Reiher"]
    assert read_passphrase(new=False, environment={}) == "heron"
    assert capsys.readouterr() == ("", "")
    assert read_passphrase(new=True, environment={}) == "vier graue Reiher"
    output = capsys.readouterr()
    assert "Nobody can restore it" in output.err
    assert "Reiher" not in output.err + output.out


def test_two_that_differ_are_a_sentence(typed: list[str]) -> None:
    typed += ["vier graue Reiher", "vier graue Reihen"]
    with pytest.raises(PassphraseError, match="not the same"):
        read_passphrase(new=True, environment={})


def test_the_end_of_the_input_interrupts(typed: list[str]) -> None:
    assert typed == []
    with pytest.raises(click.Abort):
        read_passphrase(new=False, environment={})


class FakeKeyring(ModuleType):
    """Keyring that holds one passphrase, or cannot be used."""

    def __init__(self, found: str | Exception | None) -> None:
        super().__init__("keyring")
        self.found = found
        self.__spec__ = ModuleSpec("keyring", None)

    def get_password(self, service: str, name: str) -> str | None:
        assert (service, name) == ("unlike", "library")
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.mark.parametrize(
    ("found", "expected"), [("vier graue Reiher", "vier graue Reiher"), (None, None), (RuntimeError("locked"), None)]
)
def test_the_keyring_gives_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, found: str | Exception | None, expected: str | None
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring(found))
    assert keyring_passphrase({}) == expected
    assert keyring_passphrase({VARIABLE: "3"}) is None


def test_without_the_extra_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "find_spec", lambda _name: None)
    assert keyring_passphrase({}) is None


def test_a_command_takes_the_passphrase_of_the_keyring(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = tmp_path / "WhatsApp Chat with Rosa.txt"
    chat.write_text("13/10/2025, 10:00 - Rosa: hi\n13/10/2025, 10:01 - Imke: hello\n")
    assert run("add", chat, "--me", "Imke")[0] == 0
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring(PASSPHRASE))
    assert main(["list"]) == 0
    assert "Rosa" in capsys.readouterr().out
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    assert main(["restore", str(tmp_path / "copy.db"), "--replace"]) == 2
    assert "nobody is here to type its passphrase" in capsys.readouterr().err
