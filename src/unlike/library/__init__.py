"""Data that the program stores on this machine between two runs: notes, settings, visits, and the library of chats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from unlike.core.lazy_names import load_name

if TYPE_CHECKING:
    from unlike.library.chat_fingerprint import ChatFingerprint, fingerprint
    from unlike.library.note_store import FileNoteStore, Note, NoteStore
    from unlike.library.paths import data_file_path
    from unlike.library.store import DataFile, Settings, Theme
    from unlike.library.user_data import InMemoryStore, UserData
    from unlike.library.visits import RecentVisits, VisitLog

__all__ = [
    "ChatFingerprint",
    "DataFile",
    "FileNoteStore",
    "InMemoryStore",
    "Note",
    "NoteStore",
    "RecentVisits",
    "Settings",
    "Theme",
    "UserData",
    "VisitLog",
    "data_file_path",
    "fingerprint",
]

_DEFINING_MODULES: Final = {
    "ChatFingerprint": "unlike.library.chat_fingerprint",
    "DataFile": "unlike.library.store",
    "FileNoteStore": "unlike.library.note_store",
    "InMemoryStore": "unlike.library.user_data",
    "Note": "unlike.library.note_store",
    "NoteStore": "unlike.library.note_store",
    "RecentVisits": "unlike.library.visits",
    "Settings": "unlike.library.store",
    "Theme": "unlike.library.store",
    "UserData": "unlike.library.user_data",
    "VisitLog": "unlike.library.visits",
    "data_file_path": "unlike.library.paths",
    "fingerprint": "unlike.library.chat_fingerprint",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Public name from the module that defines it; raises AttributeError where there is none."""
    return load_name(__name__, _DEFINING_MODULES, name)
