"""What is usual is what anybody would count in the chat."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import polars as pl
import pytest

if TYPE_CHECKING:
    from conftest import Studied


def test_every_figure_can_be_counted_again(rosa: Studied) -> None:
    habits = rosa.person.usual_habits
    assert habits is not None
    assert [one.sender for one in habits.people] == ["Rosa", "Imke"]
    rows = rosa.analysis.messages.filter(pl.col("sender").cast(pl.String) == "Rosa", pl.col("kind") != "call")
    clock = rows["sent_at"].dt.convert_time_zone("Europe/Berlin")
    day = clock.dt.offset_by("-4h").dt.date()
    theirs = habits.people[0]
    assert sum(habits.days) == len(rows)
    assert sum(map(sum, habits.hours)) >= len(rows)
    assert (
        habits.first
        == rosa.analysis.messages["sent_at"].dt.convert_time_zone("Europe/Berlin").dt.offset_by("-4h").dt.date().min()
    )
    written = rows.filter(pl.col("kind") == "text")["text"].drop_nulls()
    asked = sum("?" in text for text in written) / len(written)
    assert theirs.questions == pytest.approx(asked, abs=0.01)
    minutes = pl.DataFrame(
        {"day": day, "minute": (clock.dt.offset_by("-4h").dt.hour().cast(pl.Int32) + 4) * 60 + clock.dt.minute()}
    )
    first = minutes.group_by("day").agg(pl.col("minute").min())["minute"].to_list()
    assert theirs.first_minute == pytest.approx(median(first), abs=10)  # calls are talk, too
    assert theirs.begins is not None
    assert theirs.begins + (habits.people[1].begins or 0) == pytest.approx(1.0)
    assert theirs.messages_per_day == pytest.approx(len(rows) / len(habits.days), rel=0.01)
