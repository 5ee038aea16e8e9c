"""Databases of Apple's Messages, invented: what a fuzz run and the tests of the reader start from."""

from __future__ import annotations

import plistlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SECONDS_TO_2001 = 978_307_200
COLUMNS = (
    *("guid TEXT", "text TEXT", "attributedBody BLOB", "subject TEXT", "handle_id INTEGER", "service TEXT"),
    *("date INTEGER", "is_from_me INTEGER", "item_type INTEGER", "associated_message_guid TEXT"),
    *("associated_message_type INTEGER", "associated_message_emoji TEXT", "thread_originator_guid TEXT"),
    *("balloon_bundle_id TEXT", "is_audio_message INTEGER", "date_edited INTEGER", "date_retracted INTEGER"),
    *("message_summary_info BLOB", "group_title TEXT", "cache_has_attachments INTEGER"),
)
_HEAD = (
    b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92"
    b"\x84\x84\x84\x08NSString\x01\x94\x84\x01+"
)
_TAIL = b"\x86\x84\x02iI\x01\x06\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x01\x92\x84\x96\x96\x1d"


def streamtyped(text: str) -> bytes:
    """A text as Apple's archiver writes it."""
    words = text.encode()
    if len(words) < 0x80:
        length = bytes([len(words)])
    elif len(words) < 1 << 16:
        length = b"\x81" + len(words).to_bytes(2, "little")
    else:
        length = b"\x82" + len(words).to_bytes(4, "little")
    return _HEAD + length + words + _TAIL


def edit_history(versions: Sequence[tuple[str, float]], unsent: Sequence[int] = ()) -> bytes:
    """What Apple keeps of a message's first part: its versions with seconds since 1970, and parts that were unsent."""
    parts = [{"t": streamtyped(text), "d": at - SECONDS_TO_2001} for text, at in versions]
    summary: dict[str, object] = {"ust": True}
    if parts:
        summary["ec"] = {"0": parts}
    if unsent:
        summary["rp"] = list(unsent)
    return plistlib.dumps(summary, fmt=plistlib.FMT_BINARY)


def apple_date(seconds: float) -> int:
    """Seconds since 1970 as billionths of one since 2001."""
    return round((seconds - SECONDS_TO_2001) * 1_000_000) * 1_000


@dataclass(slots=True)
class AppleDatabase:
    """Rows of a database before it is written.

    Attributes:
        chats: identifier, style (43 a group, 45 two people), name, and guid.
        handles: numbers and addresses, from 1.
        messages: columns by name; `chats` says to which chats a row belongs, `deleted` from which it was deleted.
        attachments: row of `messages`, type and name.
        columns: of the table `message`.
    """

    chats: Sequence[tuple[str, int, str | None, str]] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    messages: Sequence[Mapping[str, object]] = field(default_factory=list)
    attachments: list[tuple[int, str | None, str]] = field(default_factory=list)
    columns: Sequence[str] = COLUMNS

    def written(self) -> bytes:
        """The database as a file."""
        connection = sqlite3.connect(":memory:")
        self.fill(connection)
        content = connection.serialize()
        connection.close()
        return content

    def fill(self, connection: sqlite3.Connection) -> None:
        """Write the tables into an empty database."""
        connection.executescript(
            f"CREATE TABLE message (ROWID INTEGER PRIMARY KEY, {', '.join(self.columns)});"
            "CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, chat_identifier TEXT, style INTEGER, display_name TEXT,"
            " guid TEXT);"
            "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT);"
            "CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER);"
            "CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER);"
            "CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);"
            "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, filename TEXT, mime_type TEXT, transfer_name TEXT,"
            " is_sticker INTEGER);"
            "CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);"
        )
        for number, name in enumerate(self.handles, start=1):
            connection.execute("INSERT INTO handle VALUES (?, ?, 'iMessage')", (number, name))
        for number, (identifier, style, name_of_chat, guid) in enumerate(self.chats, start=1):
            connection.execute(
                "INSERT INTO chat VALUES (?, ?, ?, ?, ?)", (number, identifier, style, name_of_chat, guid)
            )
            for handle, address in enumerate(self.handles, start=1):
                if style != 45 or address == identifier:
                    connection.execute("INSERT INTO chat_handle_join VALUES (?, ?)", (number, handle))
        for number, message in enumerate(self.messages, start=1):
            self._add_message(connection, number, message)
        for number, (message_number, mime, name) in enumerate(self.attachments, start=1):
            values = (number, f"~/Library/Messages/Attachments/{name}", mime, name, 0)
            connection.execute("INSERT INTO attachment VALUES (?, ?, ?, ?, ?)", values)
            connection.execute("INSERT INTO message_attachment_join VALUES (?, ?)", (message_number, number))
        connection.commit()

    def _add_message(self, connection: sqlite3.Connection, number: int, message: Mapping[str, object]) -> None:
        names = {column.split()[0] for column in self.columns}
        own = {"ROWID": number, **{name: value for name, value in message.items() if name in names}}
        places = ", ".join("?" * len(own))
        connection.execute(f"INSERT INTO message ({', '.join(own)}) VALUES ({places})", tuple(own.values()))  # noqa: S608
        for table, key in (("chat_message_join", "chats"), ("chat_recoverable_message_join", "deleted")):
            chats = message.get(key, ())
            for chat in chats if isinstance(chats, Iterable) else ():
                connection.execute(f"INSERT INTO {table} VALUES (?, ?, 0)", (chat, number))  # noqa: S608


