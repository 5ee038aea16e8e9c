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


BODIES: Final = tuple(
    name for name in FILES if name.partition("/")[0] in ("kakaotalk", "line", "viber", "matrix", "qq")
)


@pytest.mark.parametrize("name", [name for name in BODIES if name.endswith(".txt")])
def test_blank_lines_below_a_message_are_no_words(name: str, tmp_path: Path) -> None:
    """Nobody can send them; an editor writes them, and they would count as the length of a text."""
    content = (SAMPLES / name).read_bytes()
    end = b"\r\n" if b"\r\n" in content else b"\n"
    lines = content.split(end)
    for place in range(len(lines) // 2, len(lines)):
        path = tmp_path / str(place) / Path(name).name
        path.parent.mkdir()
        path.write_bytes(end.join([*lines[:place], *[b""] * 3, *lines[place:]]))
        texts = read([path], OPTIONS).messages["text"].drop_nulls()
        assert [text for text in texts if text.endswith("\n")] == []
