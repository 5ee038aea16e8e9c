"""Data that the program stores on this machine between two runs: notes, settings, and visits to conversations."""

from unlike.library.note_store import FileNoteStore, Note, NoteStore
from unlike.library.paths import data_file_path
from unlike.library.store import DataFile, Settings, Theme
from unlike.library.user_data import InMemoryStore, UserData
from unlike.library.visits import VisitLog, fingerprint

__all__ = [
    "DataFile",
    "FileNoteStore",
    "InMemoryStore",
    "Note",
    "NoteStore",
    "Settings",
    "Theme",
    "UserData",
    "VisitLog",
    "data_file_path",
    "fingerprint",
]
