from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from random_chats import RandomMessage, random_messages, rows_of
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import BrokenExportError, EmptyExportError
from unlike.i18n import translate_lazy
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.irc import IrcReader
from unlike.readers.apps.irc.log_lines import log_line
from unlike.readers.apps.irc.nick_changes import NickChange
from unlike.readers.apps.irc.nick_people import NickNames, NickPeople
from unlike.readers.registry import readers
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "irc"
SAMPLES = sorted(path for path in HERE.iterdir() if not path.name.endswith(".messages.json"))
OPTIONS = ReadOptions(ZoneInfo("UTC"))
NICKS = ("imke", "rosa_", "Lou|2")

Form = tuple[Callable[[datetime], str] | None, Callable[[datetime, str, str], str]]
FORMS: dict[str, Form] = {
    "irssi": (
        lambda at: f"--- Day changed {at:%a %b %d %Y}",
        lambda at, nick, text: f"{at:%H:%M:%S} < {nick}> {text}",
    ),
    "weechat": (None, lambda at, nick, text: f"{at:%Y-%m-%d %H:%M:%S}\t@{nick}\t{text}"),
    "supybot": (None, lambda at, nick, text: f"{at:%Y-%m-%dT%H:%M:%S}  <{nick}> {text}"),
    "the lounge": (None, lambda at, nick, text: f"[{at:%Y-%m-%dT%H:%M:%S}.000Z] <{nick}> {text}"),
    "hexchat": (
        lambda at: f"**** BEGIN LOGGING AT {at:%a %b %d %H:%M:%S %Y}",
        lambda at, nick, text: f"{at:%b %d %H:%M:%S} <{nick}>\t{text}",
    ),
    "mirc": (
        lambda at: f"Session Time: {at:%a %b %d 00:00:00 %Y}",
        lambda at, nick, text: f"[{at:%H:%M:%S}] <+{nick}> {text}",
    ),
}


def written(messages: list[RandomMessage], form: str) -> str:
    day_line, line = FORMS[form]
    lines, day = [], None
    for message in messages:
        if day_line and day != message.sent_at.date():
            lines.append(day_line(message.sent_at))
            day = message.sent_at.date()
        lines.append(line(message.sent_at, NICKS[message.sender], message.text))
    return "\n".join(lines) + "\n"


def parsed(text: str | bytes, name: str = "#lake.log") -> ParsedConversation:
    return parse(IrcReader(), text if isinstance(text, bytes) else text.encode(), name, OPTIONS)[0]


def one_line(message: RandomMessage) -> RandomMessage:
    return RandomMessage(message.after, message.sender, " ".join(message.text.split()) or "x")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_reads_as_the_golden_file_shows(path: Path) -> None:
    check_golden(check_reader(IrcReader(), path, OPTIONS), path)


@given(random_messages(people=3, step=1_000), st.sampled_from(sorted(FORMS)), st.booleans())
def test_random_logs_are_read_back(messages: list[RandomMessage], form: str, crlf: bool) -> None:
    messages = [one_line(message) for message in messages]
    text = written(messages, form)
    part = parsed(text.replace("\n", "\r\n") if crlf else text)
    assert rows_of(part.messages) == [(one.sent_at, NICKS[one.sender], one.text) for one in messages]
    assert part.conversation.coverage.total == len(messages)
    assert bool(part.conversation.limit(MediumLimitKind.NO_ZONE)) == (form != "the lounge")


