"""Data that the program stores on this machine between two runs: notes, settings, visits, and the library of chats."""

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
