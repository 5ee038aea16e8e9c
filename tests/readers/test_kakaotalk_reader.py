from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from sql_databases import database_from
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.kakaotalk import KakaoTalkReader
from unlike.readers.registry import readers
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "kakaotalk"
SAMPLES = sorted(path for path in HERE.iterdir() if not path.name.endswith(".messages.json"))
OPTIONS = ReadOptions(ZoneInfo("UTC"))
PEOPLE = ("Imke", "로자/96", "A : B")
WEEKDAYS = "월화수목금토일"
TOP = "로자/96 님과 카카오톡 대화\n저장한 날짜 : 2030-01-02 22:14:03\n\n"


def half(at: datetime) -> str:
    return f"{'오후' if at.hour > 11 else '오전'} {at.hour % 12 or 12}:{at:%M}"


def korean(at: datetime) -> str:
    return f"{at.year}년 {at.month}월 {at.day}일"


def dashes(at: datetime) -> str:
    return f"--------------- {korean(at)} {WEEKDAYS[at.weekday()]}요일 ---------------"


Form = tuple[Callable[[datetime], str] | None, Callable[[datetime, str, str], str]]

FORMS: dict[str, Form] = {
    "windows": (dashes, lambda at, name, text: f"[{name}] [{half(at)}] {text}"),
    "windows, English": (
        lambda at: f"--------------- {at:%A, %B} {at.day}, {at.year} ---------------",
        lambda at, name, text: f"[{name}] [{at.hour % 12 or 12}:{at:%M} {at:%p}] {text}",
    ),
    "android": (
        lambda at: f"{korean(at)} {half(at)}",
        lambda at, name, text: f"{korean(at)} {half(at)}, {name} : {text}",
    ),
    "android, English": (None, lambda at, name, text: f"{at:%B} {at.day}, {at.year}, {at:%I:%M %p}, {name} : {text}"),
    "iphone": (
        lambda at: f"\n{korean(at)} {WEEKDAYS[at.weekday()]}요일",
        lambda at, name, text: f"{at.year}. {at.month}. {at.day}. {half(at)}, {name} : {text}",
    ),
    "iphone, 24 h": (
        None,
        lambda at, name, text: f"{at.year}. {at.month}. {at.day}. {at.hour}:{at:%M}, {name} : {text}",
    ),
    "iphone, times": (
        lambda at: f"\n{korean(at)} {WEEKDAYS[at.weekday()]}요일",
        lambda at, name, text: f"{half(at)}, {name} : {text}",
    ),
    "iphone, English": (
        lambda at: f"\n{at:%A, %B} {at.day}, {at.year}",
        lambda at, name, text: f"{at:%b} {at.day}, {at.year} at {at:%H:%M}, {name} : {text}",
    ),
}


def written(messages: list[RandomMessage], form: str = "windows", top: str = TOP) -> str:
    """A text as KakaoTalk writes it, in one of its forms."""
    day_line, line = FORMS[form]
    lines, day = [], None
    for message in messages:
        if day_line and day != message.sent_at.date():
            lines.append(day_line(message.sent_at))
            day = message.sent_at.date()
        lines.append(line(message.sent_at, PEOPLE[message.sender], message.text))
    return top + "\n".join(lines) + "\n"


def parsed(text: str, name: str = "chat.txt") -> ParsedConversation:
    return parse(KakaoTalkReader(), text.encode(), name, OPTIONS)[0]


