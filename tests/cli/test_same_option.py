"""`--same "A=B"` makes one history of two exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from library_fixtures import Run
from two_apps import telegram, whatsapp


@pytest.fixture
def exports(tmp_path: Path) -> tuple[Path, Path]:
    return whatsapp(tmp_path / "WhatsApp Chat with Rosa.txt"), telegram(tmp_path / "result.json")


def test_two_exports_become_one_history(run: Run, exports: tuple[Path, Path]) -> None:
    code, out, _ = run("check", *exports, "--me", "Imke", "--same", "Rosa=Rosi", "--same", "Imke=Imke Ruiz", "--json")
    assert code == 0
    (conversation,) = json.loads(out)["conversations"]
    assert conversation["messages"] == 240
    assert [person["name"] for person in conversation["people"]] == ["Rosa"]
    assert any("in Telegram from" in note for note in conversation["notes"])


def test_the_second_name_names_the_person_too(run: Run, exports: tuple[Path, Path]) -> None:
    same = ("--same", "Rosa=Rosi", "--same", "Imke=Imke Ruiz")
    code, out, _ = run("check", *exports, "--me", "Imke", *same, "--with", "rosi", "--json")
    assert code == 0
    assert [person["name"] for person in json.loads(out)["conversations"][0]["people"]] == ["Rosa"]


@pytest.mark.parametrize(
    ("same", "sentence"),
    [
        ("Rosa", "Give two names of one person"),
        ("Rosa=", "--same"),
        ("Rosa=Ben", "“Ben” here"),
        ("Rosa=Imke", "two people"),
    ],
)
def test_a_value_that_cannot_be_is_one_sentence(run: Run, exports: tuple[Path, Path], same: str, sentence: str) -> None:
    code, out, error = run("check", *exports, "--me", "Imke", "--same", same)
    assert (code, out) == (2, "")
    assert sentence in error
    assert error.count("\n") == 1


def test_it_goes_with_exports(run: Run) -> None:
    code, _, error = run("check", "--same", "Rosa=Rosi")
    assert code == 2
    assert "it with an export" in error
