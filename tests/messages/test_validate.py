from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from unlike.messages import SCHEMA, conform, schema_violations

START = datetime(2024, 3, 1, 9, tzinfo=UTC)


def sound() -> pl.DataFrame:
    """Six messages and a line of the app itself, without a fault."""
    frame = pl.DataFrame(
        {
            "sent_at": [START + timedelta(minutes=minute) for minute in range(7)],
            "sender": [None, "Ada", "Ben", "Ada", "Ben", "Ada", "Ben"],
            "text": ["Ada made the group", "hi", "hello", None, "nice", "look", None],
            "kind": ["system", "text", "text", "image", "text", "image", "deleted"],
            "ref": [f"L{line}" for line in range(1, 8)],
        },
        schema_overrides={"sent_at": SCHEMA["sent_at"]},
    )
    return conform(frame, "Ada", "test")


def spoilt(column: str, value: pl.Expr, row: int = 2) -> pl.DataFrame:
    """The sound table with one value replaced."""
    is_row = pl.int_range(pl.len()) == row
    put = pl.when(is_row).then(value.cast(SCHEMA[column])).otherwise(pl.col(column)).alias(column)
    return sound().with_columns(put)


def test_a_sound_table_has_no_fault() -> None:
    assert schema_violations(sound()) == []
    assert schema_violations(SCHEMA.to_frame(eager=True)) == []


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("conversation", pl.lit(None), "a row without a conversation"),
        ("sent_at", pl.lit(None), "a row without a time"),
        ("ref", pl.lit(None), "a row without a ref"),
        ("kind", pl.lit(None), "a row without a kind"),
        ("text", pl.lit(""), "an empty text instead of null"),
        ("sender", pl.lit(None), "a person's message without its sender"),
        ("text", pl.lit(None), "a message typed as text that has none"),
        ("sent_at", pl.lit(START + timedelta(hours=1)), "a time that runs back"),
    ],
)
def test_every_planted_fault_is_named_and_counted(column: str, value: pl.Expr, sentence: str) -> None:
    assert schema_violations(spoilt(column, value)) == [f"{sentence} (1×)"]


def test_a_ref_that_stands_twice_counts_both_rows() -> None:
    assert schema_violations(spoilt("ref", pl.lit("L5"))) == ["a ref that stands twice (2×)"]


def test_the_same_ref_and_earlier_times_are_no_fault_in_another_conversation() -> None:
    other = sound().with_columns(
        pl.lit("Ben").cast(SCHEMA["conversation"]).alias("conversation"), pl.col("sent_at") - timedelta(days=9)
    )
    assert schema_violations(pl.concat([sound(), other])) == []


def test_a_line_of_the_app_needs_no_sender_and_a_picture_no_text() -> None:
    assert schema_violations(sound().filter(pl.col("kind").is_in(["system", "image"]))) == []


def test_several_faults_are_all_named() -> None:
    broken = spoilt("text", pl.lit("")).with_columns(sender=pl.lit(None).cast(SCHEMA["sender"]))
    assert schema_violations(broken) == [
        "an empty text instead of null (1×)",
        "a person's message without its sender (6×)",
    ]


def test_another_shape_is_named_by_its_columns() -> None:
    assert schema_violations(sound().drop("ref", "text")) == ["columns not as in the schema: text, ref"]
    assert schema_violations(sound().with_columns(pl.col("sent_at").cast(pl.Datetime("ms", "UTC")))) == [
        "columns not as in the schema: sent_at"
    ]
    assert schema_violations(sound().select(reversed(SCHEMA.names()))) == ["columns not as in the schema: order"]
