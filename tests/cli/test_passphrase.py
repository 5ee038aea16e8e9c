"""The passphrase: typed or from a descriptor, never shown, and one sentence where it cannot be had."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import pytest

from unlike.cli import passphrase
from unlike.cli.passphrase import VARIABLE, read_passphrase
from unlike.errors import PassphraseError


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
