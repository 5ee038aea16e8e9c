"""What the program keeps on this machine between two runs: notes, settings, and how often a chat was looked at."""

from unlike.library.note_store import FileNotes, Note, Notes
from unlike.library.paths import kept_path
from unlike.library.store import KeptFile, Settings, Shade
from unlike.library.user_data import Memory, Room
from unlike.library.visits import Looks, fingerprint

__all__ = [
    "FileNotes",
    "KeptFile",
    "Looks",
    "Memory",
    "Note",
    "Notes",
    "Room",
    "Settings",
    "Shade",
    "fingerprint",
    "kept_path",
]
