"""Invented texts of further apps that a fuzz run starts from, and what must stay of their lines."""

from __future__ import annotations

from collections.abc import Iterator

from unlike.readers.apps.line.line_headers import is_saved_line, line_date, line_title
from unlike.readers.apps.line.line_text import line_chats
from unlike.readers.formats.whole_texts import whole_text
from unlike.readers.testkit import memory_export

LINE_DIRECT = """[LINE] Chat history with Ines
Saved on: 2024/05/04 10:00

Wed, 05/01/2024
10:00\tInes\tgood morning
10:01\tTom Ahl\t"two
lines"
10:02\tInes\t[Photo]
24:15\t\tInes unsent a message.

Thu, 05/02/2024
10:03pm\tTom Ahl\t☎ Call time 1:02
10:04pm\tInes\t"never closed
10:05pm\tTom Ahl\t"look
2024.04.01 Monday
10:00\tLou\told
there"
"""
LINE_GROUP = """[LINE] 会のトーク履歴
保存日時：2024/05/04 10:00

2024/05/01(水)
午前10:00\tイネス\tおはよう
午後0:05\tトム\t[スタンプ]
午後0:06\t\tルーが参加しました。
2024/05/02(木)
10:00\tルー\tはい
"""
LINE_COMPUTER = """2024.05.01 Wednesday
10:00 Ines good morning
10:01 Tom Ahl two
lines
10:02 Tom Ahl Photos
2024.05.02 Thursday
10:03 Tom Ahl and more
"""
LINE: dict[str, bytes] = {
    "direct.txt": LINE_DIRECT.encode(),
    "group.txt": LINE_GROUP.encode(),
    "[LINE]computer.txt": LINE_COMPUTER.encode(),
}


def lost_text(app: str, content: bytes) -> Iterator[str]:
    """What is wrong where lines of an app's text are neither read nor left over."""
    if app == "line":
        yield from _lost_lines(content)


def _lost_lines(content: bytes) -> Iterator[str]:
    lines = whole_text(memory_export({"a.txt": content}).only, lambda _done, _all: None).lines
    chats = line_chats(lines)
    kept = sum(len(record.body) for chat in chats for record in chat.records)
    kept += sum(number for chat in chats for _, number in chat.left)
    others = sum(bool(line_date(line, stands_alone=True) or line_title(line) or is_saved_line(line)) for line in lines)
    filled = sum(bool(line.strip()) for line in lines)
    if kept + others < filled:
        yield f"{kept} and {others} of {filled} lines"
