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

_LEFT_TO_RIGHT_MARK: Final = "\u200e"
"""Mark that the iPhone puts before everything that nobody typed."""
_NARROW_SPACE: Final = "\u202f"
"""Space before AM and PM."""


@dataclass(frozen=True, slots=True)
class _AppTexts:
    """Texts that the app itself writes in one language.

    Attributes:
        date: format of dates for `strftime`.
        notice: first line of a chat.
        learn_more: end of the notice on Android.
        media: placeholder for any media on Android.
        omitted: placeholder for media of a kind on the iPhone, by kind.
        deleted_by_other, deleted_by_owner: placeholders for deleted messages.
        edited: note behind an edited message.
        call: line of a missed call.
    """

    date: str
    notice: str
    learn_more: str
    media: str
    omitted: dict[str, str]
    deleted_by_other: str
    deleted_by_owner: str
    edited: str
    call: str


_ENGLISH: Final = _AppTexts(
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
    "This message was deleted",
    "You deleted this message",
    "<This message was edited>",
    "Missed voice call",
)
_GERMAN: Final = _AppTexts(
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
    "Diese Nachricht wurde gelöscht.",
    "Du hast diese Nachricht gelöscht.",
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
        lines.append(_message_line(chat, row, layout))
        refs.append(f"L{number}")
        number += lines[-1].count("\n") + 1
    _write_file(path, "\n".join(lines) + "\n", is_iphone=layout.startswith("ios"))
    return tuple(refs)


def _write_file(path: Path, text: str, *, is_iphone: bool) -> None:
    """Write the .txt, or a zip that always has the same bytes."""
    if not is_iphone:
        path.write_bytes(text.encode())
        return
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo("_chat.txt")
        archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)


def _message_line(chat: SyntheticChat, row: dict[str, Any], layout: Layout) -> str:
    """Format one message, with all its lines."""
    texts = _GERMAN if chat.language == "de" else _ENGLISH
    is_iphone = layout.startswith("ios")
    head = _line_head(row["sent_at"], texts, layout)
    body = _iphone_body(chat, row, texts) if is_iphone else _android_body(chat, row, texts)
    if row["sender"] is None and not is_iphone:
        return f"{head}{body}"
    mark = _LEFT_TO_RIGHT_MARK if is_iphone and row["kind"] != "text" and row["kind"] != "system" else ""
    return f"{mark}{head}{row['sender'] or chat.title}: {body}"


def _line_head(moment: datetime, texts: _AppTexts, layout: Layout) -> str:
    """Format date and time, which stand before the sender."""
    if layout.endswith("-us"):
        date = f"{moment.month}/{moment.day}/{moment:%y}"
        seconds = f":{moment:%S}" if layout.startswith("ios") else ""
        clock = f"{moment.hour % 12 or 12}:{moment:%M}{seconds}{_NARROW_SPACE}{'AM' if moment.hour < 12 else 'PM'}"
    else:
        date = moment.strftime(texts.date)
        clock = moment.strftime("%H:%M:%S" if layout.startswith("ios") else "%H:%M")
    return f"[{date}, {clock}] " if layout.startswith("ios") else f"{date}, {clock} - "


def _android_body(chat: SyntheticChat, row: dict[str, Any], texts: _AppTexts) -> str:
    """Format what Android writes behind the sender; a caption follows on the next line."""
    text = _text_without_media(chat, row, texts)
    if text is None:
        return texts.media + (f"\n{row['text']}" if row["text"] else "")
    return text + (f" {texts.edited}" if row["edited"] else "") + (texts.learn_more if row["sender"] is None else "")


def _iphone_body(chat: SyntheticChat, row: dict[str, Any], texts: _AppTexts) -> str:
    """Format what the iPhone writes behind the sender; a caption stands before the placeholder."""
    text = _text_without_media(chat, row, texts)
    if text is None:
        caption = f"{row['text']} " if row["text"] else ""
        return f"{caption}{_LEFT_TO_RIGHT_MARK}{texts.omitted[row['kind']]}"
    if row["kind"] != "text":
        return f"{_LEFT_TO_RIGHT_MARK}{text}"
    return text + (f" {_LEFT_TO_RIGHT_MARK}{texts.edited}" if row["edited"] else "")


def _text_without_media(chat: SyntheticChat, row: dict[str, Any], texts: _AppTexts) -> str | None:
    """Return the text of what is no media; None for media."""
    text_of_kind = {
        "text": row["text"],
        "system": texts.notice,
        "call": texts.call,
        "deleted": texts.deleted_by_owner if row["sender"] == chat.owner else texts.deleted_by_other,
    }
    return text_of_kind.get(row["kind"])
