"""Whose words of fear are written to whom: only the person's own, to the owner alone, are fear of the owner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analyses import analysis_of
from unlike.results import Concern

BEGIN = datetime(2025, 3, 3, 9, tzinfo=UTC)
ASKED, SCARED = "please stop writing to me", "im afraid of you"


def concerns_of(folder: Path, *last: tuple[str, str], group: bool = False) -> dict[str, Concern | None]:
    """The concern of each person in a chat of forty days that ends with some messages."""
    names = ("Kim", "Lou", "Max") if group else ("Kim", "Lou")
    usual = [(name, f"soup {day} and bread") for day in range(40) for name in names]
    lines = [
        f"{BEGIN + timedelta(hours=7 * at):%d/%m/%Y, %H:%M} - {name}: {text}"
        for at, (name, text) in enumerate([*usual, *last])
    ]
    path = folder / ("WhatsApp Chat with Rowers.txt" if group else "WhatsApp Chat with Lou.txt")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (chat,) = analysis_of([path], owner="Kim").findings.conversations
    return {person.name: person.explanations.concern if person.explanations else None for person in chat.people}


@pytest.mark.parametrize("text", [ASKED, SCARED])
def test_the_persons_words_to_the_owner_are_fear_of_the_owner(tmp_path: Path, text: str) -> None:
    concern = concerns_of(tmp_path, ("Lou", text), ("Kim", "why?"))["Lou"]
    assert concern is not None
    assert len(concern.fear_of_owner) == 1
    assert concern.fear_of_owner == concern.messages


@pytest.mark.parametrize("text", [ASKED, SCARED])
def test_the_owners_own_words_are_none(tmp_path: Path, text: str) -> None:
    concern = concerns_of(tmp_path, ("Kim", text), ("Lou", "why?"))["Lou"]
    assert concern is not None
    assert len(concern.messages) == 1
    assert concern.fear_of_owner == ()


def test_fear_of_somebody_else_is_none(tmp_path: Path) -> None:
    concern = concerns_of(tmp_path, ("Lou", "im scared of him"))["Lou"]
    assert concern is not None
    assert concern.fear_of_owner == ()


def test_in_a_group_nobody_can_tell_whom_it_is_written_to(tmp_path: Path) -> None:
    concern = concerns_of(tmp_path, ("Lou", SCARED), group=True)["Lou"]
    assert concern is not None
    assert concern.messages
    assert concern.fear_of_owner == ()


def test_without_such_words_there_is_no_concern(tmp_path: Path) -> None:
    assert set(concerns_of(tmp_path, ("Lou", "please stop by the bakery")).values()) == {None}
