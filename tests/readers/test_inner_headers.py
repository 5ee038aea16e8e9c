"""Messages that lost their line break are counted, and what people write about dates is not."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp.inner_headers import inner_headers
from unlike.readers.testkit import parse


def number_in(text: str) -> int:
    return inner_headers(pl.DataFrame({"text": [text, None, ""], "kind": "text", "ref": ["L1", "L2", "L3"]})).number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("see you[13.05.24, 10:00:07] Tom: all right", 1),
        ("see you 13/05/2024, 10:00 - Tom: all right", 1),
        ("a 5/13/24, 10:00 AM - Tom: b 5/13/24, 10:01\u202fPM - Ines: c", 2),
        ("at 10 13/05/2024, 10:00 - Tom: all right 3  13/05/2024, 10:01 - Ines: yes", 2),
        ("so \u2764\ufe0f 13/05/2024, 10:00 - Tom: and \U0001f44d\U0001f3fd13/05/2024, 10:01 - Ines: yes", 2),
        ("“no” 13/05/2024, 10:00 - Tom: b", 1),
        ("x\\n[2024-05-13, 10:00:07] Tom: y", 1),
        ("[13.05.24, 10:00:07] Tom: at the beginning, which is another matter", 0),
        ("we meet 13.05.24, 10:00 - 12:00: bring cake", 0),
        ("13/05/2024 - the day: at last", 0),
        ("the train at 10:00 - Tom: late again", 0),
        ("[1] a list - of: things", 0),
    ],
)
def test_headers_in_the_middle_of_a_line(text: str, number: int) -> None:
    assert number_in(text) == number


def test_they_are_counted_as_doubtful_and_said_first() -> None:
    lines = "13/05/2024, 09:00 - Ines: hello 13/05/2024, 09:01 - Tom: hi\n14/05/2024, 08:00 - Ines: still there?\n"
    (part,) = parse(WhatsAppReader(), lines.encode(), "WhatsApp Chat with Tom.txt", ReadOptions(ZoneInfo("UTC")))
    assert part.conversation.coverage.doubtful == 1
    assert translate_lazy(part.conversation.notes[0]).startswith(
        "1 beginning of a message stands in the middle of a line"
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Z3/05/2024, 09:01 - Tom: hi", 1),
        ("Z13/05/2024, 09:01 - Nobody: hi", 1),
        ("Z3/05/2024, 09:01 - Tom: hi 13/05/2024, 09:02 - Ines: yes", 2),
        ("13/5/2024, 25:10 - Tom: hi 13/05/2024, 09:02 - Ines: yes 13/05/2024, 09:03 - Ines: oh", 3),
        ("and so 13/05/2024, 09:01 - Tom: hi", 1),
    ],
)
def test_a_message_is_counted_once(line: str, number: int) -> None:
    text = f"13/05/2024, 09:00 - Ines: <Media omitted>\n{line}\n14/05/2024, 08:00 - Tom: still there?\n"
    for content in (text, text.replace("<Media omitted>", "hello\nand")):
        (part,) = parse(WhatsAppReader(), content.encode(), "WhatsApp Chat with Tom.txt", ReadOptions(ZoneInfo("UTC")))
        assert part.conversation.coverage.doubtful == number
