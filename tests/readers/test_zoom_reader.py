from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import WORDS, RandomMessage, random_messages
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import EmptyExportError, UndatedExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.zoom import ZoomReader
from unlike.readers.testkit import check_golden, check_reader, memory_export

HERE = Path(__file__).parent / "zoom"
BERLIN = ZoneInfo("Europe/Berlin")
OPTIONS = ReadOptions(BERLIN)
PEOPLE = ("Imke", "Rosa Lund", "Lou to B")
NAME = "2024-05-01 23.50.00 Rowers 81234567890.txt"
START = datetime(2024, 5, 1, 23, 50)  # noqa: DTZ001 - of a wall clock


def below(message: RandomMessage, time: str, words: tuple[str, str, str]) -> str:
    first, second, everybody = words
    indented = "\n".join(f"\t{line}" for line in message.text.split("\n"))
    return f"{time} {first} {PEOPLE[message.sender]} {second} {everybody}:\n{indented}\n"


def beside(message: RandomMessage, time: str) -> str:
    return f"{time}\t From  {PEOPLE[message.sender]}  to  Everyone : {message.text}\n"


def parsed(content: str, name: str = NAME) -> list[ParsedConversation]:
    export = memory_export({name: content.encode()})
    assert ZoomReader().recognise(export)
    return [part for part in ZoomReader().read(export, OPTIONS) if isinstance(part, ParsedConversation)]


def rows(part: ParsedConversation) -> list[tuple[Any, ...]]:
    table = part.messages
    walls = [at.astimezone(BERLIN).replace(tzinfo=None) for at in table["sent_at"]]
    return list(zip(walls, table["sender"].to_list(), table["text"].to_list(), strict=True))


@pytest.mark.parametrize("name", ["2024-05-01 23.50.00 Rowers 81234567890", "GMT20240501-100000_Rowers.txt"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(ZoomReader(), HERE / name, OPTIONS), HERE / name)


@given(
    st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 2), WORDS.filter(str.strip)), min_size=1, max_size=12),
    st.sampled_from(["below", "beside"]),
)
def test_random_meetings_past_midnight_are_read_back(sent: list[tuple[int, int, str]], shape: str) -> None:
    after, content, expected = 0, "", []
    for gap, sender, text in sent:
        after += gap
        at = START + timedelta(seconds=after)
        message = RandomMessage(0, sender, text.replace("\n", " ") if shape == "beside" else text)
        time = f"{at:%H:%M:%S}"
        content += below(message, time, ("From", "to", "Everyone")) if shape == "below" else beside(message, time)
        expected.append((at, PEOPLE[sender], message.text.strip("\n")))
    (part,) = parsed(content)
    assert rows(part) == expected
    assert part.conversation.coverage.total == len(sent)
    assert part.conversation.title == "Rowers"


@given(random_messages(people=3, step=1_000), st.sampled_from([("От", "кому", "Все"), ("Von", "an", "Alle")]))
def test_random_dated_chats_are_read_in_other_languages(
    messages: list[RandomMessage], words: tuple[str, str, str]
) -> None:
    if len(messages) < 2 or words[1] == "to":
        return
    walls = [message.sent_at.astimezone(BERLIN).replace(tzinfo=None) for message in messages]
    content = "".join(
        below(message, f"{wall:%Y-%m-%d %H:%M:%S}", words) for message, wall in zip(messages, walls, strict=True)
    )
    (part,) = parsed(content, "meeting_saved_chat.txt")
    texts = [(message.sent_at, PEOPLE[message.sender], message.text.strip("\n")) for message in messages]
    assert list(zip(part.messages["sent_at"], part.messages["sender"], part.messages["text"], strict=True)) == texts
    assert part.conversation.limit(MediumLimitKind.NO_ZONE)
    assert part.conversation.limit(MediumLimitKind.SAVED_MESSAGES)


def test_what_begins_like_a_message_and_is_none_is_in_doubt() -> None:
    messages = [RandomMessage(0, number % 2, f"word {number}") for number in range(3)]
    sent = [below(one, f"10:0{place}:00", ("From", "to", "Everyone")) for place, one in enumerate(messages)]
    (part,) = parsed("".join([*sent[:2], "10:01:30 Rosa Lund hello there\n", sent[2]]))
    assert (part.conversation.coverage.messages, part.conversation.coverage.doubtful) == (3, 1)


@given(random_messages(people=3, step=1_000), st.integers(0, 200))
def test_a_file_that_breaks_off_gives_a_part(messages: list[RandomMessage], lost: int) -> None:
    content = "".join(below(message, "10:00:00", ("From", "to", "Everyone")) for message in messages)
    export = memory_export({NAME: content.encode()[: -lost or None]})
    if not ZoomReader().recognise(export):
        return
    for part in ZoomReader().read(export, OPTIONS):
        assert isinstance(part, ParsedConversation)
        assert schema_violations(part.messages) == []


def test_private_messages_are_a_chat_of_their_own() -> None:
    content = (
        "10:00:00\t From  Rosa  to  Everyone : hi\n"
        "10:00:05\t From  Me  to  Rosa(Privately) : psst\n"
        "10:00:09\t From  Rosa  to  Me(Direct Message) : yes?\n"
    )
    everybody, private = parsed(content)
    assert everybody.messages["text"].to_list() == ["hi"]
    assert private.messages["text"].to_list() == ["psst", "yes?"]
    assert (private.conversation.title, private.conversation.owner, private.conversation.group) == ("Rosa", "Me", False)