def is_plain(text: str) -> bool:
    """Whether words cannot be taken for the app's, or for an empty line at the end."""
    return text == text.strip("\n") and not any(line.strip().casefold() in ("", "photo") for line in text.split("\n"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_reads_as_the_golden_file_shows(path: Path) -> None:
    check_golden(check_reader(KakaoTalkReader(), path, OPTIONS), path)


@given(random_messages(people=2, step=60_000), st.sampled_from(sorted(FORMS)), st.booleans())
def test_random_chats_are_read_back(messages: list[RandomMessage], form: str, crlf: bool) -> None:
    messages = [one for one in messages if is_plain(one.text)] or [RandomMessage(0, 0, "hi")]
    text = written(messages, form)
    part = parsed(text.replace("\n", "\r\n") if crlf else text)
    assert rows_of(part.messages) == [(one.sent_at, PEOPLE[one.sender], one.text) for one in messages]
    assert part.conversation.title == PEOPLE[1]
    assert part.conversation.coverage.total == len(messages)
    assert part.conversation.limit(MediumLimitKind.NO_ZONE)


@given(random_messages(people=3, step=1_000))
def test_random_tables_are_read_back(messages: list[RandomMessage]) -> None:
    content = io.StringIO(newline="")
    writer = csv.writer(content, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerow(("Date", "User", "Message"))
    for one in messages:
        writer.writerow((f"{one.sent_at:%Y-%m-%d %H:%M:%S}", PEOPLE[one.sender], f"{one.text}."))
    part = parsed(content.getvalue(), "KakaoTalk_Chat_Rosa_2030-01-02-10-11-12.csv")
    assert rows_of(part.messages) == [(one.sent_at, PEOPLE[one.sender], f"{one.text}.") for one in messages]
    assert part.conversation.title == "Rosa"


@pytest.mark.parametrize(
    "copied", ["[로자/96] [오전 8:00] earlier", "[Lou] [오후 11:30] last night\n[Lou] [오후 11:31] more"]
)
def test_copied_messages_are_words_and_doubtful(copied: str) -> None:
    lines = ["[Imke] [오전 10:00] look", copied, "[로자/96] [오전 10:05] yes", "[Imke] [오전 10:06] so"]
    part = parsed(f"{TOP}{dashes(at('2024-02-29T00:00'))}\n" + "\n".join(lines))
    assert part.messages["text"].to_list() == [f"look\n{copied}", "yes", "so"]
    assert part.conversation.coverage.doubtful == copied.count("\n") + 1


def test_a_copy_of_an_earlier_line_takes_no_message_between_with_it() -> None:
    lines = [f"[{who}] [오전 {hour}:00] words {hour}" for hour, who in enumerate(("Imke", "Lou", "Imke", "Lou"), 7)]
    texts = parsed(f"{TOP}{dashes(at('2024-02-29T00:00'))}\n" + "\n".join([*lines[:3], lines[0], lines[3]]))
    assert texts.messages["text"].to_list() == ["words 7", "words 8", f"words 9\n{lines[0]}", "words 10"]


def test_brackets_in_a_text_whose_headers_have_dates_are_words() -> None:
    part = parsed(
        f"{TOP}2024년 2월 29일 오전 10:00, Imke : look\n[Lou] [오전 9:00] x\n2024년 2월 29일 오전 10:01, Imke : so\n"
    )
    assert part.messages["text"].to_list() == ["look\n[Lou] [오전 9:00] x", "so"]
    assert part.conversation.coverage.doubtful == 1


def test_exports_of_several_forms_in_one_file_are_all_read() -> None:
    texts = [written([RandomMessage(number * 86_400_000, 1, form)], form, TOP) for number, form in enumerate(FORMS)]
    parts = parse(KakaoTalkReader(), "\n".join(texts).encode(), "chat.txt", OPTIONS)
    assert [text for part in parts for text in part.messages["text"]] == list(FORMS)
    bare = [texts[0], *(text.removeprefix(TOP) for text in texts[1:])]
    part = parsed("".join(bare))
    assert part.messages["text"].to_list() == list(FORMS)


def test_names_with_a_colon_are_told_where_several_messages_agree() -> None:
    messages = [RandomMessage(number * 60_000, 2, f"{number} : x") for number in range(3)]
    assert set(parsed(written(messages, "android")).messages["sender"]) == {"A : B"}
    assert set(parsed(written(messages[:1], "android")).messages["sender"]) == {"A"}


def test_messages_above_the_first_date_are_counted_and_not_guessed() -> None:
    part = parsed(f"{TOP}[Imke] [오전 9:00] a\nb\n{dashes(at('2024-02-29T00:00'))}\n[Imke] [오전 9:01] c\n")
    assert part.messages["text"].to_list() == ["c"]
    assert part.conversation.coverage.skipped == 1
    assert any("first date" in str(note) for note in part.conversation.notes)


def test_the_owner_is_whom_the_chat_is_not_named_after() -> None:
    pair = [RandomMessage(0, 0, "a"), RandomMessage(60_000, 1, "b")]
    assert parsed(written(pair)).conversation.owner == "Imke"
    assert parsed(written(pair[:1])).conversation.owner is None
    group = parsed(written(pair, top=TOP.replace(" 님과", " 12 님과"))).conversation
    assert (group.title, group.group, group.owner) == (PEOPLE[1], True, None)


def test_numbered_parts_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 600_000, number % 2, f"words {number}") for number in range(30)]
    for number, some in enumerate((messages[:12], messages[12:]), 1):
        name = f"Talk_2030.1.2 22_14-{number}.txt"
        (tmp_path / name).write_text(written(some, "iphone", f"{name}\nDate Saved : Jan 2, 2030 at 22:14\n\n"), "utf-8")
    result = read([tmp_path], OPTIONS)
    assert [one.title for one in result.conversations] == ["Talk_2030.1.2 22_14"]
    assert result.messages["text"].to_list() == [f"words {number}" for number in range(30)]


def test_a_zip_with_parts_and_tables_is_read_whole(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 600_000, number % 2, f"words {number}") for number in range(12)]
    path = tmp_path / "kakao.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, some in enumerate((messages[:2], messages[2:4], messages[4:]), 1):
            archive.writestr(f"Talk_2030.1.2 22_14-{number}.txt", written(some, "iphone"))
        archive.writestr("KakaoTalk_Chat_Lou_2030-01-02.csv", "Date,User,Message\n2030-01-01 10:00:00,Lou,hi\n")
    result = read([path], OPTIONS)
    assert {one.title for one in result.conversations} == {PEOPLE[1], "Lou"}
    assert result.messages.height == 13


