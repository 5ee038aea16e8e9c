"""Messages that were copied into another one: KakaoTalk for Windows copies them as they stand in its export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from unlike.readers.apps.kakaotalk.talk_text import TalkChat
from unlike.readers.formats.dated_chats import DatedRecord

_MOST: Final = 10
"""Messages in a row beyond which they were not copied."""

_SLACK_SECONDS: Final = 3_600
"""How far a clock may go back, as at the end of summer time."""

_DAY_SECONDS: Final = 86_400


def fold_copied(chat: TalkChat, lines: Sequence[str]) -> None:
    """Put runs of messages whose times leave the order, to which those below them return, into the message above.

    They are counted as doubtful.

    Args:
        chat: its records are changed.
        lines: of the file, for words as they stood there.
    """
    records, times = chat.records, [_time(record) for record in chat.records]
    kept: list[DatedRecord] = []
    number, last = 0, None
    while number < len(records):
        run = 0 if last is None or number not in chat.copyable else _copied(times, number, last, chat.copyable)
        if run:
            for record in records[number : number + run]:
                kept[-1].body += [lines[record.line - 1], *record.body[1:]]
            chat.doubtful += run
            number += run
            continue
        kept.append(records[number])
        last = times[number] if times[number] is not None else last
        number += 1
    chat.records = kept


def _copied(times: Sequence[int | None], start: int, last: int, copyable: set[int]) -> int:
    """How many messages from one on stand out of the order of time; 0 where none does."""
    first = times[start]
    below = [time for time in times[start + 1 : start + _MOST + 1] if time is not None]
    if first is None or not below or (first >= last - _SLACK_SECONDS and min(below) >= first - _SLACK_SECONDS):
        return 0
    for run in range(1, _MOST + 1):
        end = start + run
        after = times[end] if end < len(times) else None
        if after is None or end - 1 not in copyable:
            return 0
        inside = [time for time in times[start:end] if time is not None]
        is_back = all(time < last - _SLACK_SECONDS for time in inside)
        is_ahead = bool(inside) and _go_on_before(times[end : end + run + 1], min(inside) - _SLACK_SECONDS, run)
        if last <= after and (is_back or is_ahead):
            return run
    return 0


def _go_on_before(times: Sequence[int | None], time: int, run: int) -> bool:
    """Whether as many messages as a run has, and the next one, are before a time: fewer were copied themselves."""
    return len(times) >= run and all(behind is not None and behind < time for behind in times)


def _time(record: DatedRecord) -> int | None:
    days = record.date.days("mdy") if record.date else None
    return None if days is None else days * _DAY_SECONDS + record.seconds