FIRST = 1_714_550_400


def example_database() -> AppleDatabase:
    """One of everything that the app writes, in two chats and one that goes on under another service."""
    ada, bo = "+4915550100", "bo@example.org"

    def message(guid: str, seconds: float, **more: object) -> dict[str, object]:
        at = apple_date(FIRST + seconds)
        return {"guid": guid, "date": at, "is_from_me": 0, "handle_id": 1, "item_type": 0, "chats": (1,), **more}

    edited = edit_history([("see you at sevn", FIRST + 300), ("see you at seven", FIRST + 320)])
    poll = "com.apple.messages.MSMessageExtensionBalloonPlugin:0000000000:com.apple.messages.Polls"
    messages = [
        message("A1", 0, text="did you get home?"),
        message("A2", 60.25, attributedBody=streamtyped("just now — soaked 🌧️"), is_from_me=1, handle_id=0),
        message("A3", 61, associated_message_guid="p:0/A1", associated_message_type=2000, is_from_me=1),
        message("A4", 62, associated_message_guid="A2", associated_message_type=2006, associated_message_emoji="🫂"),
        message("A5", 63, associated_message_guid="bp:A2", associated_message_type=2003),
        message("A6", 64, associated_message_guid="p:0/A1", associated_message_type=3000, is_from_me=1),
        message("A7", 65, associated_message_guid="p:0/A1", associated_message_type=2001, is_from_me=1),
        message("A8", 120, attributedBody=streamtyped("\ufffc"), cache_has_attachments=1),
        message("A9", 180, attributedBody=streamtyped("\ufffcthe umbrella"), is_from_me=1),
        message("A10", 240, attributedBody=streamtyped("\ufffc"), is_audio_message=1),
        message("A11", 310, attributedBody=streamtyped("see you at seven"), message_summary_info=edited),
        message("A12", 330, message_summary_info=edit_history([], [0]), is_from_me=1),
        message("A13", 400, text="by text message", service="SMS", chats=(3,), handle_id=3),
        message("A14", 410, text="in both", chats=(1, 3)),
        message("A15", 420, text="what you answered", thread_originator_guid="A1", is_from_me=1),
        message("A16", 430, text="was deleted", chats=(), deleted=(1,)),
        message("A17", 440, text="of nobody", chats=()),
        message("A18", 0, text="without a date", date=0),
        message("A19", 450, attributedBody=b"\x04\x0bstreamtyped cut"),
        message("A20", 460, text="https://example.org", balloon_bundle_id="com.apple.messages.URLBalloonProvider"),
        message("B1", 500, item_type=2, group_title="Rowers", chats=(2,), handle_id=1),
        message("B2", 510, text="who rows?", chats=(2,), handle_id=2),
        message("B3", 520, balloon_bundle_id=poll, chats=(2,), handle_id=2),
        message("B4", 530, balloon_bundle_id=poll, associated_message_guid="B3", chats=(2,), handle_id=2),
        message("B5", 540, associated_message_guid="B3", associated_message_type=4000, chats=(2,), handle_id=1),
        message("B6", 550, text="the two of us", chats=(2,), is_from_me=1, handle_id=0),
    ]
    return AppleDatabase(
        chats=[
            (ada, 45, None, f"any;-;{ada}"),
            ("chat700", 43, "Rowers", "iMessage;+;chat700"),
            (ada, 45, None, f"SMS;-;{ada}"),
        ],
        handles=[ada, bo, ada],
        messages=messages,
        attachments=[(8, "image/heic", "IMG_1.HEIC"), (9, "image/jpeg", "IMG_2.jpg"), (10, "audio/x-caf", "Audio.caf")],
    )


EXPORTED = """May 01, 2024 10:00:00 AM (Read by you after 12 seconds)
Ines Ek
did you get home?
Tapbacks:
    Loved by Me

    May 01, 2024 10:07:00 AM
    Me
    I did

May 01, 2024 10:01:00 AM
Me
just now

and more below
Edited 2 seconds later: just now 🌧️

May 01, 2024 10:02:00 AM
Ines Ek
attachments/ab/11/IMG_1.HEIC

May 01, 2024 10:06:00 AM Ines Ek named the conversation Rowers

May 01, 2024 10:07:00 AM
Me
I did
This message responded to an earlier message.

"""
IMESSAGE: dict[str, bytes] = {"chat.db": example_database().written(), "Ines.txt": EXPORTED.encode()}


def message_rows(content: bytes) -> int | None:
    """How many rows of a database are messages and no reactions, votes or changes of polls; None where it is none."""
    if not content.startswith(b"SQLite format 3\x00"):
        return None
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        names = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('message')")}
        kind = "associated_message_type" if "associated_message_type" in names else "0"
        balloon = "balloon_bundle_id" if "balloon_bundle_id" in names else "NULL"
        query = f"SELECT count(*) FROM message WHERE coalesce({kind}, 0) = 0 AND {balloon} IS NULL"  # noqa: S608
        return int(connection.execute(query).fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()
