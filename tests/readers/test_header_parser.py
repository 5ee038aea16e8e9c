"""Every header that is known, and what decides between day and month."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import DateOrderError
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers import read as read_paths
from unlike.readers.apps.whatsapp import WhatsAppReader

UTC = ZoneInfo("UTC")
NNBSP = "\u202f"
NBSP = "\u00a0"
LRM = "\u200e"
RLM = "\u200f"

# Each form twice, so that the second date decides the order: 27 March 2022, then 28 March 2022.
FORMS = [
    ("[3/27/22, 21:41:35] ", "[3/28/22, 1:05:09] "),
    ("[3/27/22 21:41:35] ", "[3/28/22 01:05:09] "),
    ("[27/3/22 21.41.35] ", "[28/3/22 01.05.09] "),
    ("27/03/22 21.41 - ", "28/03/22 01.05 - "),
    ("[21:41:35, 3/27/22] ", "[01:05:09, 3/28/22] "),
    ("[21:41:35 3/27/2022] ", "[01:05:09 3/28/2022] "),
    (f"[{RLM}٢٧{RLM}/٣{RLM}/٢٠٢٢، ٩:٤١:٣٥ م] ", f"[{RLM}٢٨{RLM}/٣{RLM}/٢٠٢٢، ١:٠٥:٠٩ ص] "),
    (f"{LRM}[27.3.22, 21:41:35] ", "[28.3.22, 01:05:09] "),
    ("[3/27/2565 BE, 21:41:35] ", "[3/28/2565 BE, 01:05:09] "),
    ("[27/3/2565 21:41:35] ", "[28/3/2565 01:05:09] "),
    ("[3/27/R4, 21:41:35] ", "[3/28/R4, 01:05:09] "),
    (f"[27/03/2022, 9:41:35{NNBSP}PM] ", f"[28/03/2022, 1:05:09{NNBSP}AM] "),
    ("[27.03.22, 9:41:35 PM] ", "[28.03.22, 1:05:09 AM] "),
    ("[2022-03-27 9:41:35 PM] ", "[2022-03-28 1:05:09 AM] "),
    ("[27-03-22 21:41:35] ", "[28-03-22 01:05:09] "),
    ("27-03-2022 21:41 - ", "28-03-2022 01:05 - "),
    ("27/03/2022, 21:41 - ", "28/03/2022, 01:05 - "),
    (f"3/27/22, 9:41{NNBSP}PM - ", f"3/28/22, 1:05{NNBSP}AM - "),
    ("3/27/22, 9:41 PM - ", "3/28/22, 1:05 AM - "),
    ("27.03.22 21:41 - ", "28.03.22 01:05 - "),
    ("27.03.2022, 21:41 - ", "28.03.2022, 01:05 - "),
    (f"27/3/2022, 9:41{NBSP}p.{NBSP}m. - ", f"28/3/2022, 1:05{NBSP}a.{NBSP}m. - "),
    ("27/3/2022 9:41 p. m. - ", "28/3/2022 1:05 a. m. - "),
    ("2022-03-27, 9:41 p.m. - ", "2022-03-28, 1:05 a.m. - "),
    ("2022/03/27, 9:41 pm - ", "2022/03/28, 1:05 am - "),
    ("2022/03/27, 21:41 - ", "2022/03/28, 01:05 - "),
    ("27/03/2022 à 21:41 - ", "28/03/2022 à 01:05 - "),
    ("27.3.2022 klo 21.41.35 - ", "28.3.2022 klo 1.05.09 - "),
    ("27.3.2022, klo 21.41 - ", "28.3.2022, klo 1.05 - "),
    ("۲۰۲۲/۳/۲۷، ۲۱:۴۱ - ", "۲۰۲۲/۳/۲۸، ۱:۰۵ - "),
    ("२७/०३/२०२२, २१:४१ - ", "२८/०३/२०२२, ०१:०५ - "),
    ("03/27/22, 9:41:35 PM – ", "03/28/22, 1:05:09 AM – "),
    ("27.03.22 21.41.35: ", "28.03.22 01.05.09: "),
    ("27/03/2022 21:41:35: ", "28/03/2022 01:05:09: "),
    ("27. 3. 2022. 21:41:35 - ", "28. 3. 2022. 1:05:09 - "),
    ("2022/3/27 下午9:41 - ", "2022/3/28 上午1:05 - "),
    ("[2022/3/27 下午9:41:35] ", "[2022/3/28 凌晨1:05:09] "),
    ("[2022. 3. 27. 오후 9:41:35] ", "[2022. 3. 28. 오전 1:05:09] "),
    ("2022년 3월 27일 오후 9:41 - ", "2022년 3월 28일 오전 1:05 - "),
    ("2022年3月27日 21:41 - ", "2022年3月28日 1:05 - "),
    ("[27.3.2022 klo 21.41.35] ", "[28.3.2022 klo 1.05.09] "),
    ("27.03.22, 9:41 nachm. - ", "28.03.22, 1:05 vorm. - "),
    ("27/3/22 9:41 μ.μ. - ", "28/3/22 1:05 π.μ. - "),
    ("\ufeff[27.03.22, 21:41:35] ", "[\ufeff28.03.22, 01:05:09] "),
    ("2022-03-27 21 h 41 - ", "2022-03-28 01 h 05 - "),
]


def read(
    folder: Path, text: str | bytes, date_order: str | None = None, name: str = "WhatsApp Chat with Imke.txt"
) -> ParsedConversation:
    """Read an export that was written for a test; recognising it is part of reading it."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    (part,) = read_paths([path], ReadOptions(UTC, date_order), [WhatsAppReader()]).require_answers().parts
    return part


