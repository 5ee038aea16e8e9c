"""A Viber chat as a conversation."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from unlike.readers.apps.viber.viber_lines import viber_lines
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export
from unlike.readers.formats.dated_chats import Content, DatedChat, DatedRecord
from unlike.readers.formats.many_files import ChatFile
from unlike.readers.formats.whole_texts import whole_text

OWN_WORDS: Final = frozenset(
    {"me", "я", "ich", "moi", "yo", "eu", "io", "ik", "ja", "já", "аз", "εγώ", "ben", "én", "أنا"}
)
"""What Viber calls the owner of the phone, in lower case."""

_WORDS: Final = {
    "image": ("photo message", "photo", "фотоповідомлення", "фото", "фотосообщение", "фото сообщение"),
    "video": ("video message", "video", "відеоповідомлення", "відео", "видеосообщение", "видео"),
    "sticker": ("sticker", "стікер", "стикер", "наліпка"),
    "audio": ("voice message", "голосове повідомлення", "голосовое сообщение"),
    "gif": ("gif",),
    "document": ("file message", "file", "файл"),
    "location": ("location message", "location", "місцезнаходження", "местоположение"),
    "contact": ("shared contact", "contact", "контакт"),
    "deleted": ("message deleted", "this message was deleted", "повідомлення видалено", "сообщение удалено"),
    "call": ("missed call", "voice call", "video call", "пропущений виклик", "пропущенный вызов"),
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words}
_TITLE: Final = re.compile(r"(?i:viber)[\s_-]+(?:chat[\s_-]+)?(?:with[\s_-]+)?(?P<name>\S.*)")


def viber_chat(chat_file: ChatFile, export: Export) -> DatedChat:
    """The chat in a file.

    Args:
        chat_file: one of the export's.
        export: whose path stands in questions.
    """
    file, title, progress = chat_file
    text = whole_text(file, progress)
    found = viber_lines(text.lines)
    writers = dict.fromkeys(record.sender for record in found.records if record.sender)
    names = distinct_names({who: (found.names[who], who[-4:]) for who in writers})
    for record in found.records:
        record.sender = names.get(record.sender or "")
    named = _TITLE.fullmatch(title)
    chat = DatedChat(
        path=export.path,
        app="viber",
        title=named["name"] if named else title,
        records=found.records,
        total=len(found.records),
        doubtful=found.doubtful,
        clock=timedelta(seconds=1),
        notes=text.notes,
        breaks_off=text.is_cut,
        content_of=_content,
        owner=next((name for name in names.values() if name.casefold() in OWN_WORDS), None),
    )
    for line, lines in found.left:
        chat.leave(line, lines)
    return chat


def _content(record: DatedRecord) -> Content:
    """What a record is; the app's words stand alone."""
    text = "\n".join(record.body)
    if record.sender is None:
        return Content("system", None, None)
    kind = _KINDS.get(text.strip().casefold())
    return Content(kind or "text", None if kind else text, record.sender)
