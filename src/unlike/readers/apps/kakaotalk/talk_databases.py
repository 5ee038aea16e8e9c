"""KakaoTalk's own databases, which are encrypted: how they are known, and what to give instead."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from unlike.errors import UnlikeError
from unlike.i18n import mark
from unlike.readers.export import Export
from unlike.readers.formats.sqlite_db import SQLITE_START, open_database

_LOGS: Final = "chat_logs"
_LOG_COLUMNS: Final = frozenset({"chat_id", "user_id", "message", "attachment", "created_at"})
_NAMES: Final = frozenset({"friends", "open_profile"})
"""Tables of the second database of a phone, which holds names."""

_COMPUTER_FILE: Final = re.compile(
    r"(?:chatLogs_\d+|chat(?:List|Link)Info|TalkUserDB|talk(?:media|file)|multiProfileDB)\.edb", re.IGNORECASE
)

_OF_PHONE: Final = mark(
    "It is a database of KakaoTalk on Android, in which every message is encrypted, and cannot be read. In KakaoTalk "
    "open the chat, ☰, ⚙, Export chat (as text), and give the .txt."
)
_OF_COMPUTER: Final = mark(
    "It is a database of KakaoTalk for Windows, which is encrypted and cannot be read. In KakaoTalk open the chat, ☰, "
    "Chat settings, Save chat, and give that file."
)


def talk_database_hint(export: Export) -> str:
    """What to give in place of one of KakaoTalk's databases; empty for any other file."""
    file = export.files[0]
    if file.head(len(SQLITE_START)) == SQLITE_START:
        return _OF_PHONE if _is_of_phone(export, file.name) else ""
    return _OF_COMPUTER if _COMPUTER_FILE.fullmatch(PurePosixPath(file.name).name) else ""


def _is_of_phone(export: Export, name: str) -> bool:
    try:
        with open_database(export, name) as database:
            return set(database.columns(_LOGS)) >= _LOG_COLUMNS or database.tables() >= _NAMES
    except UnlikeError:
        return False
