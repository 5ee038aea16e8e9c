"""Terms as numbers: some messages chosen from all are weighed as if they stood alone."""

from __future__ import annotations

from datetime import date, timedelta
from math import log

import numpy as np
import polars as pl
import pytest

from unlike.explain.term_table import TermTable
from unlike.text import TOPICS

START = date(2024, 1, 1)
TERMS = pl.List(pl.Struct({"topic": pl.String, "term": pl.String, "grade": pl.Float64}))


def mentions(seed: int, rows: int = 300) -> pl.DataFrame:
    """Messages of three people, of which some tell a topic by a term or two."""
    rng = np.random.default_rng(seed)

    def terms() -> list[dict[str, object]]:
        return [
            {
                "topic": str(rng.choice(TOPICS[:3])),
                "term": f"t{rng.integers(5)}",
                "grade": float(rng.integers(1, 9)) / 8,
            }
            for _ in range(int(rng.choice((0, 0, 0, 1, 2))))
        ]

    return pl.DataFrame(
        {
            "conversation": ["here"] * rows,
            "sender": rng.choice(["Mira", "Jon", "Ada"], rows).tolist(),
            "ref": [f"L{at}" for at in range(rows)],
            "day": [START + timedelta(days=int(day)) for day in np.sort(rng.integers(0, 60, rows))],
            "terms": [terms() for _ in range(rows)],
        },
        schema_overrides={"terms": TERMS},
    )


@pytest.mark.parametrize("seed", range(20))
def test_messages_that_are_chosen_weigh_as_much_as_alone(seed: int) -> None:
    table = mentions(seed)
    rows = (table["sender"] != "Ada").to_numpy()
    chosen, alone = TermTable.of(table).select_messages(rows), TermTable.of(table.filter(pl.Series(rows)))
    assert chosen.message_rows().equals(alone.message_rows())
    assert chosen.days.tolist() == alone.days.tolist()
    of_chosen, of_alone = chosen.topic_weights(), alone.topic_weights()
    assert of_chosen.messages.tolist() == of_alone.messages.tolist()
    assert of_chosen.topics.tolist() == of_alone.topics.tolist()
    assert of_chosen.weights.tolist() == of_alone.weights.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_a_term_weighs_by_how_rarely_a_day_has_it(seed: int) -> None:
    table = mentions(seed)
    days_of: dict[tuple[str, str], set[date]] = {}
    told: dict[tuple[int, str], dict[str, float]] = {}
    for row, (day, terms) in enumerate(table.select("day", "terms").iter_rows()):
        for one in terms:
            days_of.setdefault((one["topic"], one["term"]), set()).add(day)
            told.setdefault((row, one["topic"]), {}).setdefault(one["term"], one["grade"])
    days = table["day"].n_unique()
    expected = {
        (row, topic): sum(grade * log(days / len(days_of[topic, term])) ** 4 for term, grade in terms.items())
        for (row, topic), terms in told.items()
    }
    weighed = TermTable.of(table).topic_weights()
    keys = zip(weighed.messages.tolist(), (TOPICS[place] for place in weighed.topics), strict=True)
    assert dict(zip(keys, weighed.weights.tolist(), strict=True)) == pytest.approx(expected)


def test_nobody_tells_anything() -> None:
    empty = TermTable.of(mentions(1).clear())
    assert empty.message_rows().is_empty()
    assert empty.topic_weights().weights.size == 0
    assert TermTable.of(mentions(1)).select_messages(np.zeros(300, dtype=np.bool_)).topic_weights().messages.size == 0
