"""The reader of IRC logs: irssi, WeeChat, ZNC, supybot, HexChat, mIRC, energymech, and those of Raku's channels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from unlike.i18n import mark
from unlike.readers.apps.irc.log_chat import LogChat, log_conversation
from unlike.readers.apps.irc.log_lines import log_line
from unlike.readers.apps.irc.log_stamps import day_in_name, day_line, is_remark, log_stamp
from unlike.readers.base import (
    ExportGuide,
    Interpretation,
    ParsedConversation,
    Progress,
    Reader,
    ReadOptions,
    ReadResult,
)
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import left_out_chat
from unlike.readers.file_names import FileNames, without_copy_number
from unlike.readers.formats.dated_chats import no_message
from unlike.readers.formats.text_lines import decoded_start
from unlike.readers.formats.whole_texts import whole_text

_APP: Final = "irc"
_LEGACY: Final = "cp1252"
"""The encoding of lines that are no UTF-8; one log can hold both."""

_FIRST_LINES: Final = 60
_SHARE: Final = 0.8
"""Of the first lines, how many must be lines of a log."""

_ENOUGH_LINES: Final = 2
_YEAR: Final = re.compile(r"(?:19|20)\d{2}|\d{1,2}|logs?|irclogs?", re.IGNORECASE)
_ENDINGS: Final = (".log", ".weechatlog", ".txt")
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
    file_names = FileNames(endings=_ENDINGS, patterns=(_DAY_NAME,))
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
        chats = _chats(export, options.progress)
        parts = [log_conversation(chat, _APP).interpreted(options.interpretation) for chat in chats]
        whole = [part for part in parts if not part.messages.is_empty()]
        if not whole:
            raise no_message(export, sum(part.conversation.coverage.total for part in parts))
        lost = [chat for chat, part in zip(chats, parts, strict=True) if part.messages.is_empty()]
        notes = tuple(left_out_chat(chat.title, chat.records.total) for chat in lost)
        yield _with_notes(whole[0], notes)
        yield from whole[1:]


def _with_notes(part: ParsedConversation, notes: tuple[str, ...]) -> ParsedConversation:
    """A conversation with further notes, however it is interpreted."""
    if not notes:
        return part
    conversation = replace(part.conversation, notes=(*part.conversation.notes, *notes))
    again = part.reinterpret

    def reinterpret(interpretation: Interpretation) -> ReadResult:
        result = again(interpretation) if again else part
        return _with_notes(result, notes) if isinstance(result, ParsedConversation) else result

    return replace(part, conversation=conversation, reinterpret=reinterpret if again else None)


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
    said = [(stamp, log_line(line[stamp.end :])) for line, stamp in stamps if stamp]
    known = [(stamp, line) for stamp, line in said if line]
    if not known or len(known) < _SHARE * len(content):
        return False
    is_dated = any(stamp.days is not None for stamp, _ in known) or any(day_line(line) is not None for line in lines)
    named = day_in_name(PurePosixPath(file.name).name) is not None
    return any(line.nick for _, line in known) and (is_dated or named or len(known) >= _ENOUGH_LINES)


def _chats(export: Export, progress: Progress) -> list[LogChat]:
    """The logs of each channel; a second file of one day begins a chat of its own, to be joined with the first."""
    chats: dict[tuple[str, int], LogChat] = {}
    seen: dict[tuple[str, int | None], int] = {}
    done = 0
    for file, days, title in sorted(_files(export), key=lambda entry: (entry[1] or 0, entry[0].name)):
        layer = seen.get((title, days), 0)
        seen[title, days] = layer + 1
        chat = chats.setdefault((title, layer), LogChat(title, is_channel="#" in title))
        text = whole_text(file, partial(_report, progress, done, export.size), _LEGACY)
        done += file.size
        chat.notes += text.notes
        chat.breaks_off = chat.breaks_off or text.is_cut
        chat.add(text.lines, days, f"{PurePosixPath(file.name).stem} " if len(export.files) > 1 else "")
    return list(chats.values())


def _report(progress: Progress, done: int, size: int, read: int, _file_size: int) -> None:
    """Say how much of all files was read, where so much was before this one."""
    progress(min(done + read, size), size)


def _files(export: Export) -> Iterator[tuple[ExportFile, int | None, str]]:
    """Each file with the day in its name, and the channel or talk that it is of."""
    for file in export.files:
        path = PurePosixPath(file.name)
        stem = path.name
        for ending in _ENDINGS:
            stem = stem.removesuffix(ending)
        dated = day_in_name(without_copy_number(stem))
        days, rest = dated or (None, stem)
        title = rest or _folder_name([*path.parent.parts], export)
        yield file, days, title


def _folder_name(folders: Sequence[str], export: Export) -> str:
    """The innermost folder's name that is no year; the export's own where there is none."""
    named = [folder for folder in folders if not _YEAR.fullmatch(folder)]
    return named[-1] if named else export.title
