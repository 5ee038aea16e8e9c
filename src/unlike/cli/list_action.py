"""The answer to `unlike list`."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from unlike.cli.library_access import library_path, users_library
from unlike.cli.output import write_output
from unlike.core.time_zones import machine_zone
from unlike.i18n import translate, translate_lazy
from unlike.library.stored_chats import StoredChat
from unlike.presentation.sentences.interface.library_text import EMPTY, chat_line, exports_line, library_line
from unlike.readers import app_title


def run_list() -> None:
    """Write a line or two a conversation.

    Raises:
        UnlikeError: the library cannot be used.
    """
    with users_library() as library:
        chats = library.chats()
        zone = ZoneInfo(library.zone()) if library.zone() else machine_zone()
    if not chats:
        write_output(translate(EMPTY) + "\n")
        return
    lines = [line for chat in chats for line in _chat_lines(chat, translate_lazy(app_title(chat.app)), zone)]
    write_output("\n".join([*lines, "", library_line(len(chats), library_path())]) + "\n")


def _chat_lines(chat: StoredChat, app: str, zone: ZoneInfo) -> Iterator[str]:
    yield chat_line(chat.number, chat.title, app, chat.messages, chat.dates(zone))
    if chat.exports > 1 or chat.lacking:
        yield exports_line(chat.exports, chat.lacking)
