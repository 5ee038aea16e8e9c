"""The chats of a Viber export as conversations."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from unlike.readers.apps.viber.viber_lines import looks_like_header, viber_lines
from unlike.readers.apps.viber.viber_owner import ViberWriters, owners
from unlike.readers.base import Progress
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export
from unlike.readers.formats.dated_chats import Content, DatedChat, DatedRecord
from unlike.readers.formats.many_files import ChatFile, chat_files
from unlike.readers.formats.whole_texts import whole_text

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
_SURE_WORDS: Final = frozenset(word for word in _KINDS if " " in word or (not word.isascii() and len(word) > 10))
"""Those that nobody types alone, so that they tell the language of the phone."""

_TITLE: Final = re.compile(r"(?i:viber)[\s_-]+(?:chat[\s_-]+)?(?:with[\s_-]+)?(?P<name>\S.*)")


def viber_chats(export: Export, progress: Progress) -> list[DatedChat]:
    """The chat in each file of an export.

    Args:
        export: whose path stands in questions.
        progress: called with (bytes read so far, bytes in all).
    """
    chats, writers = [], []
    for chat_file in chat_files(export, progress):
        chat, people = _viber_chat(chat_file, export)
        chats.append(chat)
        writers.append(people)
    for chat, people, owner in zip(chats, writers, owners(writers), strict=True):
        names = distinct_names({who: (name, who[-4:]) for who, name in people.names.items()})
        chat.owner = names[owner] if owner else None
        for record in chat.records:
            record.sender = names.get(record.sender or "")
    return chats


def _viber_chat(chat_file: ChatFile, export: Export) -> tuple[DatedChat, ViberWriters]:
    """The chat in a file, with numbers in place of names, and who writes in it."""
    file, title, progress = chat_file
    text = whole_text(file, progress)
    found = viber_lines(text.lines)
    named = _TITLE.fullmatch(title)
    chat = DatedChat(
        path=export.path,
        app="viber",
        title=named["name"] if named else title,
        records=found.records,
        total=len(found.records),
        doubtful=sum(looks_like_header(line) for record in found.records for line in record.body[1:]),
        ambiguous=found.ambiguous,
        clock=timedelta(seconds=1),
        notes=text.notes,
        breaks_off=text.is_cut or found.is_cut,
        content_of=_content,
    )
    for line, lines in found.left:
        chat.leave(line, lines)
    present = dict.fromkeys(record.sender for record in found.records if record.sender)
    single = (record.body[0].strip().casefold() for record in found.records if len(record.body) == 1)
    app_words = frozenset(word for word in single if word in _SURE_WORDS)
    return chat, ViberWriters(chat.title, {who: found.names[who] for who in present}, app_words)


def _content(record: DatedRecord) -> Content:
    """What a record is; the app's words stand alone."""
    text = "\n".join(record.body)
    if record.sender is None:
        return Content("system", None, None)
    kind = _KINDS.get(text.strip().casefold())
    return Content(kind or "text", None if kind else text, record.sender)
