"""What editors and spreadsheets do to a file changes nothing that is read from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.readers import Import, ReadOptions, read

SAMPLES: Final = Path(__file__).parent.parent / "readers"
OPTIONS: Final = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
MARK: Final = b"\xef\xbb\xbf"
FILES: Final = (
    "discord/Direct Messages - Private - rosa.q [80000000000000002].csv",
    "imessage/Ada Ek.txt",
    "irc/hexchat.log",
    "irc/supybot.log",
    "kakaotalk/KakaoTalk_Chat_Rosa Ahl_2025-03-02-10-15-20.csv",
    "kakaotalk/Talk_2025.3.2 22_14-1.txt",
    "kakaotalk/android.txt",
    "kakaotalk/windows.txt",
    "line/[LINE]Rowers.txt",
    "line/direct.txt",
    "line/group.txt",
    "matrix/matrix - The lake - Chat Export - 2025-03-02T10-15-20.123Z.txt",
    "qq/消息记录.txt",
    "table/chats.csv",
    "viber/Rosa.txt",
    "viber/table.csv",
    "whatsapp/american.txt",
    "whatsapp/WhatsApp Chat mit Imke.txt",
    "zoom/GMT20240501-100000_Rowers.txt",
)


def carriage_returns(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r")


def marks_at_every_line(content: bytes) -> bytes:
    """As in a file that was put together from many."""
    return MARK + content.removeprefix(MARK).replace(b"\n", b"\n" + MARK)


def other_encoding(content: bytes) -> bytes:
    return content.decode("utf-8-sig").encode("utf-16")


def rows(imported: Import) -> list[tuple[object, ...]]:
    names = pl.col("sender", "kind").cast(pl.String)
    return imported.messages.select("sent_at", names, "text").rows()


CHANGES: Final = (
    *((change, name) for change in (carriage_returns, marks_at_every_line) for name in FILES),
    *((other_encoding, name) for name in FILES if not name.startswith("irc/")),  # which no editor of logs writes
)


@pytest.mark.parametrize(("change", "name"), CHANGES)
def test_ends_of_lines_and_marks_of_byte_order_are_no_matter(
    change: Callable[[bytes], bytes], name: str, tmp_path: Path
) -> None:
    path = tmp_path / Path(name).name
    path.write_bytes(change((SAMPLES / name).read_bytes()))
    changed, whole = read([path], OPTIONS), read([SAMPLES / name], OPTIONS)
    assert rows(changed) == rows(whole)
    counts = [chat.coverage for chat in changed.conversations]
    assert counts == [chat.coverage for chat in whole.conversations]