@pytest.mark.parametrize(
    ("rest", "nick", "text"),
    [
        (" <@imke> hi", "imke", "hi"),
        (" <imke!i@example.org> hi", "imke", "hi"),
        (" <imke> <rosa> said so", "imke", "<rosa> said so"),
        (" <imke>", "imke", ""),
        (" * imke waves", "imke", "waves"),
        ("\t *\timke waves", "imke", "waves"),
        (" -imke:#lake- hi", "imke", "hi"),
        (" * imke (i@example.org) has joined #lake", None, ""),
        (" * imke sets mode: +o rosa", None, ""),
        (" * imke left the keys", "imke", "left the keys"),
        (" * imke joined us", "imke", "joined us"),
        (" * imke gives Lou a hug", "imke", "gives Lou a hug"),
        (" * imke sets mode to sleepy", "imke", "sets mode to sleepy"),
        (" * imke was kicked out of bed", "imke", "was kicked out of bed"),
        (" * imke changes topic", "imke", "changes topic"),
        (" * Parts of it fell", "Parts", "of it fell"),
        (" * imke has quit (Ping timeout)", None, ""),
        (" * imke has left #lake (bye)", None, ""),
        (" * rosa gives channel operator status to imke", None, ""),
        (" * imke changes topic to 'lake'", None, ""),
        (" * Parts: imke (i@example.org)", None, ""),
        (" *** imke has quit IRC", None, ""),
        (" -!- imke is now known as rosa", None, ""),
        ("\t<--\timke has quit", None, ""),
        (" <\x0304imke\x03> \x02bold\x02", "imke", "bold"),
        (" Action: imke waves", "imke", "waves"),
        (" Nick change: imke -> rosa", None, ""),
        (" * imke → rosa", None, ""),
        (" * imke has quit (Ping timeout: 252 seconds)", None, ""),
        (" * imke (~i@example.org) Quit (bye)", None, ""),
        (" * imke gives voice to rosa", None, ""),
        (" * ChanServ removes channel operator status from rosa", None, ""),
        (" * imke sets ban on *!*@example.org", None, ""),
        (" * imke was kicked by rosa (spam)", None, ""),
        (" * imke changes topic to 'the lake'", None, ""),
        (" * imke has changed the topic to: the lake", None, ""),
        (" * Topic for #lake is: rowing", None, ""),
        (" * Joins: imke (~i@example.org)", None, ""),
        (" * Now talking on #lake", None, ""),
    ],
)
def test_lines_of_many_programs(rest: str, nick: str | None, text: str) -> None:
    found = log_line(rest)
    assert found is not None
    assert (found.nick, found.text) == (nick, text)


@pytest.mark.parametrize(
    "words",
    [
        "waves",
        "joined the gym",
        "has joined a choir",
        "left work early",
        "has left the house",
        "quit smoking",
        "has quit her job",
        "gives up",
        "gives rosa a hug",
        "removes her shoes",
        "sets the table",
        "sets modest goals",
        "was kicked out of the club",
        "set the topic aside",
        "topic is closed for me",
        "parted with her car",
        "has changed the topic again",
    ],
)
@pytest.mark.parametrize("line", [" * imke {}", " *\timke {}", "\t *\timke {}", " Action: imke {}"])
def test_what_somebody_does_are_their_words(words: str, line: str) -> None:
    said = log_line(line.format(words))
    assert said is not None
    assert (said.nick, said.text, said.is_action) == ("imke", words, True)


@pytest.mark.parametrize("rest", [" words alone", "", " < not a nick > x", "\tone tab"])
def test_other_lines_are_none_of_a_log(rest: str) -> None:
    assert log_line(rest) is None


def test_lines_that_are_none_of_a_log_are_left_over_and_counted() -> None:
    part = parsed(
        "[10:00:00] <imke> a\n[10:00:01] <imke> b\n[10:00:02] <imke> c\n[10:00:03] <rosa> d\nwords\n", "#a_20240229.log"
    )
    assert part.conversation.coverage.messages == 4
    assert [(one.ref, str(one.why)) for one in part.conversation.skipped] == [("L5", "it is no line of a log")]


def test_a_time_without_a_day_is_left_over() -> None:
    lines = "10:00 < imke> a\n10:01 < imke> b\n--- Day changed Fri Feb 28 2025\n10:02 < rosa> c\n"
    part = parsed(lines)
    assert part.messages["text"].to_list() == ["c"]
    assert part.conversation.coverage.skipped == 2


def test_two_encodings_in_one_file_are_read_line_by_line() -> None:
    part = parsed(b"2025-02-27T10:00:00  <imke> gr\xfc\xdfe\n" + "2025-02-27T10:00:01  <rosa> grüße\n".encode())
    assert part.messages["text"].to_list() == ["grüße", "grüße"]
    assert any("CP1252" in str(note) for note in part.conversation.notes)


