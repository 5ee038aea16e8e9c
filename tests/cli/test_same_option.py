"""`--same "A=B"` makes one history of two exports."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library_fixtures import Run

START = datetime(2024, 1, 1, 9, tzinfo=UTC)


def whatsapp(path: Path) -> Path:
    """Some weeks with Rosa, as WhatsApp writes them on Android."""
    lines = []
    for day in range(60):
        moment = START + timedelta(days=day)
        lines += [
            f"{moment:%d/%m/%Y, %H:%M} - Rosa: good morning {day}",
            f"{moment:%d/%m/%Y, %H:%M} - Imke: and you {day}",
        ]
    path.write_text("\n".join(lines) + "\n")
    return path


def telegram(path: Path) -> Path:
    """The weeks after, as Telegram writes them."""
    messages = [
        {
            "id": 2 * day + number,
            "type": "message",
            "date": f"{START + timedelta(days=60 + day, minutes=number):%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(int((START + timedelta(days=60 + day, minutes=number)).timestamp())),
            "from": name,
            "from_id": f"user{number + 1}",
            "text": f"and now {day}",
        }
        for day in range(60)
        for number, name in enumerate(("Rosi", "Imke Ruiz"))
    ]
    document = {"name": "Rosi", "type": "personal_chat", "id": 7, "messages": messages}
    path.write_text(json.dumps(document))
    return path


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
