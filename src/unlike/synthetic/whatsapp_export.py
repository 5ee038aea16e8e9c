"""A chat as WhatsApp's "Export chat" writes it: Android's .txt, or the iPhone's .zip with `_chat.txt` in it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from unlike.synthetic.synthetic_chat import SyntheticChat

Layout = Literal["android", "android-us", "ios", "ios-us"]
"""The phone, and whether its clock has 12 hours and its dates the month first."""

LRM: Final = "\u200e"
"""The iPhone puts it before everything that nobody typed."""
NARROW: Final = "\u202f"
"""The space before AM and PM."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What the app itself writes in one language."""

    date: str
    notice: str
    more: str
    media: str
    omitted: dict[str, str]
    deleted: tuple[str, str]
    edited: str
    call: str


_EN: Final = _Words(
    "%d/%m/%Y",
    "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.",
    " Learn more.",
    "<Media omitted>",
    {
        "image": "image omitted",
        "audio": "audio omitted",
        "video": "video omitted",
        "sticker": "sticker omitted",
        "gif": "GIF omitted",
    },
    ("This message was deleted", "You deleted this message"),
    "<This message was edited>",
    "Missed voice call",
)
_DE: Final = _Words(
    "%d.%m.%y",
    "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Nur Personen in diesem Chat können sie lesen, anhören "
    "oder teilen.",
    " Mehr erfahren.",
    "<Medien ausgeschlossen>",
    {
        "image": "Bild weggelassen",
        "audio": "Audio weggelassen",
        "video": "Video weggelassen",
        "sticker": "Sticker weggelassen",
        "gif": "GIF weggelassen",
    },
    ("Diese Nachricht wurde gelöscht.", "Du hast diese Nachricht gelöscht."),
    "<Diese Nachricht wurde bearbeitet.>",
    "Verpasster Sprachanruf",
)


def write_whatsapp(chat: SyntheticChat, path: Path, layout: Layout = "android") -> tuple[str, ...]:
    """Write a chat as WhatsApp exports it.

    Args:
        chat: the chat; replies and reactions do not exist in these exports.
        path: the file to write: a .txt for Android, a .zip for the iPhone.
        layout: see `Layout`.

    Returns:
        The ref of every row: "L" and the number of the line it begins in.
    """
    lines, refs = [], []
    number = 1
    for row in chat.rows.iter_rows(named=True):
        lines.append(_line(chat, row, layout))
        refs.append(f"L{number}")
        number += lines[-1].count("\n") + 1
    _save(path, "\n".join(lines) + "\n", phone=layout.startswith("ios"))
    return tuple(refs)


def _save(path: Path, text: str, *, phone: bool) -> None:
    """The file, or the zip with always the same bytes."""
    if not phone:
        path.write_bytes(text.encode())
        return
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo("_chat.txt")
        archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)


def _line(chat: SyntheticChat, row: dict[str, Any], layout: Layout) -> str:
    """One message, with all its lines."""
    words = _DE if chat.language == "de" else _EN
    phone = layout.startswith("ios")
    head = _head(row["sent_at"], words, layout)
    body = _phone_body(chat, row, words) if phone else _android_body(chat, row, words)
    if row["sender"] is None and not phone:
        return f"{head}{body}"
    mark = LRM if phone and row["kind"] != "text" and row["kind"] != "system" else ""
    return f"{mark}{head}{row['sender'] or chat.title}: {body}"


def _head(moment: datetime, words: _Words, layout: Layout) -> str:
    """Date and time before the sender."""
    if layout.endswith("-us"):
        date = f"{moment.month}/{moment.day}/{moment:%y}"
        seconds = f":{moment:%S}" if layout.startswith("ios") else ""
        clock = f"{moment.hour % 12 or 12}:{moment:%M}{seconds}{NARROW}{'AM' if moment.hour < 12 else 'PM'}"
    else:
        date = moment.strftime(words.date)
        clock = moment.strftime("%H:%M:%S" if layout.startswith("ios") else "%H:%M")
    return f"[{date}, {clock}] " if layout.startswith("ios") else f"{date}, {clock} - "


def _android_body(chat: SyntheticChat, row: dict[str, Any], words: _Words) -> str:
    """What stands behind the sender; a caption follows on the next line."""
    plain = _plain(chat, row, words)
    if plain is None:
        return words.media + (f"\n{row['text']}" if row["text"] else "")
    return plain + (f" {words.edited}" if row["edited"] else "") + (words.more if row["sender"] is None else "")


def _phone_body(chat: SyntheticChat, row: dict[str, Any], words: _Words) -> str:
    plain = _plain(chat, row, words)
    if plain is None:
        caption = f"{row['text']} " if row["text"] else ""
        return f"{caption}{LRM}{words.omitted[row['kind']]}"
    if row["kind"] != "text":
        return f"{LRM}{plain}"
    return plain + (f" {LRM}{words.edited}" if row["edited"] else "")


def _plain(chat: SyntheticChat, row: dict[str, Any], words: _Words) -> str | None:
    """The words of all that is no media."""
    own = {
        "text": row["text"],
        "system": words.notice,
        "call": words.call,
        "deleted": words.deleted[row["sender"] == chat.owner],
    }
    return own.get(row["kind"])