def speakers(*steps: str) -> list[tuple[str, str]]:
    """Nick and name of each line after steps: a nick that writes, "old>new", "+nick" who comes, "-nick" who goes."""
    sessions, said = NickPeople(), []
    for number, step in enumerate(steps):
        old, change, new = step.partition(">")
        if change:
            sessions.change(NickChange(renamed=(old, new)), number)
        elif step.startswith("+"):
            sessions.change(NickChange(joined=step[1:]), number)
        elif step.startswith("-"):
            sessions.change(NickChange(left=(step[1:],)), number)
        else:
            said.append((step, sessions.speak(step, number)))
    names = NickNames(sessions.sessions)
    return [(nick, names.by_session[session]) for nick, session in said]


def people(*steps: str) -> dict[str, str]:
    """The name of whoever wrote most under each nick, after steps."""
    counted = Counter(speakers(*steps))
    return {nick: name for (nick, name), _ in reversed(counted.most_common())}


def test_who_changes_their_nick_stays_the_same_person() -> None:
    assert people("imke", "imke>imke_away", "imke_away", "imke") == {"imke": "imke", "imke_away": "imke"}
    assert people("imke", "imke>lake", "lake", "lake") == {"imke": "lake", "lake": "lake"}
    assert people("rosa_", "rosa", "rosa_", "rosa", "rosa_>rosa", "rosa") == {"rosa": "rosa", "rosa_": "rosa"}
    assert people("imke>imke") == {}


def test_two_people_who_wrote_in_turns_stay_two() -> None:
    assert people("imke", "rosa", "imke", "rosa", "imke>rosa", "rosa") == {"imke": "imke", "rosa": "rosa"}


@pytest.mark.parametrize(
    ("steps", "name", "other"),
    [
        (("rosa", "rosa>lake", "lake", "rosa", "lake", "rosa", "rosa"), 0, 3),
        (("rosa", "rosa", "rosa>lake", "lake", "+rosa", "rosa", "-lake"), 0, 5),
        (("rosa", "rosa>lake", "+rosa", "rosa", "rosa", "-lake", "-rosa"), 0, 3),
        (("rosa", "rosa", "rosa>lake", "imke", "imke>rosa", "rosa", "lake"), 0, 5),
        (("imke", "rosa", "imke", "rosa", "-rosa", "imke>rosa", "rosa"), 1, 6),
        (("Rosa", "rosa>lake", "lake", "rosa", "lake"), 0, 3),
    ],
)
def test_who_takes_a_nick_that_was_given_up_is_somebody_else(steps: tuple[str, ...], name: int, other: int) -> None:
    lines = [number for number, step in enumerate(steps) if ">" not in step and step[0] not in "+-"]
    named = dict(zip(lines, speakers(*steps), strict=True))
    assert named[name][1] != named[other][1]


@pytest.mark.parametrize(
    "steps",
    [
        ("+rosa", "rosa", "-rosa", "+rosa", "rosa"),
        ("rosa", "rosa>lake", "lake", "-lake", "+rosa", "rosa", "rosa>lake", "lake"),
        ("rosa", "+rosa_", "-rosa", "rosa_>rosa", "rosa"),
        ("rosa", "+rosa", "rosa"),
        ("Rosa", "rosa", "Rosa>ROSA", "ROSA"),
    ],
)
def test_who_comes_back_is_the_same_person(steps: tuple[str, ...]) -> None:
    assert len({name for _, name in speakers(*steps)}) == 1


