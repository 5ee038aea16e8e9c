from __future__ import annotations

import time
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import BrokenExportError, EmptyExportError
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.line import LineReader, line_days
from unlike.readers.apps.line.line_headers import LineTitle, line_title
from unlike.readers.base import DateOrderQuestion, Interpretation
from unlike.readers.registry import readers
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "line"
SAMPLES = sorted(HERE.glob("*.txt"))
UTC = ZoneInfo("UTC")
OPTIONS = ReadOptions(UTC)
PEOPLE = ("Imke", "Rosa: Ahl", "ルー 2")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
KANJI = "月火水木金土日"

DATE_FORMS = {
    "2025/02/27(木)": lambda at: f"{at:%Y/%m/%d}({KANJI[at.weekday()]})",
    "2025.02.27 Thursday": lambda at: f"{at:%Y.%m.%d %A}",
    "Thu, 02/27/2025": lambda at: f"{WEEKDAYS[at.weekday()]}, {at:%m/%d/%Y}",
    "Thu, 27/02/2025": lambda at: f"{WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y}",
    "2025/2/27周四": lambda at: f"{at.year}/{at.month}/{at.day}周{'一二三四五六日'[at.weekday()]}",
    "2025-02-27（週四）": lambda at: f"{at:%Y-%m-%d}（週{'一二三四五六日'[at.weekday()]}）",
}
CLOCKS = {
    "24": lambda at: f"{at:%H:%M}",
    "pm": lambda at: f"{at:%I:%M%p}".lower(),
    " PM": lambda at: f"{at.hour % 12 or 12}:{at:%M} {at:%p}",
    "午後": lambda at: f"{'午後' if at.hour > 11 else '午前'}{at.hour % 12}:{at:%M}",
    "下午": lambda at: f"{'下午' if at.hour > 11 else '上午'}{at.hour % 12 or 12:02}:{at:%M}",
}
TITLES = (
    "[LINE] Chat history with Rosa: Ahl\nSaved on: 2030/01/02 10:15\n\n",
    "[LINE]Rosa: Ahl とのトーク履歴\n保存日時：2030/01/02 10:15\n\n",
)


def written(
    messages: list[RandomMessage], date: str = "2025/02/27(木)", clock: str = "24", title: str = TITLES[0]
) -> str:
    """A text as LINE writes it: a date line for each day, quotation marks around several lines."""
    lines, day = [], None
    for message in messages:
        if day != message.sent_at.date():
            lines += ["", DATE_FORMS[date](message.sent_at)] if day else [DATE_FORMS[date](message.sent_at)]
            day = message.sent_at.date()
        body = f'"{message.text}"' if "\n" in message.text else message.text
        lines.append(f"{CLOCKS[clock](message.sent_at)}\t{PEOPLE[message.sender]}\t{body}")
    return title + "\n".join(lines) + "\n"


def parsed(text: str, name: str = "chat.txt") -> ParsedConversation:
    return parse(LineReader(), text.encode(), name, OPTIONS)[0]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_reads_as_the_golden_file_shows(path: Path) -> None:
    check_golden(check_reader(LineReader(), path, OPTIONS), path)


@given(
    random_messages(people=3, step=60_000),
    st.sampled_from(sorted(DATE_FORMS)),
    st.sampled_from(sorted(CLOCKS)),
    st.sampled_from(TITLES),
    st.booleans(),
)
def test_random_chats_are_read_back(
    messages: list[RandomMessage],
    date: str,
    clock: str,
    title: str,
    crlf: bool,
) -> None:
    messages = [message for message in messages if '"' not in message.text and "[" not in message.text] or [
        RandomMessage(0, 0, "hi")
    ]
    text = written(messages, date, clock, title)
    part = parsed(text.replace("\n", "\r\n") if crlf else text)
    assert rows_of(part.messages) == [(one.sent_at, PEOPLE[one.sender], one.text) for one in messages]
    assert part.conversation.limit(MediumLimitKind.NO_ZONE)
    assert part.conversation.coverage.total == len(messages)


@given(random_messages(people=3, step=60_000), st.integers(0, 40))
def test_messages_above_the_first_date_are_counted_and_not_guessed(messages: list[RandomMessage], cut: int) -> None:
    lines = written([RandomMessage(one.after, one.sender, "hi") for one in messages]).split("\n")
    rest = lines[3 + cut % max(len(lines) - 3, 1) :]
    text = "\n".join(rest)
    if not LineReader().recognise(memory_export({"chat.txt": text.encode()})):
        return
    part = parsed(text)
    coverage = part.conversation.coverage
    assert coverage.messages + coverage.skipped == text.count("\t") // 2
    above = next(number for number, line in enumerate(rest) if line and "\t" not in line)
    assert coverage.skipped == sum("\t" in line for line in rest[:above])
    assert bool(coverage.skipped) == any("first date" in str(note) for note in part.conversation.notes)


