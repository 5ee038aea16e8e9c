from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from unlike.core.medium_limits import MediumLimitKind
from unlike.messages import schema_violations
from unlike.readers.base import Conversation, Interpretation, ParsedConversation
from unlike.readers.conversation_rows import (
    ConversationRows,
    RecordRow,
    gathered_conversation,
    microseconds,
    second_or_millisecond,
    whole_number,
)
from unlike.readers.coverage import miscount

NOON = 1_714_564_800_000_000
BERLIN = Interpretation(ZoneInfo("Europe/Berlin"))


def read(
    *rows: RecordRow, wall_clock: bool = False, has_reactions: bool = True, repeated: int = 0
) -> ParsedConversation:
    records = ConversationRows()
    records.rows, records.total, records.repeated = list(rows), len(rows) + repeated, repeated
    conversation = Conversation("k", "Rosa", "app", group=False, owner=None, clock=timedelta(seconds=1))
    gathered = gathered_conversation(conversation, records, wall_clock=wall_clock, has_reactions=has_reactions)
    part = gathered.interpreted(BERLIN)
    assert miscount(part.conversation.coverage, part.messages, len(part.conversation.skipped)) is None
    assert schema_violations(part.messages.sort("sent_at", maintain_order=True)) == []
    return part


def test_rows_are_as_the_table_wants_them() -> None:
    table = read(
        RecordRow("a", NOON, "Rosa", "text", "hi"),
        RecordRow("b", NOON, "Rosa", "text", "  "),
        RecordRow("b", NOON, "Rosa", "deleted", "was here"),
        RecordRow("b#2", NOON, "Rosa", "system", "joined"),
        RecordRow("c", NOON, "Rosa", "image", None, reactions=[("👍", None)]),
    ).messages
    assert table["kind"].to_list() == ["text", "media", "deleted", "system", "image"]
    assert table["text"].to_list() == ["hi", None, None, None, None]
    assert table["sender"].to_list() == ["Rosa", "Rosa", "Rosa", None, "Rosa"]
    assert table["ref"].n_unique() == 5
    assert table["reactions"].to_list() == [[], [], [], [], [{"emoji": "👍", "sender": None}]]


def test_without_reactions_of_the_app_the_column_is_null() -> None:
    assert read(RecordRow("a", NOON, "Rosa", "text", "hi"), has_reactions=False).messages["reactions"].to_list() == [
        None
    ]


@pytest.mark.parametrize(
    ("sent_at", "why"),
    [
        (None, "no date"),
        (-1, "before 1970"),
        (NOON * 1000, "after 2099"),
        ((1 << 63) - 1, "after 2099"),
    ],
)
def test_a_time_that_no_message_has_leaves_the_record_over(sent_at: int | None, why: str) -> None:
    others = [RecordRow(f"r{number}", NOON + number, "Rosa", "text", "hi") for number in range(9)]
    part = read(*others, RecordRow("odd", sent_at, "Rosa", "text", "hi"))
    assert part.messages.height == 9
    assert [record.ref for record in part.conversation.skipped] == ["odd"]
    assert why in part.conversation.skipped[0].why


def test_a_wall_clock_follows_the_zone_without_a_second_reading() -> None:
    part = read(RecordRow("a", NOON, "Rosa", "text", "hi", edited_at=NOON + 60 * 10**6), wall_clock=True)
    assert part.messages["sent_at"].to_list() == [datetime(2024, 5, 1, 10, tzinfo=UTC)]
    assert part.messages["edited_at"].to_list() == [datetime(2024, 5, 1, 10, 1, tzinfo=UTC)]
    assert part.conversation.limit(MediumLimitKind.NO_ZONE)
    assert part.reinterpret is not None
    again = part.reinterpret(Interpretation(ZoneInfo("Asia/Kolkata")))
    assert isinstance(again, ParsedConversation)
    assert again.messages["sent_at"].to_list() == [datetime(2024, 5, 1, 6, 30, tzinfo=UTC)]
    assert read(RecordRow("a", NOON, "Rosa", "text", "hi")).reinterpret is None