def days(part: ParsedConversation) -> list[str]:
    return [moment.strftime("%Y-%m-%d") for moment in part.messages["sent_at"].to_list()]


@pytest.mark.parametrize(("first", "second"), FORMS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_form(tmp_path: Path, first: str, second: str, ending: str) -> None:
    part = read(tmp_path, ending.join([f"{first}Imke: hi", "there", f"{second}Bo: yes: no", ""]))
    seconds = first.count(":") + first.count(".") > 0 and part.conversation.clock.total_seconds() == 1
    assert part.messages["sent_at"].to_list() == [
        datetime(2022, 3, 27, 21, 41, 35 * seconds, tzinfo=UTC),
        datetime(2022, 3, 28, 1, 5, 9 * seconds, tzinfo=UTC),
    ]
    assert ("35" in first or "٣٥" in first) == seconds
    assert part.messages["sender"].to_list() == ["Imke", "Bo"]
    assert part.messages["text"].to_list() == ["hi\nthere", "yes: no"]
    assert part.messages["ref"].to_list() == ["L1", "L3"]


@pytest.mark.parametrize(
    ("written", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 PM", 13), ("11:05 AM", 11), ("0:05 AM", 0), ("13:05 PM", 13)],
)
def test_twelve_hours(tmp_path: Path, written: str, hour: int) -> None:
    part = read(tmp_path, f"3/27/22, {written} - Imke: hi\n")
    assert part.messages["sent_at"][0].hour == hour


def test_noon_in_chinese(tmp_path: Path) -> None:
    lines = [f"2022/3/27 中午{hour}:05 - Imke: hi" for hour in (11, 12, 1)]
    assert [moment.hour for moment in read(tmp_path, "\n".join(lines)).messages["sent_at"]] == [11, 12, 13]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["13/1/25", "1/2/25"], ["2025-01-13", "2025-02-01"]),
        (["1/2/25", "1/13/25"], ["2025-01-02", "2025-01-13"]),
        (["5/3/25", "4/4/25"], ["2025-03-05", "2025-04-04"]),
        (["3/5/25", "4/4/25"], ["2025-03-05", "2025-04-04"]),
        (["1/3/25", "2/3/25", "3/3/25", "4/3/25"], ["2025-03-01", "2025-03-02", "2025-03-03", "2025-03-04"]),
        (["3/1/25", "3/2/25", "3/3/25", "3/4/25"], ["2025-03-01", "2025-03-02", "2025-03-03", "2025-03-04"]),
        (["1.2.25", "1.2.25"], ["2025-02-01", "2025-02-01"]),
        (["5/5/25"], ["2025-05-05"]),
        (["30/12/2020", "13/1/2021", "2/2/2021"], ["2020-12-30", "2021-01-13", "2021-02-02"]),
        (["24/12/31", "25/1/2", "25/1/3", "25/1/4"], ["2024-12-31", "2025-01-02", "2025-01-03", "2025-01-04"]),
        (["1/2/2009", "31/12/2025"], ["2009-02-01", "2025-12-31"]),
    ],
)
def test_order_of_day_and_month(tmp_path: Path, dates: list[str], expected: list[str]) -> None:
    part = read(tmp_path, "\n".join(f"{date}, 10:00 - Imke: hi" for date in dates))
    assert days(part) == expected
    assert part.conversation.notes[0].startswith("Dates are read ")


