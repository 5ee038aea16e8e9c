from __future__ import annotations

import io
import sys

import click
import pytest

from unlike.cli.prompts import ask_owner, can_ask

NAMES = ["Rosa", "\x1b[31mImke", "rosa maria"]


class Terminal(io.StringIO):
    """A terminal, with the lines that somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ("1\n", NAMES[0]),
        ("ROSA\n", NAMES[0]),
        ("imke\n", NAMES[1]),
        ("0\n4\n3\n", NAMES[2]),
        ("a\nb\nc\n1\n", None),
    ],
)
def test_a_number_or_a_name_in_any_case_chooses(
    answers: str, name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    assert ask_owner(NAMES) == name


def test_two_names_with_the_same_letters_need_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("rosa\n2\n"))
    assert ask_owner(["Rosa", "rosa"]) == "rosa"


def test_the_end_of_the_input_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    with pytest.raises(click.Abort):
        ask_owner(NAMES)


def test_only_the_first_names_are_listed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"Member {number}" for number in range(1, 31)]
    monkeypatch.setattr(sys, "stdin", Terminal("21\nmember 25\n"))
    assert ask_owner(names) == "Member 25"
    out, err = capsys.readouterr()
    assert out == ""
    assert "  20  Member 20\n" in err
    assert "Member 21" not in err
    assert "and 10 more names" in err


def test_no_control_character_reaches_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("1\n"))
    ask_owner(NAMES)
    assert "\x1b" not in capsys.readouterr().err


def test_both_ends_must_be_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert can_ask()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert not can_ask()
