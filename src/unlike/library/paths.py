"""Where this machine keeps what programs keep for their user."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Final

_NAME: Final = "kept.json"


def kept_path(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """The one small file.

    Args:
        platform: `sys.platform`.
        environment: its variables; a folder named there counts only where it is absolute, as the XDG rule says.
        home: the user's folder.
    """
    named = environment.get({"win32": "LOCALAPPDATA", "darwin": ""}.get(platform, "XDG_DATA_HOME"), "")
    usual = {"win32": home / "AppData/Local", "darwin": home / "Library/Application Support"}
    folder = Path(named) if PurePath(named).is_absolute() else usual.get(platform, home / ".local/share")
    return folder / "unlike" / _NAME
