"""What somebody writes stays theirs in every text that an app exports, also where it reads like a line of the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.registry import readers
from unlike.readers.testkit import memory_export

OPTIONS = ReadOptions(ZoneInfo("UTC"), date_order="dmy")
PEOPLE = ("Imke", "Rosa")
START = datetime(2024, 5, 1, 21, 30, tzinfo=UTC)
WEEKDAYS = "월화수목금토일"

APP_WORDS = (
    "Lou left the group.",
    "Lou joined using this group's invite link",
    "I left the room",
    "Lou left this chatroom.",
    "Imke invited Lou.",
    "we removed Lou from the group.",
    "Lou changed the group name to “Rowers”",
    "Lou님이 나갔습니다.",
    "Imke님이 Lou님을 초대했습니다.",
    "ルーがグループに参加しました。",
    "Lou加入了群组",
    "Lou has joined #lake",
    "*** Lou sets mode: +o Imke",
    "* Lou waves",
    "--- Day changed Fri May 03 2024",
    "系统消息(10000)",
    "Lou sent an image.",
    "she placed a voice call.",
    "From Lou to Everyone",
    "Messages and calls are end-to-end encrypted, they say",
    "hi",
)
"""Words like those that one of the apps writes of itself."""

DAYS = (
    "2024/05/03(金)",
    "2024.05.03 Friday",
    "Fri, 05/03/2024",
    "2024년 5월 3일 금요일",
    "--------------- 2024년 5월 3일 금요일 ---------------",
    "Friday, May 3, 2024",
    "2024-05-03",
    "03/05/2024",
    "消息对象:Lou",
    "========================",
)
"""Days and the like as one of the apps writes them on a line of their own."""


@dataclass(frozen=True, slots=True)
class TextForm:
    """How an app writes a chat as text.

    Attributes:
        reader: its name.
        file: what the file is called.
        top: what stands above the first message.
        line: a message as it stands there, by its moment, its sender's name and its words.
        day: what begins a day; None where nothing does.
        quotes: words of several lines stand in quotation marks.
        has_lines: a message may have several lines.
    """

    reader: str
    file: str
    top: str
    line: Callable[[datetime, str, str], str]
    day: Callable[[datetime], str] | None = None
    quotes: bool = False
    has_lines: bool = True

    def written(self, said: list[tuple[datetime, str, str]]) -> str:
        """A text that holds what was said."""
        lines, day = [], None
        for at, name, words in said:
            if self.day and day != at.date():
                lines.append(self.day(at))
                day = at.date()
            lines.append(self.line(at, name, f'"{words}"' if self.quotes and "\n" in words else words))
        return self.top + "\n".join(lines) + "\n"


def half(at: datetime) -> str:
    return f"{'오후' if at.hour > 11 else '오전'} {at.hour % 12 or 12}:{at:%M}"


def korean(at: datetime) -> str:
    return f"{at.year}년 {at.month}월 {at.day}일"


KAKAO_TOP = "Rosa 님과 카카오톡 대화\n저장한 날짜 : 2030-01-02 22:14:03\n\n"
RULE = "=" * 64
FORMS = {
    "kakaotalk, Windows": TextForm(
        *("kakaotalk", "chat.txt", KAKAO_TOP),
        lambda at, name, words: f"[{name}] [{half(at)}] {words}",
        lambda at: f"--------------- {korean(at)} {WEEKDAYS[at.weekday()]}요일 ---------------",
    ),
    "kakaotalk, Android": TextForm(
        *("kakaotalk", "chat.txt", KAKAO_TOP),
        lambda at, name, words: f"{korean(at)} {half(at)}, {name} : {words}",
        lambda at: f"{korean(at)} {half(at)}",
    ),
    "kakaotalk, iPhone": TextForm(
        *("kakaotalk", "chat.txt", KAKAO_TOP),
        lambda at, name, words: f"{half(at)}, {name} : {words}",
        lambda at: f"\n{korean(at)} {WEEKDAYS[at.weekday()]}요일",
    ),
    "line, phone": TextForm(
        *("line", "chat.txt", "[LINE] Chat history with Rosa\nSaved on: 2030/01/02 10:15\n"),
        lambda at, name, words: f"{at:%H:%M}\t{name}\t{words}",
        lambda at: f"\n{at:%Y/%m/%d}({'月火水木金土日'[at.weekday()]})",
        quotes=True,
    ),
    "matrix": TextForm(
        *("matrix", "matrix - The lake - Chat Export - 2025-03-02T10-15-20.123Z.txt", ""),
        lambda at, name, words: f"{at:%a, %b} {at.day}, {at:%Y, %H:%M:%S} - {name}: {words}",
    ),
    "viber": TextForm(
        *("viber", "Viber Rosa.txt", ""),
        lambda at, name, words: f"{at:%d/%m/%Y,%H:%M:%S},{name},+4915550{PEOPLE.index(name)},{words}",
    ),
    "qq": TextForm(
        *("qq", "消息记录.txt"),
        f"消息记录（此消息记录为文本格式，不支持重新导入）\n\n{RULE}\n消息分组:我的好友\n{RULE}\n消息对象:Rosa\n{RULE}\n\n",
        lambda at, name, words: f"{at:%Y-%m-%d %H:%M:%S} {name}({10_001 + PEOPLE.index(name)})\n{words}\n",
    ),
    "zoom": TextForm(
        *("zoom", "2024-05-01 21.30.00 Rowers 81234567890.txt", ""),
        lambda at, name, words: f"{at:%Y-%m-%d %H:%M:%S} From {name} to Everyone:\n\t" + words.replace("\n", "\n\t"),
    ),
    "irc": TextForm(
        *("irc", "#lake.log", ""),
        lambda at, name, words: f"{at:%Y-%m-%dT%H:%M:%S}  <{name}> {words}",
        has_lines=False,
    ),
    "whatsapp": TextForm(
        *("whatsapp", "WhatsApp Chat with Rosa.txt", ""),
        lambda at, name, words: f"{at:%d/%m/%Y, %H:%M} - {name}: {words}",
    ),
}


def parsed(form: TextForm, said: list[tuple[datetime, str, str]]) -> ParsedConversation:
    reader = next(reader for reader in readers() if reader.name == form.reader)
    export = memory_export({form.file: form.written(said).encode()})
    assert reader.recognise(export)
    return next(part for part in reader.read(export, OPTIONS) if isinstance(part, ParsedConversation))


def check(form: TextForm, texts: list[str]) -> None:
    """Check that texts that two people write by turns, five hours apart, come back as theirs."""
    said = [(START + timedelta(hours=5 * number), PEOPLE[number % 2], text) for number, text in enumerate(texts)]
    table = parsed(form, said).messages
    assert table.select("sent_at", pl.col("sender").cast(pl.String), "text").rows() == said
    assert set(table["kind"]) == {"text"}


@pytest.mark.parametrize("form", sorted(FORMS))
@given(texts=st.lists(st.sampled_from(APP_WORDS), min_size=2, max_size=8))
def test_words_like_an_app_s_are_whose_they_are(form: str, texts: list[str]) -> None:
    check(FORMS[form], texts)


@pytest.mark.parametrize("form", sorted(name for name, form in FORMS.items() if form.has_lines))
@given(data=st.data())
def test_lines_like_an_app_s_are_words_of_the_message(form: str, data: st.DataObject) -> None:
    bodies = st.sampled_from(("see\n{}\nat eight", "see\n\n{}\nat eight", "{}"))
    words = st.sampled_from((*APP_WORDS, *DAYS))
    texts = [data.draw(bodies).replace("{}", data.draw(words)) for _ in range(data.draw(st.integers(2, 6)))]
    check(FORMS[form], texts)