@pytest.mark.parametrize("second", ["windows", "iphone"])
def test_two_exports_that_overlap_are_one_history(tmp_path: Path, second: str) -> None:
    messages = [RandomMessage(number * 600_000, number % 2, f"words {number}") for number in range(30)]
    (tmp_path / "a.txt").write_text(written(messages[:20]), encoding="utf-8")
    (tmp_path / "b.txt").write_text(written(messages[10:], second), encoding="utf-8")
    result = read([tmp_path], OPTIONS)
    assert len(result.conversations) == 1
    assert result.messages.height == 30


@pytest.mark.parametrize(
    "text",
    [
        "[2024. 3. 11. 오전 9:12:33] Ines: hi\n[2024. 3. 11. 오전 9:13:33] Tom: ho\n",
        "2024년 3월 11일 오전 9:12 - Ines: hi\n",
        "Date,User,Message,Kind\n2024-01-01 10:00:00,a,b,c\n",
        "Date,User,Message\nyesterday,a,b\n",
        "12:30, lunch : rice\n13:30, tea : cake\n",
        "[Lou] [9:00] a line of a letter\n",
        "12:30 <ines> [x] [9:00] hi\n",
    ],
)
def test_look_alikes_are_not_claimed(text: str) -> None:
    assert not KakaoTalkReader().recognise(memory_export({"x.txt": text.encode()}))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_other_reader_claims_it(path: Path) -> None:
    export = memory_export({path.name: path.read_bytes()})
    own = [reader for reader in readers() if reader.recognise(export) and not reader.is_fallback]
    assert [reader.name for reader in own if not reader.has_weak_marks] == ["kakaotalk"]


def test_what_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(TOP)
    with pytest.raises(BrokenExportError, match="which day"):
        parsed(f"{TOP}[Imke] [오전 9:00] a\n")
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed("Date,User,Message\n1850-01-01 10:00:00,a,b\n", "a.csv")


LOGS = "CREATE TABLE chat_logs (_id, id, type, chat_id, user_id, message, attachment, created_at, v);"
NAMES = "CREATE TABLE friends (id, name, enc); CREATE TABLE open_profile (user_id);"


