"""Words of harm of the last days: each chat's own, nobody else's, and looked for once in all chats together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from analyses import analysis_of
from unlike.analysis import recent_concerns
from unlike.explain.topic_table import concern_messages

BEGIN = datetime(2025, 3, 3, 9, tzinfo=UTC)
HARM = "i want to kill myself"


def export(folder: Path, other: str, *last: tuple[str, str], days: int = 40) -> Path:
    """A chat of Kim's that ends with some messages."""
    usual = [(name, f"soup {day} and bread for {other}") for day in range(days) for name in ("Kim", other)]
    lines = [
        f"{BEGIN + timedelta(hours=12 * at):%d/%m/%Y, %H:%M} - {name}: {text}\n"
        for at, (name, text) in enumerate([*usual, *last])
    ]
    path = folder / f"WhatsApp Chat with {other}.txt"
    path.write_text("".join(lines), "utf-8")
    return path


def refs(paths: list[Path]) -> dict[str, int]:
    """Messages with words of harm by person."""
    people = [person for chat in analysis_of(paths, owner="Kim").findings.conversations for person in chat.people]
    concerns = {person.name: person.explanations.concern if person.explanations else None for person in people}
    return {name: len(concern.messages) for name, concern in concerns.items() if concern}


def test_each_chat_has_its_own(tmp_path: Path) -> None:
    paths = [export(tmp_path, "Lou", ("Lou", HARM)), export(tmp_path, "Max"), export(tmp_path, "Ada", ("Kim", HARM))]
    assert refs(paths) == {"Lou": 1, "Ada": 1}


@pytest.mark.parametrize(("after", "is_recent"), [(2, True), (24, True), (40, False)])
def test_the_last_two_weeks_count(tmp_path: Path, after: int, *, is_recent: bool) -> None:
    later = [("Lou", f"bread {at}") for at in range(after)]
    assert bool(refs([export(tmp_path, "Lou", ("Lou", HARM), *later)])) is is_recent


def test_all_chats_are_looked_at_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []

    def counted(written: pl.DataFrame) -> pl.DataFrame:
        looked_at.append(written.height)
        return concern_messages(written)

    monkeypatch.setattr(recent_concerns, "concern_messages", counted)
    refs([export(tmp_path, name, (name, HARM)) for name in ("Lou", "Max", "Ada")])
    assert len(looked_at) == 1
    assert looked_at[0] <= 3 * 2 * 15
