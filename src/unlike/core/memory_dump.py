"""Keeps the memory of this process from being written to the disk, or read by others, when it breaks."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

from unlike.core.posix_calls import c_library, forbid_core_files

_PR_SET_DUMPABLE: Final = 4


def forbid_memory_dump() -> None:
    """Let the system write no copy of this process' memory to the disk, for its children the same by its limit.

    A crash of compiled code would else leave messages and the key of the library in a file, often for weeks and on
    some systems to be reported. On Linux other programs of the same user can no longer read the memory, either.
    """
    forbid_core_files()
    library = c_library()
    if library and sys.platform.startswith("linux"):
        library.prctl(_PR_SET_DUMPABLE, *map(ctypes.c_ulong, (0, 0, 0, 0)))
