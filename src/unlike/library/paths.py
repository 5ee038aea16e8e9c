"""Path of the file in which the program stores its owner's data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Final

_FILE_NAME: Final = "kept.json"


def data_file_path(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """Return the path of the data file, in the platform's folder for data of programs.

    Args:
        platform: `sys.platform`.
        environment: environment variables; a relative path in them is ignored, as the XDG Base Directory
            Specification says.
        home: the user's home folder.
    """
    configured = environment.get({"win32": "LOCALAPPDATA", "darwin": ""}.get(platform, "XDG_DATA_HOME"), "")
    defaults = {"win32": home / "AppData/Local", "darwin": home / "Library/Application Support"}
    folder = Path(configured) if PurePath(configured).is_absolute() else defaults.get(platform, home / ".local/share")
    return folder / "unlike" / _FILE_NAME