@pytest.mark.parametrize("inside", ["2024/02/01(木)\n00:00\tA\tおはよう", "08:00\tRosa\tearlier", "10:00\tb\tc\nmore"])
def test_what_looks_like_a_message_in_quotation_marks_is_words(inside: str) -> None:
    text = f'{TITLES[0]}2024/02/29(木)\n23:59\tImke\t"look\n{inside}"\n24:05\tRosa: Ahl\tyes\n'
    part = parsed(text)
    assert part.messages["text"].to_list() == [f"look\n{inside}", "yes"]
    assert part.messages["sent_at"].to_list() == [at("2024-02-29T23:59"), at("2024-03-01T00:05")]


@pytest.mark.parametrize(
    "bodies",
    [
        ['"never closed', "one", "two"],
        ['"never closed', "one", 'he said "x"', "two"],
        ['"never closed', "one", '"several\nlines"', "two"],
        ['"closed"', "one"],
        ['"', '"', "one"],
    ],
)
def test_a_mark_that_is_never_closed_swallows_nothing(bodies: list[str]) -> None:
    lines = [f"10:0{number}\tImke\t{body}" for number, body in enumerate(bodies)]
    part = parsed(f"{TITLES[0]}2024/02/29(木)\n" + "\n".join(lines))
    shown = [body[1:-1] if "\n" in body else body for body in bodies]
    assert part.messages["text"].to_list() == shown
    assert not part.conversation.coverage.doubtful


def test_a_copied_message_of_the_same_day_that_might_be_one_is_doubtful() -> None:
    part = parsed(f'{TITLES[0]}2024/02/29(木)\n10:00\tImke\t"see\n10:05\tRosa\thello\nbye"\n10:10\tRosa\tok\n')
    assert part.messages["text"].to_list() == ["see\n10:05\tRosa\thello\nbye", "ok"]
    assert part.conversation.coverage.doubtful == 1


def test_another_style_inside_is_read() -> None:
    texts = (
        written([RandomMessage(0, 0, "one")]),
        written([RandomMessage(86_400_000, 1, "two")], "Thu, 02/27/2025", "午後", TITLES[1]),
        written([RandomMessage(2 * 86_400_000, 0, "three")], clock="pm", title=""),
        "2026.01.02 Friday\n09:00 Imke four\n09:01 Imke five\n",
    )
    parts = parse(LineReader(), "\n".join(texts).encode(), "chat.txt", OPTIONS)
    assert [text for part in parts for text in part.messages["text"]] == ["one", "two", "three", "four", "five"]