@pytest.mark.parametrize("dates", [["1/2/25"], ["1/2/25", "1/3/25"], ["3/4/2025", "4/4/2025"]])
def test_an_open_order_is_asked_for(tmp_path: Path, dates: list[str]) -> None:
    text = "\n".join(f"{date}, 10:00 - Imke: hi" for date in dates)
    with pytest.raises(DateOrderError, match=dates[0]):
        read(tmp_path, text)
    assert days(read(tmp_path, text, "mdy"))[0] == f"2025-0{dates[0][0]}-0{dates[0][2]}"
    assert days(read(tmp_path, text, "dmy"))[0] == f"2025-0{dates[0][2]}-0{dates[0][0]}"


def test_the_calendar_is_stronger_than_the_owner(tmp_path: Path) -> None:
    part = read(tmp_path, "13/1/25, 10:00 - Imke: hi\n", "mdy")
    assert days(part) == ["2025-01-13"]
    assert "--date-order mdy does not fit" in part.conversation.notes[1]


def test_a_line_with_no_such_day_is_no_header(tmp_path: Path) -> None:
    part = read(tmp_path, "28/2/25, 10:00 - Imke: hi\n30/2/25, 10:00 - so they say\n1/3/25, 25:00 - and so\n")
    assert part.messages["text"].to_list() == ["hi\n30/2/25, 10:00 - so they say\n1/3/25, 25:00 - and so"]


def test_the_rest_of_the_file_overrules_one_pasted_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlike.readers.formats.text_lines.BLOCK_BYTES", 64)
    lines = ["3/4/25, 10:00 - Imke: look", "4/30/25, 10:00 - Bo: pasted", "13/4/25, 10:00 - Imke: a"]
    lines += [f"{day}/4/25, 10:00 - Bo: {day}" for day in range(14, 29)]
    part = read(tmp_path, "\n".join(lines))
    assert days(part)[:3] == ["2025-04-03", "2025-04-13", "2025-04-14"]
    assert part.messages["text"][0] == "look\n4/30/25, 10:00 - Bo: pasted"


def test_headers_of_another_format_are_text(tmp_path: Path) -> None:
    pasted = (
        "[1.9.19, 10:00:00] Bo: hey\n17/9/2019, 09:59 - Bo: hey\n[10:00, 1.9.2019] Bo: hey\n[1.9.2019 10:00:00] x: y"
    )
    part = read(
        tmp_path,
        f"[17.9.2019, 10:00:00] Imke: see\n{pasted}\n[18.9.2019, 10:00:00] Bo: oh\n[19.9.2019, 1:00:00] Bo: z\n",
    )
    assert part.messages["text"].to_list() == [f"see\n{pasted}", "oh", "z"]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
@pytest.mark.parametrize("mark", ["", "\u200e", "\u200f", "\u2069"])
@pytest.mark.parametrize(
    "form", ["{:02}/06/2024,_10:01_#-#_{}", "{:02}/06/2024,_10:01_#-_{}", "[{:02}.06.24,_10:01:33]#_{}"]
)
def test_any_space_and_marks_of_direction_stand_around_the_sign_before_a_sender(
    space: str, mark: str, form: str, tmp_path: Path
) -> None:
    lines = [form.format(day, f"{name}: hallo\nand more\n") for day in range(1, 6) for name in ("Ines", "Tom")]
    lines += [form.format(7, "Ines left\n"), form.format(7, "Tom: bye\n")]
    path = tmp_path / "WhatsApp Chat with Rowers.txt"
    rows = []
    for sign, between in (("", " "), (mark, space)):
        written = "".join(line.replace("_", between, 3).replace("#", sign) for line in lines)
        path.write_text(written, encoding="utf-8")
        messages = read_paths([path], ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")).messages
        rows.append(messages.select("sent_at", "sender", "kind", "text").rows())
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(lines)
