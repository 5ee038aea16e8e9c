"""The reader of IRC logs: irssi, WeeChat, ZNC, supybot, HexChat, mIRC, energymech, and those of Raku's channels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from unlike.i18n import mark
from unlike.readers.apps.irc.log_lines import log_line
from unlike.readers.apps.irc.log_places import LOG_ENDINGS, by_day, log_place
from unlike.readers.apps.irc.log_stamps import day_in_name, day_line, is_remark, log_stamp
from unlike.readers.base import ExportGuide, ParsedConversation, Progress, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.many_files import progress_by_file
from unlike.readers.formats.text_lines import decoded_start
from unlike.readers.formats.whole_texts import whole_text
from unlike.readers.readable_conversations import readable_conversations

if TYPE_CHECKING:
    from unlike.readers.apps.irc.log_chat import LogChat

_APP: Final = "irc"
_LEGACY: Final = "cp1252"
"""The encoding of lines that are no UTF-8; one log can hold both."""

_FIRST_LINES: Final = 60
_SHARE: Final = 0.8
"""Of the first lines, how many must be lines of a log."""

_ENOUGH_LINES: Final = 2
_DAY_NAME: Final = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")


class IrcReader(Reader):
    """The reader for logs of channels and talks on IRC, by file or by folder."""

    name = _APP
    title = "IRC"
    export_description = mark("an IRC log, or a folder of them")
    guides = (
        ExportGuide(
            mark("IRC, any program"),
            mark(
                "Give the log of a channel, or the folder of its days: irssi keeps them in irclogs, WeeChat in logs, "
                "ZNC in moddata/log."
            ),
        ),
    )
    file_names = FileNames(endings=LOG_ENDINGS, patterns=(_DAY_NAME,))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether nearly all first lines are those of a log, in every file of a folder."""
        if len(export.files) > 1:
            return all(_is_log(file) for file in export.files)
        return _is_log(export.only)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """One conversation for each channel.

        Raises:
            BrokenExportError: no line can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.irc.log_chat import log_conversation

        chats = _chats(export, options.progress)
        yield from readable_conversations(export, (log_conversation(chat, _APP) for chat in chats), options)


def _is_log(file: ExportFile) -> bool:
    """Whether a file is a log: by its stamps, and by words of somebody or of a program behind them."""
    head = file.head()
    if b"\x00" in head:
        return False
    text = decoded_start(head).lstrip("\ufeff")
    complete = text.split("\n") if len(head) == file.size else text.split("\n")[:-1]
    lines = [line.rstrip("\r") for line in complete if line.strip()][:_FIRST_LINES]
    content = [line for line in lines if not is_remark(line)]
    stamps = [(line, log_stamp(line)) for line in content]
    entries = [(stamp, log_line(line[stamp.end :])) for line, stamp in stamps if stamp]
    known = [(stamp, line) for stamp, line in entries if line]
    if not known or len(known) < _SHARE * len(content):
        return False
    is_dated = any(stamp.days is not None for stamp, _ in known) or any(day_line(line) is not None for line in lines)
    named = day_in_name(PurePosixPath(file.name).name) is not None
    return any(line.nick for _, line in known) and (is_dated or named or len(known) >= _ENOUGH_LINES)


def _chats(export: Export, progress: Progress) -> list[LogChat]:
    """The logs of each channel of a network; a second file of one day begins a chat of its own, to be joined later."""
    from unlike.readers.apps.irc.log_chat import LogChat

    chats: dict[tuple[tuple[str, ...], str, int], LogChat] = {}
    layers: Counter[tuple[tuple[str, ...], str, int | None]] = Counter()
    places = by_day((file, log_place(file, export)) for file in export.files)
    for (file, place), report in zip(places, progress_by_file([file for file, _ in places], progress), strict=True):
        layer = layers[place.folders, place.name, place.days]
        layers[place.folders, place.name, place.days] += 1
        chat = chats.setdefault(
            (place.folders, place.name, layer), LogChat(place.title, place.person, place.is_channel)
        )
        text = whole_text(file, report, _LEGACY)
        chat.notes += text.notes
        chat.breaks_off = chat.breaks_off or text.is_cut
        chat.add(text.lines, place.days, f"{PurePosixPath(file.name).stem} " if len(export.files) > 1 else "")
    return list(chats.values())
