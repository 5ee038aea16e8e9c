"""Calls that POSIX systems have and Windows has not; each says what there is where it is missing."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from typing import Final

FOLDER_FLAG: Final[int] = getattr(os, "O_DIRECTORY", 0)
"""Opens a folder and no file; no flag where there is none."""
NO_FOLLOW_FLAG: Final[int] = getattr(os, "O_NOFOLLOW", 0)
"""Opens no link; no flag where there is none."""
NAMELESS_FLAG: Final[int | None] = getattr(os, "O_TMPFILE", None)
"""Opens a file without a name, which is gone with the process, whenever that is killed; Linux alone has it."""


def is_own(status: os.stat_result) -> bool:
    """Whether a file belongs to whoever runs this; yes where the system cannot tell."""
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def forbid_core_files() -> None:
    """Let the system write no copy of the memory of this process and its children to the disk, by their limit."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def c_library() -> ctypes.CDLL | None:
    """The library of C that this process already has, which keeps its `errno`; None where there is none to be had."""
    return ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
