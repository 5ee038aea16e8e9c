"""The reader of mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.errors import EmptyExportError
from unlike.i18n import mark
from unlike.readers.apps.mail.mail_stream import APPLE_START, starts_mbox
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.readable_conversations import readable_conversations

_HEADERS: Final = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?:\r?\n|\Z)")
_REQUIRED: Final = (
    re.compile(rb"^From:", re.MULTILINE | re.IGNORECASE),
    re.compile(rb"^Date:", re.MULTILINE | re.IGNORECASE),
    re.compile(rb"^(?:Message-ID|To|Received|MIME-Version|Subject):", re.MULTILINE | re.IGNORECASE),
)
_CHAT_INSIDE: Final = re.compile(
    rb"""name\*?(?:0\*?)?=[^\n]{0,200}\.(?:txt|zip|json|jsonl|csv|xml|db)\b""", re.IGNORECASE
)
"""A file that may be a chat, which somebody sent themselves in a mail."""

_MAILDIR: Final = re.compile(r"(?:.+/)?(?:cur|new)/[^/]+")
_MAX_TRIED_FILES: Final = 5


class MailReader(Reader):
    """The reader for mbox files, Maildir folders and folders of single mails."""

    name = "mail"
    title = mark("Mail")
    export_description = mark("an .mbox, a Maildir folder, or mails as .eml")
    guides = (
        ExportGuide("Gmail", mark("On takeout.google.com: tick Mail alone; give the .mbox that comes.")),
        ExportGuide(
            "Thunderbird, Apple Mail",
            mark("Thunderbird: select mails, Save as. Apple Mail: select a mailbox, Mailbox, Export Mailbox."),
        ),
    )
    file_names = FileNames(
        endings=(".mbox", ".eml", ".emlx"),
        exact=frozenset({"mbox", "INBOX", "Inbox", "Sent"}),
        path_pattern=re.compile(r"(?:.+/)?(?:cur|new)/\d{6,}\.[^/]+"),
    )
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is an mbox, a mail, a Maildir folder, or a folder of mails and nothing else."""
        if len(export.files) == 1 and not _MAILDIR.fullmatch(export.only.name):
            return _is_box(export.only) or _is_mail(export.only)
        if not _are_mails(export):
            return False
        return any(_is_mail(file) for file in export.files[:_MAX_TRIED_FILES])

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """One conversation for the same people.

        Raises:
            BrokenExportError: no mail can be read.
            EmptyExportError: there is none between people.
        """
        from unlike.readers.apps.mail.mail_chats import mail_box, mail_chats

        box = mail_box(export.files, options.progress)
        chats = mail_chats(box)
        if not chats:
            raise EmptyExportError(export.path)
        yield from readable_conversations(export, chats, options, tuple(box.notes))


def _are_mails(export: Export) -> bool:
    """Whether all files of a folder are single mails."""
    names = [file.name for file in export.files]
    return all(map(_MAILDIR.fullmatch, names)) or all(name.lower().endswith((".eml", ".emlx")) for name in names)


def _is_box(file: ExportFile) -> bool:
    head = file.head()
    return starts_mbox(head) and _has_headers(head.lstrip(b"\r\n").replace(b"\r\n", b"\n").partition(b"\n")[2])


def _is_mail(file: ExportFile) -> bool:
    """Whether a file is a mail, and none that brings a chat with it."""
    head = APPLE_START.sub(b"", file.head().replace(b"\r\n", b"\n").lstrip(b"\n"))
    return _has_headers(head) and not _CHAT_INSIDE.search(head)


def _has_headers(head: bytes) -> bool:
    headers = _HEADERS.match(head)
    return headers is not None and all(pattern.search(headers[0]) for pattern in _REQUIRED)
