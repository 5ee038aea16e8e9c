"""Where on this machine things are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from unlike.library import KeptFile, kept_path


def kept_file() -> KeptFile:
    """The one small file, in the user's folder for the data of programs."""
    return KeptFile(kept_path(sys.platform, os.environ, Path(os.path.expanduser("~"))))  # noqa: PTH111 - never raises