@given(st.lists(st.sampled_from(["a", "b", "cc", "a>b", "b>a", "cc>a", "+a", "+b", "-a", "-b", "-cc", "cc>b"])))
def test_two_who_write_in_turns_in_one_presence_never_bear_one_name(steps: list[str]) -> None:
    sessions = NickPeople()
    for number, step in enumerate(steps):
        old, change, new = step.partition(">")
        if change:
            sessions.change(NickChange(renamed=(old, new)), number)
        elif step[0] in "+-":
            gone = (step[1:],) if step[0] == "-" else ()
            sessions.change(NickChange(joined=None if gone else step[1:], left=gone), number)
        else:
            sessions.speak(step, number)
    names = NickNames(sessions.sessions)
    told = zip(sessions.sessions, names.by_session, strict=True)
    spoken = [(one, name) for one, name in told if name]
    assert all(one.may_be_of(other) for one, name in spoken for other, same in spoken if name == same and one != other)
    assert all(bool(one.lines) == bool(name) for one, name in zip(sessions.sessions, names.by_session, strict=True))


def test_a_log_tells_people_of_one_nick_apart_and_says_so() -> None:
    lines = (
        "--- Log opened Thu Feb 27 09:00:00 2025\n"
        "10:00 < Rosa> a\n10:01 < Rosa> b\n10:02 -!- Rosa is now known as Lake\n"
        "10:03 -!- Rosa [r@example.net] has joined #x\n10:04 < Rosa> c\n10:05 < Lake> d\n10:06 < Rosa> e\n"
    )
    part = parsed(lines)
    said = part.messages.drop_nulls("sender")
    names = dict(zip(said["text"].to_list(), said["sender"].to_list(), strict=True))
    assert names["a"] == names["b"] == names["d"]
    assert names["c"] == names["e"] != names["a"]
    assert any("“Rosa”" in str(note) for note in part.conversation.notes)
    alone = parsed(lines.replace("< Lake> d", "< Imke> d").replace("is now known as Lake", "has quit [x]"))
    assert not any("one after another" in str(note) for note in alone.conversation.notes)


OFFSETS = st.sampled_from(["", "+00:00", "+0530", "-03:00", " +0200", "Z"])


@given(random_messages(people=2, step=1_000), st.lists(OFFSETS, min_size=1), st.booleans())
def test_every_offset_of_a_line_is_honoured(messages: list[RandomMessage], offsets: list[str], bracket: bool) -> None:
    zone = ZoneInfo("America/Lima")
    lines, expected = [], []
    for number, message in enumerate(map(one_line, messages)):
        offset = offsets[number % len(offsets)]
        at = message.sent_at
        stamp = f"{at:%Y-%m-%dT%H:%M:%S}{offset}"
        lines.append(f"[{stamp}] <{NICKS[message.sender]}> x" if bracket else f"{stamp}  <{NICKS[message.sender]}> x")
        digits = offset.strip().replace(":", "").replace("Z", "+0000") or "-0500"
        expected.append(at - timedelta(hours=int(digits[:3]), minutes=int(digits[0] + digits[3:])))
    part = parse(IrcReader(), ("\n".join(lines) + "\n").encode(), "#lake.log", ReadOptions(zone))[0]
    is_wall_clock = not all(offsets[number % len(offsets)] for number in range(len(messages)))
    assert sorted(part.messages["sent_at"].to_list()) == sorted(expected)
    assert bool(part.conversation.limit(MediumLimitKind.NO_ZONE)) == is_wall_clock


@pytest.mark.parametrize("stamp", ["[10:00:00 +0200]", "[10:00:00+02:00]", "Feb 27 10:00:00 +0200", "10:00 UTC+02:00"])
def test_offsets_of_all_stamps_are_honoured(stamp: str) -> None:
    part = parsed("".join(f"{stamp} <imke> words\n" for _ in range(3)), "#lake_20250227.log")
    assert {at.hour for at in part.messages["sent_at"]} == {8}


def test_days_of_a_channel_are_one_conversation(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 20_000_000, number % 3, f"words {number}") for number in range(30)]
    days = {message.sent_at.date() for message in messages}
    for channel in ("#lake", "#shore"):
        for day in days:
            lines = "".join(
                f"[{one.sent_at:%H:%M:%S}] <{NICKS[one.sender]}> {one.text} {channel}\n"
                for one in messages
                if one.sent_at.date() == day
            )
            (tmp_path / f"example_{channel}_{day:%Y%m%d}.log").write_text(lines)
    result = read([tmp_path], OPTIONS)
    assert [one.title for one in result.conversations] == ["example_#lake", "example_#shore"]
    assert result.messages.height == 60
    assert result.messages["ref"][0].startswith("example_#lake_20190330 L")
    (tmp_path / "example_#lake_20190330 (1).log").write_bytes((tmp_path / "example_#lake_20190330.log").read_bytes())
    assert read([tmp_path], OPTIONS).messages.height == 60


