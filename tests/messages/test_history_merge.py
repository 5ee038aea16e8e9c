"""Any split of a history into overlapping parts, in any order, gives the history again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.messages import conform
from unlike.messages.history_merge import merge_history
from unlike.messages.message_overlap import HistoryPart

START = datetime(2024, 3, 1, 8, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
Message = tuple[int, str, str]
"""Minutes after the start, sender, text."""


def part(messages: Sequence[Message], label: str = "part", clock: timedelta = MINUTE, ids: str = "") -> HistoryPart:
    """Messages as an export's part; the refs are the lines."""
    frame = pl.DataFrame(
        {
            "sent_at": [START + minutes * MINUTE for minutes, _, _ in messages],
            "sender": [sender for _, sender, _ in messages],
            "text": [text for _, _, text in messages],
            "ref": [f"L{number}" for number in range(1, len(messages) + 1)],
        },
        schema_overrides={"sent_at": pl.Datetime("us", "UTC")},
    )
    return HistoryPart(conform(frame, "Rosa", "whatsapp"), clock, label, ids)


def rows(table: pl.DataFrame) -> list[Message]:
    """The messages of a table, as they were given."""
    minutes = (table["sent_at"] - START).dt.total_minutes().to_list()
    return list(zip(minutes, table["sender"].to_list(), table["text"].to_list(), strict=True))


def histories() -> st.SearchStrategy[list[Message]]:
    """Histories with few words and many messages a minute, so that equal ones are common."""
    message = st.tuples(st.integers(0, 2), st.sampled_from(["Rosa", "Imke"]), st.sampled_from(["ok", "ha", "no"]))

    def timed(steps: list[Message]) -> list[Message]:
        at, timed_messages = 0, []
        for step, sender, text in steps:
            at += step
            timed_messages.append((at, sender, text))
        return timed_messages

    return st.lists(message, min_size=2, max_size=40).map(timed)


@st.composite
def split_histories(draw: st.DrawFn) -> tuple[list[Message], list[list[Message]]]:
    """A history, and parts of it in any order; each overlap can be told from its contents."""
    history = draw(histories())
    parts, start, end = [], 0, 0
    while end < len(history):
        end = draw(st.integers(max(end, start + 1), len(history)))
        while end < len(history) and history[end - 1][0] == history[start][0]:
            end += 1  # no part but the last lies within one minute
        parts.append(history[start:end])
        places = [place for place in range(start, end) if _is_clear(history, place, end)]
        if end < len(history) and not places:
            end = len(history)
            parts[-1] = history[start:end]
        elif end < len(history):
            start = draw(st.sampled_from(places))
    return history, draw(st.permutations(parts))


def _is_clear(history: list[Message], start: int, end: int) -> bool:
    """Whether rows start..end, which two parts share, reach over two minutes or hold no message of a minute twice."""
    minute = history[start][0]
    of_minute = [message for message in history if message[0] == minute]
    return history[end - 1][0] > minute or len(set(of_minute)) == len(of_minute)


@examples(50)
@given(split_histories())
def test_every_split_gives_the_history_again(split: tuple[list[Message], list[list[Message]]]) -> None:
    history, parts = split
    merged = merge_history([part(messages, f"part {number}") for number, messages in enumerate(parts)])
    assert rows(merged.table) == history
    assert merged.repeated == sum(map(len, parts)) - len(history)
    assert not merged.table["ref"].is_duplicated().any()


@given(split_histories(), st.randoms())
def test_the_order_of_the_parts_does_not_matter(
    split: tuple[list[Message], list[list[Message]]], random: Random
) -> None:
    parts = [part(messages, f"part {number}") for number, messages in enumerate(split[1])]
    shuffled = list(parts)
    random.shuffle(shuffled)
    in_order, other = merge_history(parts), merge_history(shuffled)
    assert in_order.table.equals(other.table)
    assert in_order.repeated == other.repeated


@given(histories(), histories())
def test_nothing_is_lost_whatever_the_parts_are(first: list[Message], second: list[Message]) -> None:
    history = merge_history([part(first, "a"), part(second, "b")])
    merged = [(minute, sender) for minute, sender, _ in rows(history.table)]
    for messages in (first, second):
        senders = [(minute, history.names.get(sender, sender)) for minute, sender, _ in messages]
        assert all(merged.count(sender) >= senders.count(sender) for sender in set(senders))
    assert len(merged) + history.repeated == len(first) + len(second)


def test_the_moment_in_which_one_part_ends_and_another_begins_is_aligned() -> None:
    first = part([(0, "Rosa", "hi"), (5, "Rosa", "ok"), (5, "Imke", "ha"), (5, "Rosa", "ok")])
    second = part([(5, "Rosa", "ok"), (5, "Imke", "no"), (5, "Rosa", "ok"), (9, "Imke", "bye")], "later")
    texts = merge_history([second, first]).table["text"].to_list()
    assert texts == ["hi", "ok", "ha", "ok", "no", "ok", "bye"]


