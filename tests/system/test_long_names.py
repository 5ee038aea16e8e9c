"""Chats and people whose long names differ at their ends alone stay two: no reader cuts what tells them apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.readers import Import, ReadOptions, read

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
READERS = Path(__file__).parents[2] / "src" / "unlike" / "readers"
LONG = "n" * 700
TWO = (f"{LONG}1", f"{LONG}2")

Files = dict[str, str]


def tiktok(chats: tuple[str, str]) -> Files:
    held = {
        f"Chat History with {name}:": [{"Date": "2026-01-03 09:00:00", "From": name, "Content": "yes"}]
        for name in chats
    }
    return {"user_data.json": json.dumps({"Direct Messages": {"Chat History": {"ChatHistory": held}}})}


def snapchat(chats: tuple[str, str]) -> Files:
    entry = {"From": "rosa", "Media Type": "TEXT", "Created": "2026-01-03 09:00:00 UTC", "Content": "yes"}
    return {"chat_history.json": json.dumps({name: [entry | {"IsSender": False}] for name in chats})}


def x_archive(chats: tuple[str, str]) -> Files:
    held = [
        {
            "dmConversation": {
                "conversationId": chat,
                "messages": [
                    {
                        "messageCreate": {
                            "id": f"{number}9", "senderId": "7", "text": "yes", "createdAt": "2026-01-03T09:00:00.000Z"
                        }
                    }
                ],
            }
        }
        for number, chat in enumerate(chats, 1)
    ]  # fmt: skip
    return {"direct-messages-group.js": f"window.YTD.direct_messages_group.part0 = {json.dumps(held)}"}


def linkedin(chats: tuple[str, str]) -> Files:
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT"
    rows = [f"{chat},,Rosa,,Imke,,2026-01-03 09:00:00 UTC,,yes" for chat in chats]
    return {"messages.csv": "\n".join((head, *rows)) + "\n"}


def mail(chats: tuple[str, str]) -> Files:
    further = ", ".join(f"person{number}@example.org" for number in range(6_000))
    start = "From: rosa@example.org\nDate: Sat, 3 Jan 2026 10:04:00 +0100"
    mails = [
        f"{start}\nMessage-ID: <{number}@example.org>\nTo: imke@example.org\n\nyes\n\nFrom x Sat Jan  3 09:00:00 2026\n"
        f"{start}\nMessage-ID: <{number}b@example.org>\nTo: {further},\n {chat[-1]}@example.org\n\nyes\n"
        for number, chat in enumerate(chats)
    ]
    return {"a.mbox": "".join(f"From x Sat Jan  3 09:00:00 2026\n{each}\n" for each in mails)}


@pytest.mark.parametrize("form", [tiktok, snapchat, x_archive, linkedin, mail])
def test_chats_of_long_names_stay_two(form: Callable[[tuple[str, str]], Files], tmp_path: Path) -> None:
    imported = imported_of(form(TWO), tmp_path)
    assert len(imported.conversations) == 2 + (form is mail)
    assert imported.messages.height == 2 + 2 * (form is mail)


def zoom(people: tuple[str, str]) -> Files:
    return {"2026-01-03 Rowing/chat.txt": "".join(f"09:00:0{n}\t From {who} : yes\n" for n, who in enumerate(people))}


def messenger(people: tuple[str, str]) -> Files:
    messages = [
        {"sender_name": who, "timestamp_ms": 1_767_000_000_000 + n, "content": "yes"} for n, who in enumerate(people)
    ]
    thread = {
        "participants": [{"name": who} for who in people],
        "messages": messages,
        "title": "Rowers",
        "thread_path": "inbox/r_1",
    }
    return {"messages/inbox/r_1/message_1.json": json.dumps(thread)}


def line(people: tuple[str, str]) -> Files:
    rows = "".join(f"09:0{n}\t{who}\tyes\n" for n, who in enumerate(people))
    return {"[LINE] Chat.txt": f"[LINE] Chat history with Rosa\nSaved on: 2026/01/04 10:00\n\n2026/01/03(Sat)\n{rows}"}


@pytest.mark.parametrize("form", [zoom, messenger, line])
def test_people_of_long_names_stay_two(form: Callable[[tuple[str, str]], Files], tmp_path: Path) -> None:
    messages = imported_of(form(TWO), tmp_path).messages
    assert messages["sender"].cast(pl.String).n_unique() == messages.height == 2


def imported_of(files: Files, folder: Path) -> Import:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return read([folder], OPTIONS)


def test_names_are_bounded_in_one_place() -> None:
    cut = re.compile(r"\.split\(\)\)\[:|\[:_?(?:MAX_|MOST_)?NAME_CHARS\]")
    cutting = {path.name for path in READERS.rglob("*.py") if cut.search(path.read_text("utf-8"))}
    assert cutting == {"chat_notes.py", "frame_chats.py", "json_stream.py"}  # in sentences alone
