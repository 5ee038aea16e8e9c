"""What the program keeps on this machine between two runs: notes, settings, and how often a chat was looked at."""

from unlike.library.note_store import FileNoteStore, Note, NoteStore
from unlike.library.paths import kept_path
from unlike.library.store import DataFile, Settings, Shade
from unlike.library.user_data import InMemoryStore, UserData
from unlike.library.visits import VisitLog, fingerprint

__all__ = [
    "DataFile",
    "FileNoteStore",
    "InMemoryStore",
    "Note",
    "NoteStore",
    "Settings",
    "Shade",
    "UserData",
    "VisitLog",
    "fingerprint",
    "kept_path",
]