def lay(folder: Path, places: Iterable[str]) -> None:
    """Write a log at each place, in which the same people write on another day."""
    for number, place in enumerate(places):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        stamps = [f"2025-02-{27 - number} 10:{minute:02d}:00" for minute in range(8)]
        lines = (f"{stamp}\t{NICKS[one % 2]}\t{place}\n" for one, stamp in enumerate(stamps))
        path.write_text("".join(lines))


NETWORKS = [
    ("{net}/#lake.log", "{net} · #lake"),
    ("irclogs/{net}/#lake.log", "{net} · #lake"),
    ("irclogs/{net}/2025/#lake.02.log", "{net} · #lake.02"),
    ("hexchat/logs/{net}/imke.log", "{net} · imke"),
    (".znc/users/me/moddata/log/{net}/#lake/2025-02-27.log", "{net} · #lake"),
    ("users/me/networks/{net}/moddata/log/#lake/2025-02-27.log", "{net} · #lake"),
    ("moddata/log/me/{net}/imke/2025-02-27.log", "{net} · imke"),
    ("logs/irc.{net}.#lake.weechatlog", "irc.{net}.#lake"),
    ("logs/me_{net}_#lake_20250227.log", "me_{net}_#lake"),
    ("logs/#lake.{net}.20250227.log", "#lake.{net}"),
    ("Textual/{net}/Channels/#lake/2025-02-27.txt", "{net} · #lake"),
    ("logs/{net}/channels/#lake.2025-02-27.log", "{net} · #lake"),
]


@pytest.mark.parametrize(("place", "title"), NETWORKS)
def test_one_name_on_two_networks_is_two_conversations(tmp_path: Path, place: str, title: str) -> None:
    folder = tmp_path / "all"
    lay(folder, [place.format(net=net).lstrip(".") for net in ("libera", "oftc")])
    result = read([folder], OPTIONS)
    assert sorted(one.title for one in result.conversations) == [title.format(net=net) for net in ("libera", "oftc")]
    assert len({one.key for one in result.conversations}) == 2


@pytest.mark.parametrize(("place", "title"), [entry for entry in NETWORKS if entry[0] != "{net}/#lake.log"])
def test_the_network_of_a_log_that_is_given_by_itself_is_that_of_its_folder(
    tmp_path: Path, place: str, title: str
) -> None:
    lay(tmp_path, [place.format(net=net) for net in ("libera", "oftc")])
    paths = [tmp_path / place.format(net=net) for net in ("libera", "oftc")]
    assert sorted(one.title for one in read(paths, OPTIONS).conversations) == [
        title.format(net=net) for net in ("libera", "oftc")
    ]


def test_days_of_one_name_on_two_networks_are_never_one_chat(tmp_path: Path) -> None:
    for net, day in (("libera", 26), ("oftc", 27), ("libera", 28)):
        path = tmp_path / "all" / net / "imke" / f"2025-02-{day}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"[10:0{one}:00] <{NICKS[one % 2]}> {net}\n" for one in range(6)))
    result = read([tmp_path / "all"], OPTIONS)
    words = result.messages.group_by("conversation").agg("text")["text"].to_list()
    assert sorted((len(texts), set(texts)) for texts in words) == [(6, {"oftc"}), (12, {"libera"})]
    assert {one.owner for one in result.conversations} == {"rosa_"}


def test_a_log_below_no_program_s_folder_has_no_network(tmp_path: Path) -> None:
    (tmp_path / "stuff").mkdir()
    lay(tmp_path / "stuff", ["#lake.log"])
    assert [one.title for one in read([tmp_path / "stuff" / "#lake.log"], OPTIONS).conversations] == ["#lake"]


