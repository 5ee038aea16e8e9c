from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.repeated_records import without_repeats
from unlike.readers.testkit import parse

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
STYLES = ("[%d.%m.%y, %H:%M:%S] ", "%d/%m/%Y, %H:%M - ")
FIRST = datetime(2025, 10, 13, 8)  # noqa: DTZ001 - a wall clock


def lines(style: str, number: int, gap: timedelta) -> list[str]:
    words = "message number {} about the lake"
    people = ("Imke", "Rosa")
    return [f"{FIRST + place * gap:{style}}{people[place % 2]}: {words.format(place)}" for place in range(number)]


def read(chat: list[str]) -> ParsedConversation:
    (part,) = parse(WhatsAppReader(), ("\n".join(chat) + "\n").encode(), "_chat.txt", OPTIONS)
    return without_repeats(part)


@given(st.sampled_from(STYLES), st.integers(1, 12), st.integers(1, 4), st.sampled_from([5, 20, 90, 4_000]))
def test_messages_at_a_seam_count_once_or_are_said(style: str, seam: int, overlap: int, seconds: int) -> None:
    chat = lines(style, 20, timedelta(seconds=seconds))
    joined = chat[: seam + overlap] + chat[seam:]
    part = read(joined)
    doubles = part.messages.height - len(chat)
    assert doubles == 0 or part.conversation.coverage.ambiguous == 1


@given(st.sampled_from(STYLES), st.lists(st.sampled_from(["yes", "yes", "haha", "no"]), min_size=2, max_size=12))
def test_short_words_that_are_said_again_are_said_again(style: str, words: list[str]) -> None:
    part = read([f"{FIRST:{style}}Rosa: {text}" for text in words])
    assert part.messages.height == len(words)
    assert part.conversation.coverage.ambiguous == 0


def test_what_somebody_says_over_and_over_is_no_seam() -> None:
    part = read([f"{FIRST:{STYLES[0]}}Rosa: message about the whole lake"] * 5)
    assert (part.messages.height, part.conversation.coverage.ambiguous) == (5, 0)


def test_where_no_message_stands_again_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = lines(STYLES[0], 20, timedelta(seconds=5))
    part = read([*chat[:9], chat[8], *chat[9:]])
    assert part.conversation.coverage.ambiguous == 1
    lengths: list[int] = []
    measure = pl.Expr.rolling_sum

    def counted(expression: pl.Expr, length: int) -> pl.Expr:
        lengths.append(length)
        return measure(expression, length)

    monkeypatch.setattr(pl.Expr, "rolling_sum", counted)
    assert read([*chat[:9], chat[8], *chat[9:]]).conversation == part.conversation
    assert lengths == [1]