def test_day_and_month_are_asked_for_where_nothing_tells(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(f"{TITLES[0]}05/06/2025\n10:00\tRosa: Ahl\thi\n", encoding="utf-8")
    question = read([path], OPTIONS).questions[0]
    assert isinstance(question, DateOrderQuestion)
    answered = question.reinterpret(Interpretation(UTC, "mdy"))
    assert isinstance(answered, ParsedConversation)
    assert answered.messages["sent_at"].to_list() == [at("2025-05-06T10:00")]


def test_the_owner_is_whom_the_chat_is_not_named_after() -> None:
    pair = [RandomMessage(0, 0, "a"), RandomMessage(60_000, 1, "b")]
    assert parsed(written(pair)).conversation.owner == "Imke"
    assert parsed(written(pair[:1])).conversation.owner is None
    assert parsed(written(pair, title=TITLES[0].replace("with", "in"))).conversation.owner is None


@pytest.mark.parametrize("cut", [1, 2])
def test_two_exports_that_overlap_are_one_history(tmp_path: Path, cut: int) -> None:
    messages = [RandomMessage(number * 600_000, number % 2, f"words {number}") for number in range(30)]
    (tmp_path / "a.txt").write_text(written(messages[:20]), encoding="utf-8")
    (tmp_path / "b.txt").write_text(written(messages[10 * cut :]), encoding="utf-8")
    result = read([tmp_path], OPTIONS)
    assert len(result.conversations) == 1
    assert result.messages["text"].to_list() == [f"words {number}" for number in range(30)]


def test_a_zip_of_several_chats_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "line.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(("Rosa: Ahl", "Lou")):
            messages = [RandomMessage(number * 60_000, 1, name), RandomMessage(120_000, 0, "so")]
            archive.writestr(f"{number}.txt", written(messages, title=TITLES[0].replace("Rosa: Ahl", name)))
    assert [one.title for one in read([path], OPTIONS).conversations] == ["Rosa: Ahl", "Lou"]


@pytest.mark.parametrize("size", [200_000])
@pytest.mark.parametrize("line", ['10:00\tImke\t"{}', "10:00 {}", "{}", "2024/02/29(木){}", '"{}"'])
def test_long_lines_and_many_of_them_take_linear_time(line: str, size: int) -> None:
    begun = time.process_time()
    for body in ("님이 " * (size // 3), ' "' * (size // 2), "\n".join([line.format("x")] * (size // 20))):
        parsed(f"{TITLES[0]}2024/02/29(木)\n10:00\tImke\thi\n{line.format(body)}\n")
    assert time.process_time() - begun < 10


def test_placeholders_of_other_languages_are_told_by_how_often_they_stand_alone() -> None:
    lines = [f"10:0{number}\tImke\t[สติกเกอร์พิเศษ]" for number in range(3)] + ["10:09\tImke\t[once]"]
    part = parsed(f"{TITLES[0]}2024/02/29(木)\n" + "\n".join(lines))
    assert part.messages["kind"].to_list() == ["media"] * 3 + ["text"]
    assert any("[สติกเกอร์พิเศษ]" in str(note) for note in part.conversation.notes)


@pytest.mark.parametrize(
    "text",
    [
        "12/11/2025, 08:06 - Ines: [LINE] hi\n10:00\ta\tb\n",
        "10:00\tInes\tnotes of the day\n11:00\tTom\tmore\n",
        "2024/02/29(木)\nshopping\n",
        "[LINE] is an app\nand this is a letter\n",
        "2024-01-02 10:00:00\tInes\thi\n",
    ],
)
def test_look_alikes_are_not_claimed(text: str) -> None:
    assert not LineReader().recognise(memory_export({"x.txt": text.encode()}))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_other_reader_claims_it(path: Path) -> None:
    export = memory_export({path.name: path.read_bytes()})
    assert [reader.name for reader in readers() if reader.recognise(export)] == ["line"]


def test_what_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(TITLES[0])
    with pytest.raises(BrokenExportError, match="which day"):
        parsed(f"{TITLES[0]}10:00\tImke\thi\n")


def typed_days(form: str) -> list[str]:
    """Days that somebody may write of, before and after those of the chat, and one with a wrong day of the week."""
    days = [datetime(2019, 3, day, tzinfo=UTC) for day in (28, 29, 30, 31)] + [datetime(2030, 1, 2, tzinfo=UTC)]
    return [*(DATE_FORMS[form](day) for day in days), "2019/04/02(月)", "2019/04/02"]


@given(
    random_messages(people=2, step=60_000),
    st.sampled_from(sorted(DATE_FORMS)),
    st.sampled_from(sorted(CLOCKS)),
    st.data(),
)
def test_a_date_in_a_message_is_words(
    messages: list[RandomMessage], form: str, clock: str, data: st.DataObject
) -> None:
    bodies = st.sampled_from(
        ["see\n{}\nat eight", "see\n\n{}\nat eight", "{}\nor\n{}", "see\n{}", "see\n\n\n{}\n\nso", "hi"]
    )
    texts = [
        data.draw(bodies, label="body").replace("{}", data.draw(st.sampled_from(typed_days(form)), label="day"))
        for _ in messages
    ]
    messages = [RandomMessage(one.after, one.sender, text) for one, text in zip(messages, texts, strict=True)]
    part = parsed(written(messages, form, clock))
    assert rows_of(part.messages) == [(one.sent_at, PEOPLE[one.sender], one.text) for one in messages]


@pytest.mark.parametrize(
    "typed", ["2025.03.01 Saturday", "2025.02.26 Wednesday", "2025.02.28 Monday", "2025/02/28(金)"]
)
def test_a_date_in_a_message_of_the_program_for_computers_moves_no_other(typed: str) -> None:
    days = ["2025.02.27 Thursday", "2025.02.28 Friday", "2025.03.01 Saturday", "2025.03.02 Sunday"]
    lines = [f"{day}\n21:58 Rosa see\n{'' if number else typed}\n22:00 Imke yes" for number, day in enumerate(days)]
    part = parsed("\n".join(lines).replace("\n\n", "\n") + "\n", "[LINE]Rosa.txt")
    assert part.messages["text"].to_list() == [f"see\n{typed}", "yes", *["see", "yes"] * 3]
    assert part.messages["sent_at"].dt.day().to_list() == [27, 27, 28, 28, 1, 1, 2, 2]
    assert part.conversation.coverage.ambiguous == 1


def test_a_date_above_a_message_without_an_empty_line_is_ambiguous() -> None:
    lines = ["21:58\tRosa\tsee", "2024/03/01(金)", "22:00\tImke\tyes", "", "2024/03/02(土)", "08:00\tRosa\tso"]
    part = parsed(f"{TITLES[0]}2024/02/29(木)\n" + "\n".join(lines))
    assert part.messages["sent_at"].dt.day().to_list() == [29, 29, 2]
    assert part.messages["text"].to_list() == ["see\n2024/03/01(金)", "yes", "so"]
    assert part.conversation.coverage.ambiguous == 1


def test_days_without_empty_lines_are_told_by_the_clock() -> None:
    lines = ["23:59\tRosa\tsee", "2024/03/01(金)", "00:05\tImke\tyes", "2024/03/02(土)", "08:00\tRosa\tso"]
    part = parsed(f"{TITLES[0]}2024/02/29(木)\n" + "\n".join(lines))
    assert part.messages["sent_at"].dt.day().to_list() == [29, 1, 2]
    assert part.conversation.coverage.ambiguous == 0


def test_an_export_below_another_begins_its_days_anew() -> None:
    messages = [RandomMessage(number * 86_400_000, number % 2, f"words {number}") for number in range(9)]
    part = parsed(written(messages) + "\n" + written(messages[4:], title=""))
    assert part.messages.height == 14
    assert set(rows_of(part.messages)) == {(one.sent_at, PEOPLE[one.sender], one.text) for one in messages}


@pytest.mark.parametrize("line", ["Lou left the group.", "I invited Lou to the group.", "Lou unsent a message."])
def test_words_about_others_are_whose_name_stands_before_them(line: str) -> None:
    lines = ["21:58 Rosa hi", "21:59 Imke so", f"22:00 Rosa {line}", "22:01 Lou left the group.", "22:02 Rosa yes"]
    part = parsed("2025.02.27 Thursday\n" + "\n".join(lines) + "\n", "[LINE]Rosa.txt")
    assert part.messages["text"].to_list() == ["hi", "so", line, None, "yes"]
    assert part.messages["sender"].to_list() == ["Rosa", "Imke", "Rosa", None, "Rosa"]
    assert part.conversation.coverage.ambiguous == 1


def test_a_day_with_a_wrong_day_of_the_week_is_words_where_the_app_s_are_right() -> None:
    days = ["2024/02/29(木)", "2024/03/01(金)", "2024/03/02(土)"]
    chat = "\n\n".join(f"{day}\n21:58\tRosa\tsee\n22:00\tImke\tyes" for day in days)
    part = parsed(f"{TITLES[0]}{chat}\n\n2024/03/03(月)\n22:05\tRosa\tso\n")
    assert part.messages["sent_at"].dt.day().to_list() == [29, 29, 1, 1, 2, 2, 2]
    assert part.messages["text"].to_list()[-2:] == ["yes\n\n2024/03/03(月)", "so"]
    assert part.conversation.coverage.ambiguous == 1


def test_a_day_to_come_at_a_message_s_end_is_no_heading() -> None:
    days = "2026.01.02 Friday\n09:00 Imke one\n09:05 Lou two\n2026.01.03 Saturday\n09:00 Imke see you on\n"
    chat = parse(LineReader(), f"{days}2999.01.05 Saturday\n09:01 Lou yes\n".encode(), "chat.txt", OPTIONS)[0]
    assert chat.messages["text"].to_list() == ["one", "two", "see you on\n2999.01.05 Saturday", "yes"]
    assert chat.messages["sent_at"].dt.year().max() == 2026
    assert chat.conversation.coverage.ambiguous == 1


@pytest.mark.parametrize(("last", "ambiguous"), [("2026.01.04 Sunday", 0), ("2026.05.01 Friday", 1)])
def test_a_last_day_that_may_have_been_typed_is_counted(last: str, ambiguous: int) -> None:
    days = "2026.01.02 Friday\n09:00 Imke one\n09:05 Lou two\n2026.01.03 Saturday\n09:00 Imke three\n"
    chat = parse(LineReader(), f"{days}{last}\n09:01 Lou four\n".encode(), "chat.txt", OPTIONS)[0]
    assert chat.messages["text"].to_list() == ["one", "two", "three", "four"]
    assert chat.conversation.coverage.ambiguous == ambiguous


def test_blank_lines_are_not_each_asked_whether_they_are_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def asked_title(line: str) -> LineTitle | None:
        asked.append(line)
        return line_title(line)

    monkeypatch.setattr(line_days, "line_title", asked_title)
    text = f"{TITLES[0]}2025/02/27(木)\n" + ("10:00\tRosa: Ahl\thi\n" + "\n" * 900) * 20
    part = parsed(text)
    assert part.messages.height == 20
    assert len(asked) < 100