def test_a_message_that_was_deleted_between_two_exports_keeps_its_words() -> None:
    messages = [(0, "Rosa", "hi"), (3, "Rosa", "I shall be late"), (5, "Imke", "ok")]
    older, newer = part(messages, "older"), part([*messages, (8, "Rosa", "there")], "newer")
    is_late = pl.col("text") == "I shall be late"
    newer.table[1, "text"] = None
    deleted = newer.table.with_columns(
        kind=pl.when(pl.col("text").is_null()).then(pl.lit("deleted", newer.table.schema["kind"])).otherwise("kind")
    )
    merged = merge_history([HistoryPart(deleted, MINUTE, "newer"), older])
    assert merged.table.filter(is_late).height == 1
    assert merged.table.height == 4


def test_an_edited_message_is_one_message_with_its_last_words() -> None:
    older = part([(0, "Rosa", "hi"), (3, "Rosa", "at sevn"), (5, "Imke", "ok")], "older")
    newer = part([(0, "Rosa", "hi"), (3, "Rosa", "at seven"), (5, "Imke", "ok"), (8, "Rosa", "there")], "newer")
    assert merge_history([older, newer]).table["text"].to_list() == ["hi", "at seven", "ok", "there"]


def test_names_follow_the_newest_part() -> None:
    older = part([(0, "Rosa M", "hi"), (3, "Imke", "a long day"), (5, "Rosa M", "poor you")], "older")
    newer = part([(3, "Imke", "a long day"), (5, "Rosa", "poor you"), (9, "Rosa", "call me")], "newer")
    merged = merge_history([older, newer])
    assert merged.table["sender"].to_list() == ["Rosa", "Imke", "Rosa", "Rosa"]
    assert merged.names == {"Rosa M": "Rosa"}


def test_two_people_never_swap_their_names() -> None:
    older = part([(0, "Rosa", "ok"), (5, "Imke", "hi")], "older")
    newer = part([(0, "Imke", "ok"), (9, "Rosa", "call me")], "newer")
    assert merge_history([older, newer]).names == {}


def test_a_finer_clock_wins_over_a_coarser() -> None:
    fine = part([(0, "Rosa", "hi"), (1, "Imke", "yes"), (2, "Rosa", "so")], "fine", SECOND)
    moved = fine.table.with_columns(pl.col("sent_at") + pl.duration(seconds=pl.int_range(7, 10)))
    coarse = part([(0, "Rosa", "hi"), (1, "Imke", "yes"), (2, "Rosa", "so"), (4, "Rosa", "end")], "coarse")
    merged = merge_history([coarse, HistoryPart(moved, SECOND, "fine")]).table
    assert merged["text"].to_list() == ["hi", "yes", "so", "end"]
    assert merged["sent_at"].dt.second().to_list() == [7, 8, 9, 0]


def test_ids_of_the_app_tell_messages_whatever_they_say_now() -> None:
    older = part([(0, "Rosa", "ok"), (0, "Rosa", "ok"), (1, "Imke", "well")], "older", ids="chat 5")
    newer = part(
        [(0, "Rosa", "ok"), (0, "Rosa", "okay"), (1, "Imke", "well"), (2, "Imke", "so")], "newer", ids="chat 5"
    )
    merged = merge_history([older, newer])
    assert merged.table["text"].to_list() == ["ok", "okay", "well", "so"]
    assert merged.table["ref"].to_list() == ["L1", "L2", "L3", "L4"]


def test_replies_name_the_row_that_stands_for_the_message() -> None:
    long = part([(0, "Rosa", "hi"), (1, "Imke", "well"), (2, "Rosa", "so"), (3, "Rosa", "go")], "long")
    short = part([(2, "Rosa", "so"), (3, "Rosa", "go"), (4, "Imke", "where")], "short")
    short.table[2, "reply_to"] = "L1"
    merged = merge_history([long, short]).table
    by_ref = dict(zip(merged["ref"].to_list(), merged["text"].to_list(), strict=True))
    assert by_ref[merged["reply_to"].drop_nulls().to_list()[0]] == "so"
    assert merged["ref"].to_list()[-1].endswith("(short)")


def test_parts_that_share_nothing_follow_each_other() -> None:
    parts = [part([(minute, "Rosa", "x")], str(minute)) for minute in (9, 0, 4)]
    merged = merge_history(parts)
    assert [minute for minute, _, _ in rows(merged.table)] == [0, 4, 9]
    assert merged.repeated == 0
    assert all(earlier <= later for earlier, later in pairwise(merged.table["sent_at"].to_list()))