@pytest.mark.parametrize("tables", [LOGS, NAMES])
def test_a_database_of_a_phone_is_named_for_what_it_is(tables: str, tmp_path: Path) -> None:
    many = "".join(f"CREATE TABLE t{n} ({', '.join(f'a_long_column_{m}' for m in range(90))});" for n in range(90))
    path = database_from(many + tables, tmp_path / "KakaoTalk.db")
    assert tables[:24].encode() not in path.read_bytes()[:65_536]
    with pytest.raises(UnknownExportError, match=r"KakaoTalk on Android.*encrypted.*Export chat \(as text\)"):
        read([path], OPTIONS)
    (tmp_path / "Talk_1.txt").write_text(
        f"{TOP}2024년 1월 1일 오전 9:00, Imke : a\n2024년 1월 1일 오전 9:01, 로자/96 : b\n"
    )
    (one,) = read([tmp_path], OPTIONS).conversations
    assert any("KakaoTalk.db" in note for note in one.notes)


@pytest.mark.parametrize("name", ["chatLogs_18361720661829832.edb", "chatListInfo.edb", "TalkUserDB.edb"])
def test_a_database_of_a_computer_is_named_for_what_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(bytes(range(255, 127, -1)) * 64)
    with pytest.raises(UnknownExportError, match=r"KakaoTalk for Windows.*encrypted.*Save chat"):
        read([tmp_path / name], OPTIONS)


def test_databases_of_others_are_not_taken_for_its_own(tmp_path: Path) -> None:
    path = database_from("CREATE TABLE chat_logs (id, text);", tmp_path / "KakaoTalk.db")
    with pytest.raises(UnknownExportError) as caught:
        read([path], OPTIONS)
    assert "on Android" not in str(caught.value)


APP_LINES = (
    "Lou님이 나갔습니다.",
    "로자/96님이 Lou님을 초대했습니다.",
    "Lou님이 들어왔습니다.",
    "채팅방 관리자가 메시지를 가렸습니다!",
    "Lou left this chatroom.",
    "Imke invited Lou.",
    "Lou was kicked out of the band",
)
"""Words like those that the app writes of itself."""


@pytest.mark.parametrize("form", sorted(FORMS))
@given(data=st.data())
def test_words_of_somebody_that_read_like_the_app_s_are_theirs(form: str, data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.sampled_from((*APP_LINES, "hi")), min_size=1, max_size=8))
    texts = [text + data.draw(st.sampled_from(("", "\nand more"))) for text in texts]
    messages = [RandomMessage(number * 60_000, number % 2, text) for number, text in enumerate(texts)]
    part = parsed(written(messages, form))
    assert rows_of(part.messages) == [(one.sent_at, PEOPLE[one.sender], one.text) for one in messages]


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("line", APP_LINES)
def test_a_line_like_the_app_s_within_a_message_is_words(form: str, line: str) -> None:
    texts = (f"see\n{line}\nfunny", f"and\n{line}\n\nso", "ok")
    messages = [RandomMessage(number * 60_000, number % 2, text) for number, text in enumerate(texts)]
    assert parsed(written(messages, form)).messages["text"].to_list() == list(texts)


@given(st.lists(st.sampled_from(APP_LINES), min_size=1, max_size=8))
def test_rows_of_a_table_are_of_whom_they_name(texts: list[str]) -> None:
    rows = [f"2030-01-02 10:0{number}:00,{PEOPLE[number % 2]},{text}" for number, text in enumerate(texts)]
    part = parsed("Date,User,Message\n" + "\n".join(rows), "KakaoTalk_Chat_Rosa_2030-01-02-10-11-12.csv")
    assert part.messages["text"].to_list() == texts
    assert part.messages["sender"].cast(str).to_list() == [PEOPLE[number % 2] for number in range(len(texts))]


def test_a_row_about_whom_it_names_may_be_the_app_s() -> None:
    part = parsed(
        "Date,User,Message\n2030-01-02 10:00:00,Lou,Lou님이 나갔습니다.\n2030-01-02 10:01:00,Imke,so\n", "a.csv"
    )
    assert part.messages["text"].to_list() == ["Lou님이 나갔습니다.", "so"]
    assert part.conversation.coverage.ambiguous == 1


