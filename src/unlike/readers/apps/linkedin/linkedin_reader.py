"""The reader of LinkedIn's messages.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.csv_rows import csv_rows, first_rows
from unlike.readers.readable_conversations import readable_conversations

_COLUMNS: Final = frozenset({"CONVERSATION ID", "FROM", "TO", "DATE", "CONTENT"})
_PROFILES: Final = frozenset({"SENDER PROFILE URL", "RECIPIENT PROFILE URLS"})
_OWN: Final = re.compile(r"messages(?: ?\(\d+\))?\.csv")
_WITH_MACHINES: Final = re.compile(r"(?:.+/)?(?:guide|learning_role_play|learning_coach)[a-z_]*_messages.*\.csv")
_COMPANIONS: Final = frozenset({"Profile.csv", "Connections.csv", "Invitations.csv", "Registration.csv"})
_TABLES: Final = re.compile(r"(?:[^/]+/)?[A-Z][^/]*\.csv|[a-z_]+_messages\.csv|Articles/.+")


class LinkedInReader(Reader):
    """The reader for messages.csv, by itself or in the copy of one's data."""

    name = "linkedin"
    title = "LinkedIn"
    export_description = mark("a LinkedIn messages.csv or the zip of your data")
    guides = (
        ExportGuide(
            "LinkedIn",
            mark(
                "On linkedin.com: Settings, Data privacy, Get a copy of your data; tick Messages. LinkedIn sends a "
                "mail when the zip is ready."
            ),
        ),
    )
    file_names = FileNames(endings=(".csv",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a table with LinkedIn's columns, or the copy of somebody's data with one."""
        if len(export.files) == 1:
            return _has_columns(export.only)
        own = [file for file in export.files if _OWN.fullmatch(file.name)]
        others = [file.name for file in export.files if file not in own]
        is_copy = bool(_COMPANIONS.intersection(others)) and all(_TABLES.fullmatch(name) for name in others)
        return len(own) == 1 and is_copy and _has_columns(own[0])

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every conversation with a message in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
            UnknownExportError: it holds chats with LinkedIn's own programs.
        """
        from unlike.readers.apps.linkedin.linkedin_chats import linkedin_chats, linkedin_messages

        file = next(file for file in export.files if len(export.files) == 1 or _OWN.fullmatch(file.name))
        if _WITH_MACHINES.fullmatch(file.name):
            step = mark("It holds chats with LinkedIn's own programs, not with people. Give messages.csv.")
            raise UnknownExportError(export.path, step)
        messages = linkedin_messages(file, options.progress)
        if not messages.chats:
            raise EmptyExportError(export.path)
        yield from readable_conversations(
            export, linkedin_chats(messages, _owner_name(export)), options, messages.notes
        )


def _has_columns(file: ExportFile) -> bool:
    names = next(iter(first_rows(file.head())), [])
    columns = {name.upper() for name in names}
    return columns >= _COLUMNS and bool(columns & _PROFILES)


def _owner_name(export: Export) -> str:
    """The owner's name as the copy's profile has it; empty where there is none."""
    profile = next((file for file in export.files if file.name == "Profile.csv"), None)
    try:
        row = None if profile is None else next(csv_rows(profile, lambda _done, _all: None), None)
    except BrokenExportError:
        return ""
    names = () if row is None else (row.cells.get("First Name", ""), row.cells.get("Last Name", ""))
    return " ".join(" ".join(names).split())