def test_newest_first_is_turned_around() -> None:
    times = (NOON + 2, NOON + 1, NOON + 1, NOON)
    part = read(*(RecordRow(str(number), at, "Rosa", "text", "hi") for number, at in enumerate(times)))
    assert part.messages["ref"].to_list() == ["3", "2", "1", "0"]
    assert part.conversation.notes == ()


def test_what_was_done_is_said() -> None:
    part = read(
        RecordRow("a", NOON, "Rosa", "text", "hi"),
        RecordRow("b", NOON - 1, "Bo", "text", "ho"),
        RecordRow("c", NOON + 1, "Bo", "text", "ho"),
        repeated=2,
    )
    assert [note.partition(":")[0] for note in map(str, part.conversation.notes)] == [
        "Messages that stand behind later ones and were sorted by time",
        "2 records stood in the export a second time and count once.",
    ]


def test_no_records_make_an_empty_table() -> None:
    assert read().messages.is_empty()


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), ("5", 5), (" -5 ", -5), (5.0, 5), (5.5, None), (True, None), ("5a", None), ("--5", None), (None, None)],
)
def test_numbers(value: object, number: int | None) -> None:
    assert whole_number(value) == number
    assert microseconds(value, 1_000) == (None if number is None else number * 1_000)


def test_a_number_without_measure_is_none() -> None:
    assert microseconds(10**400, 1) is None
    assert microseconds("9" * 39, 1_000) is None


@pytest.mark.parametrize("edited", [True, False])
@pytest.mark.parametrize(
    "clocks", [(True, False, False), (False, True, False), (False, True, True), (True, True, True)]
)
def test_every_time_is_read_by_its_own_clock(clocks: tuple[bool, ...], *, edited: bool) -> None:
    hour = 3_600_000_000
    at = [NOON + number * 24 * hour for number in range(len(clocks))]
    part = read(
        *(
            RecordRow(str(number), at[number], "Rosa", "text", "hi", None, at[number] + 1 if edited else None,
                      sent_by_wall_clock=by_wall, edited_by_wall_clock=by_wall)
            for number, by_wall in enumerate(clocks)
        )
    )  # fmt: skip
    wanted = [moment - 2 * hour * by_wall for moment, by_wall in zip(at, clocks, strict=True)]  # Berlin in May
    assert part.messages["sent_at"].dt.epoch("us").to_list() == wanted
    assert part.messages["edited_at"].dt.epoch("us").to_list() == [moment + 1 if edited else None for moment in wanted]
    assert part.reinterpret is not None
    assert part.conversation.limit(MediumLimitKind.NO_ZONE) is not None
    said = [str(note) for note in part.conversation.notes]
    expected = f"Times without a zone, read as those of Europe/Berlin: {sum(clocks)}."
    assert said == ([] if all(clocks) else [expected])


def test_an_edit_by_a_wall_clock_is_read_by_it_although_the_message_has_a_moment() -> None:
    row = RecordRow("a", NOON, "Rosa", "text", "hi", None, NOON + 7_200_000_001, edited_by_wall_clock=True)
    part = read(row)
    assert part.messages["sent_at"].dt.epoch("us").to_list() == [NOON]
    assert part.messages["edited_at"].dt.epoch("us").to_list() == [NOON + 1]
    assert part.reinterpret is not None


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (1_714_564_800, NOON),
        (1_714_564_800_000, NOON),
        ("1714564800", NOON),
        (-1, -1_000_000),
        (1.5, 1_500_000),
        ("1714550400.25", 1_714_550_400_250_000),
        (1_714_550_400_000_000, 1_714_550_400_000_000),
        (1_714_550_400_000_000_000, 1_714_550_400_000_000),
        (float("nan"), None),
        (float("inf"), None),
        (1e300, None),
        ("soon", None),
        (None, None),
        (True, None),
    ],
)
def test_seconds_and_thousandths_are_told_apart(value: object, at: int | None) -> None:
    assert second_or_millisecond(value) == at


def test_texts_without_words_are_counted() -> None:
    part = read(RecordRow("a", NOON, "Rosa", "text", " "), RecordRow("b", NOON, "Rosa", "image"))
    assert [str(note)[:30] for note in part.conversation.notes] == ["1 message of which the export "]
