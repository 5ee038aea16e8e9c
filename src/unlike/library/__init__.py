"""What the program keeps on this machine between two runs: notes, settings, and how often a chat was looked at."""

from unlike.library.kept import KeptFile, Settings, Shade
from unlike.library.looks import Looks, fingerprint
from unlike.library.notes import FileNotes, Note, Notes
from unlike.library.place import kept_path
from unlike.library.room import Memory, Room

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