def test_a_folder_with_other_files_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text(written([RandomMessage(0, 0, "hi"), RandomMessage(1_000, 1, "ho")], "supybot"))
    (tmp_path / "notes.txt").write_text("milk, bread, tea\n")
    assert read([tmp_path], OPTIONS).messages["text"].to_list() == ["hi", "ho"]


def test_the_owner_of_a_talk_is_whom_it_is_not_named_after() -> None:
    text = written([RandomMessage(0, 0, "a"), RandomMessage(1_000, 1, "b")], "supybot")
    assert parsed(text, "rosa_.log").conversation.owner == "imke"
    assert parsed(text, "#lake.log").conversation.owner is None


@pytest.mark.parametrize(
    "text",
    [
        "12/11/2025, 08:06 - Ines: hi\n",
        "10:00\tInes\tnotes\n10:01\tTom\tmore\n",
        "2025-02-27 10:00:00 INFO started\n2025-02-27 10:00:01 INFO stopped\n",
        "[10:00] milk\n[10:01] bread\n",
        "[Rosa] [10:00 AM] hi\n[Imke] [10:01 AM] ho\n",
        "2025-02-27T10:00:00  *** started\n2025-02-27T10:00:01  *** stopped\n",
        "[10:00] <imke> alone\n",
    ],
)
def test_look_alikes_are_not_claimed(text: str) -> None:
    assert not IrcReader().recognise(memory_export({"x.log": text.encode()}))


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.is_file()], ids=lambda path: path.name)
def test_no_other_reader_claims_it(path: Path) -> None:
    export = memory_export({path.name: path.read_bytes()})
    claiming = [reader for reader in readers() if reader.recognise(export) and not reader.has_weak_marks]
    assert [reader.name for reader in claiming] == ["irc"]


def test_what_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed("--- Log opened Thu Feb 27 21:50:01 2025\n")
    with pytest.raises(BrokenExportError, match="none of its 2 entries"):
        parsed("[10:00] <imke> a\n[10:01] <imke> b\n")


@given(
    st.lists(st.tuples(st.integers(1, 11 * 3_600), st.sampled_from(["Rosa", "Imke"])), min_size=2, max_size=30),
    st.booleans(),
)
@examples(40)
def test_days_that_a_log_does_not_name_are_counted_on(steps: list[tuple[int, str]], has_seconds: bool) -> None:
    """A session over midnight, as mIRC keeps it: what was said after it stood a day before the rest."""
    at = datetime(2025, 2, 27, 13, 50, tzinfo=UTC)
    lines, expected = ["Session Start: Thu Feb 27 13:50:01 2025"], []
    for seconds, nick in steps:
        at += timedelta(seconds=seconds)
        lines.append(f"[{at:%H:%M:%S}] <{nick}> hi" if has_seconds else f"[{at:%H:%M}] <{nick}> hi")
        expected.append(at if has_seconds else at.replace(second=0))
    (part,) = parse(IrcReader(), "\n".join(lines).encode() + b"\n", "#lake.log", ReadOptions(ZoneInfo("UTC")))
    assert part.messages["sent_at"].to_list() == expected
    rolled = (expected[-1].date() - date(2025, 2, 27)).days
    assert any("does not name" in translate_lazy(note) for note in part.conversation.notes) == bool(rolled)


def test_a_day_of_the_week_before_is_not_of_the_next_year() -> None:
    """HexChat writes no year, and a file may be put together from parts."""
    lines = [
        "**** BEGIN LOGGING AT Tue Dec 31 21:50:01 2024",
        "Dec 31 23:58:00 <Rosa>\ta",
        "Dec 29 10:00:00 <Imke>\tb",
        "Dec 31 23:59:00 <Rosa>\tc",
        "Jan 02 10:00:00 <Imke>\td",
    ]
    (part,) = parse(IrcReader(), "\n".join(lines).encode() + b"\n", "a.log", ReadOptions(ZoneInfo("UTC")))
    days = [str(at)[:10] for at in part.messages["sent_at"].to_list()]
    assert days == ["2024-12-31", "2024-12-29", "2024-12-31", "2025-01-02"]