def test_a_date_and_a_time_typed_in_a_message_begin_no_line_of_the_app() -> None:
    lines = ["2024년 2월 29일 오전 10:00, Imke : see", "2024년 3월 3일 오후 3:00, at the lake", "or later"]
    part = parsed(f"{TOP}" + "\n".join([*lines, "2024년 2월 29일 오전 10:01, Imke : so"]))
    assert part.messages["text"].to_list() == ["see\n2024년 3월 3일 오후 3:00, at the lake\nor later", "so"]
    assert part.conversation.coverage.doubtful == 1


def typed_days() -> list[str]:
    """Days that somebody may write of, before and after those of the chat."""
    days = [datetime(2019, 3, day, tzinfo=UTC) for day in (28, 29, 30, 31)] + [datetime(2030, 1, 2, tzinfo=UTC)]
    bare = [f"{korean(day)} {WEEKDAYS[day.weekday()]}요일" for day in days]
    return [*bare, "2019년 4월 2일 월요일", "2019년 4월 2일", "Tuesday, April 2, 2019", "2019년 4월 2일 오전 9:00"]


@pytest.mark.parametrize("form", sorted(FORMS))
@given(messages=random_messages(people=2, step=60_000), data=st.data())
def test_a_date_in_a_message_is_words(form: str, messages: list[RandomMessage], data: st.DataObject) -> None:
    bodies = st.sampled_from(("see\n{}\nat eight", "see\n\n{}\nat eight", "see\n{}\nor\n{}\nso", "hi"))
    days = st.sampled_from([*typed_days(), dashes(at("2019-03-29T00:00")), dashes(at("2030-01-02T00:00"))])
    messages = [
        RandomMessage(
            one.after, one.sender, data.draw(bodies, label="body").replace("{}", data.draw(days, label="day"))
        )
        for one in messages
    ]
    part = parsed(written(messages, form))
    assert rows_of(part.messages) == [(one.sent_at, PEOPLE[one.sender], one.text) for one in messages]


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("typed", ["2024년 2월 28일 수요일", "2024년 3월 2일 토요일", "2024년 3월 1일 월요일"])
def test_a_date_that_ends_a_message_moves_no_other(form: str, typed: str) -> None:
    after = (datetime(2024, 2, 29, 22, tzinfo=UTC) - RandomMessage(0, 0, "").sent_at) // timedelta(milliseconds=1)
    texts = [f"see\n{typed}", "yes", *["so", "no"] * 3]
    messages = [
        RandomMessage(after + number // 2 * 86_400_000 + number % 2 * 60_000, number % 2, text)
        for number, text in enumerate(texts)
    ]
    part = parsed(written(messages, form))
    assert rows_of(part.messages) == [(one.sent_at, PEOPLE[one.sender], one.text) for one in messages]


def test_a_day_between_dashes_that_does_not_run_forward_is_ambiguous() -> None:
    old = dashes(at("2024-02-27T00:00"))
    lines = ["[Imke] [오전 10:00] look", old, "[로자/96] [오전 10:05] yes", "[Imke] [오전 10:06] so"]
    part = parsed(f"{TOP}{dashes(at('2024-02-29T00:00'))}\n" + "\n".join(lines))
    assert part.messages["text"].to_list() == [f"look\n{old}", "yes", "so"]
    assert set(part.messages["sent_at"].dt.day()) == {29}
    assert part.conversation.coverage.ambiguous == 1


def test_a_day_between_dashes_with_a_wrong_day_of_the_week_is_words() -> None:
    wrong = "--------------- 2024년 3월 1일 월요일 ---------------"
    lines = ["[Imke] [오전 10:00] look", wrong, "[로자/96] [오전 10:05] yes"]
    part = parsed(f"{TOP}{dashes(at('2024-02-29T00:00'))}\n" + "\n".join(lines))
    assert part.messages["text"].to_list() == [f"look\n{wrong}", "yes"]
    assert set(part.messages["sent_at"].dt.day()) == {29}
    assert part.conversation.coverage.ambiguous == 1
