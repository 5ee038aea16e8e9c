"""What the program keeps on this machine between two runs: the owner's notes, and how often a chat was looked at."""

from unlike.library.kept import KeptFile
from unlike.library.looks import Looks, fingerprint
from unlike.library.notes import FileNotes, Note, Notes
from unlike.library.place import kept_path

__all__ = ["FileNotes", "KeptFile", "Looks", "Note", "Notes", "fingerprint", "kept_path"]
