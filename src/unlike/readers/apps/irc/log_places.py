"""Of which channel or talk a log is, on which network, and of which day: by its name and the folders around it.

irssi, HexChat, Textual, ChatZilla and The Lounge keep a folder for each network, ZNC one in that of each of its users;
WeeChat and mIRC put the network into the file's name, which stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import Final

from unlike.readers.apps.irc.log_stamps import day_in_name
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import without_copy_number

LOG_ENDINGS: Final = (".log", ".weechatlog", ".txt")
_TIME: Final = re.compile(r"(?:19|20)\d{2}(?:[-_.]?\d{2})?|\d{1,2}")
_KEEPERS: Final = frozenset({"log", "logs", "irclog", "irclogs", "networks", "scrollback"})
"""Folders in which programs keep those of networks."""

_PARTS: Final = frozenset({"channels", "channel", "queries", "query", "private", "moddata"})
"""Folders that programs put between a network and its logs."""

_PROGRAMS: Final = frozenset(
    {"users", "irc", "irssi", ".irssi", "weechat", ".weechat", "znc", ".znc", "hexchat", "xchat", "xchat2", ".xchat2"}
    | {"mirc", "textual", "thelounge", ".thelounge", "chatzilla", "supybot", "limnoria", "channellogger"}
)
_WEECHAT: Final = re.compile(r"irc\.(?:server\.)?[^.]+\.(?P<name>.+)")
_LEVELS: Final = 7
"""Folders that are looked at: ZNC's "users", a user, "networks", a network, "moddata", "log", a channel."""


@dataclass(frozen=True, slots=True)
class LogPlace:
    """What the name of a file and the folders around it say.

    Attributes:
        days: since 1970, of the day in the name; None where none stands there.
        name: of the channel, or of whom the talk is with, as the file or folder bears it.
        folders: names around it that tell it from a log of the same name: the network, and what is around that.
    """

    days: int | None
    name: str
    folders: tuple[str, ...]

    @property
    def title(self) -> str:
        """The channel's name behind that of its network, where that is known."""
        return f"{self.folders[-1]} · {self.name}" if self.folders else self.name

    @property
    def person(self) -> str:
        """Whom a talk is with, without the network that WeeChat puts before."""
        match = _WEECHAT.fullmatch(self.name)
        return match["name"] if match else self.name

    @property
    def is_channel(self) -> bool:
        """Whether it is no talk of two."""
        return self.person.startswith(("#", "&")) or "#" in self.name


def log_place(file: ExportFile, export: Export) -> LogPlace:
    """Where a log belongs.

    Args:
        file: one of the export's.
        export: a file, or a folder; its own name is the channel's where nothing below it is.
    """
    path = PurePosixPath(file.name)
    stem = path.name
    for ending in LOG_ENDINGS:
        stem = stem.removesuffix(ending)
    days, rest = day_in_name(without_copy_number(stem)) or (None, stem)
    inside = [folder for folder in path.parent.parts if not _is_program_folder(folder)]
    around = _kept_folders(_folders_above(file))
    name = rest or (inside[-1] if inside else around[0] if around else export.title)
    own = [folder for folder in inside if not _is_channel(folder, name)]
    network = [folder for folder in around if not _is_channel(folder, name)][:1]
    return LogPlace(days, name, tuple(own or network))


def _is_channel(folder: str, name: str) -> bool:
    """Whether a folder is that of a channel, and of no network."""
    return folder == name or folder.startswith(("#", "&"))


def _folders_above(file: ExportFile) -> tuple[str, ...]:
    """The folders around what was given, where it lies on disk, the innermost first."""
    if file.disk_path is None:
        return ()
    above = PurePath(file.disk_path.absolute()).parent.parts[1:]
    return above[::-1][len(PurePosixPath(file.name).parts) - 1 :][:_LEVELS]


def _kept_folders(above: Sequence[str]) -> list[str]:
    """Of folders, the innermost first, those of a channel, a network and a user, where a program keeps its logs so."""
    named: list[str] = []
    last: int | None = None
    for level, folder in enumerate(above):
        low = folder.lower()
        is_of_network = [part.lower() for part in above[level + 1 : level + 4 : 2]] == ["moddata", "networks"]
        if low in _KEEPERS and named and not is_of_network:
            return named
        if low in _PARTS and low != "moddata":
            last = len(named) + 1
        elif not _is_program_folder(folder):
            named.append(folder)
        if len(named) == last:
            return named
    return [folder for folder in named[:1] if _is_channel(folder, "")]


def _is_program_folder(folder: str) -> bool:
    """Whether a folder is named by a program alike for every network, or after a year or month."""
    low = folder.lower()
    return low in _KEEPERS | _PARTS | _PROGRAMS or _TIME.fullmatch(folder) is not None


def by_day(places: Iterable[tuple[ExportFile, LogPlace]]) -> list[tuple[ExportFile, LogPlace]]:
    """Logs in the order of their days, those without one first."""
    return sorted(places, key=lambda entry: (entry[1].days or 0, entry[0].name))