WORDINGS = [
    ("From", "to", "Everyone", "Direct Message"),
    ("From", "to", "Everyone", "Privately"),
    ("Von", "an", "Alle", "Direktnachricht"),
    ("Von", "an", "Alle", "Privat"),
    ("De", "a", "Todos", "Mensaje directo"),
    ("De", "à", "Tout le monde", "Message direct"),
    ("De", "para", "Todos", "Mensagem direta"),
    ("Da", "a", "Tutti", "Messaggio diretto"),
    ("От", "кому", "Все", "Личное сообщение"),
    ("Kimden", "kime", "Herkes", "Doğrudan İleti"),
    ("Tól", "nak", "Minden ki itt", "Privát üzenet"),
]


@pytest.mark.parametrize("words", WORDINGS)
@pytest.mark.parametrize("to", ["Ines Moor", "Silent", "Ana (she/her)", "Lou Berg"])
def test_what_is_private_in_any_language_is_a_chat_of_its_own(words: tuple[str, ...], to: str) -> None:
    first, second, everybody, mark = words
    content = "".join(
        f"10:00:0{number} {first} {sender} {second} {everybody}:\n\tpublic {number}\n"
        for number, sender in enumerate(("Ines Moor", "Tom", "Lou Berg", "Tom", "Ines Moor"))
    )
    content += f"10:01:00 {first} Rosa Lund {second} {to}({mark}):\n\tpsst\n"
    content += f"10:01:05 {first} Rosa Lund {second} {to} （{mark}）:\n\tpsst again\n"
    everyone, private = parsed(content)
    assert everyone.messages["text"].to_list() == [f"public {number}" for number in range(5)]
    assert everyone.messages["sender"].to_list() == ["Ines Moor", "Tom", "Lou Berg", "Tom", "Ines Moor"]
    assert private.messages["text"].to_list() == ["psst", "psst again"]
    assert (private.messages["sender"].to_list(), private.conversation.group) == (["Rosa Lund"] * 2, False)
    assert all(name in private.conversation.title for name in ("Rosa Lund", to))


def test_a_recipient_without_a_mark_who_never_wrote_is_no_crowd() -> None:
    content = (
        "10:00:00\t From  Rosa  to  Everyone : hi\n"
        "10:00:05\t From  Rosa  to  Silent : psst\n"
        "10:00:06\t From  Rosa  to  Everyone (in Waiting Room) : soon\n"
        "10:00:07\t From  Rosa  to  Hosts and panelists : ready?\n"
    )
    everybody, private = parsed(content)
    assert everybody.messages["text"].to_list() == ["hi", "soon", "ready?"]
    assert private.messages["text"].to_list() == ["psst"]


def test_private_messages_alone_are_no_crowd_s() -> None:
    (private,) = parsed("10:00:00\t From  Rosa  to  Silent(Direct Message) : a\n" * 3)
    assert private.conversation.key.endswith("Rosa, Silent")


def test_a_meeting_of_a_day_that_nothing_names_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "meeting_saved_chat.txt"
    path.write_text("10:00:00 From Rosa to Everyone:\n\thi\n", "utf-8")
    with pytest.raises(UndatedExportError, match="has no date"):
        read([path], OPTIONS)


@pytest.mark.parametrize("packed", [True, False])
def test_meetings_of_one_name_are_one_history(tmp_path: Path, *, packed: bool) -> None:
    for day in (1, 2):
        folder = tmp_path / "Zoom" / f"2024-05-0{day} 10.00.00 Rowers"
        folder.mkdir(parents=True)
        text = "".join(f"10:0{number}:00 From {PEOPLE[number]} to Everyone:\n\tday {day}\n" for number in range(3))
        (folder / "meeting_saved_chat.txt").write_text(text, "utf-8")
        (folder / "meeting_saved_closed_caption.txt").write_text("[Rosa] 10:00:00\nhello\n", "utf-8")
    root = tmp_path / "Zoom"
    if packed:
        with zipfile.ZipFile(tmp_path / "zoom.zip", "w") as archive:
            for path in sorted(root.rglob("*.txt")):
                archive.write(path, path.relative_to(root))
        root = tmp_path / "zoom.zip"
    result = read([root], OPTIONS)
    assert [conversation.title for conversation in result.conversations] == ["Rowers"]
    assert result.messages["sent_at"].to_list()[0] == datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
    assert result.messages.height == 6


@pytest.mark.parametrize(
    "content",
    [
        "10:00:00 hello\n",
        "10:00 From Rosa to Everyone:\n\thi\n",
        "2024-05-01 10:00:00 Rosa: hi\n2024-05-01 10:00:05 Lou: ho\n",
        "[10:00:00] <rosa> hi\n",
        "words\n10:00:00 From Rosa to Everyone:\n\thi\n",
    ],
)
def test_look_alikes_are_not_claimed(content: str) -> None:
    assert not ZoomReader().recognise(memory_export({NAME: content.encode()}))


def test_an_empty_file_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        list(ZoomReader().read(memory_export({NAME: b""}), OPTIONS))


def test_lines_that_begin_otherwise_are_not_swallowed() -> None:
    content = (
        "10:00:00\t From  Rosa  to  Everyone : hi\n"
        "10:00:05\tLou:\tho\n"
        "10:00:06\t От  Rosa : again\n"
        "10:00:07 is when we meet\n"
        "10:00:09\t Kohteelle Rosa : yes?\n"
        "more\n"
    )
    usual = "".join(f"10:01:0{number}\t From  Rosa  to  Everyone : {number}\n" for number in range(6))
    (part,) = parsed(content + usual)
    assert part.messages["text"].to_list()[:-6] == ["hi", "ho", "again\n10:00:07 is when we meet"]
    assert [(record.ref, str(record.why)[:27]) for record in part.conversation.skipped] == [
        ("L5", "it begins like a message, i")
    ]
