"""The readers of the downloads that Meta gives of Messenger and Instagram; they differ in name and guides alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from unlike.errors import BrokenExportError, UnknownExportError
from unlike.i18n import lazy_plural, mark
from unlike.readers.apps.meta.download_layout import is_download, is_instagram, owner_names
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames

if TYPE_CHECKING:
    from unlike.readers.apps.meta.thread_conversation import DownloadContext
    from unlike.readers.apps.meta.threads import Download

_MAX_NAMES: Final = 5
"""Files that could not be read and are named; more are counted."""

UNKNOWN_PAGE: Final = mark(
    "It holds pages of Messenger or Instagram that unlike cannot read. Ask Meta for the download again: in Accounts "
    "Center, Your information and permissions, Export your information, Format, choose JSON instead of HTML."
)


class _MetaReader(Reader):
    """What the two readers share."""

    takes_folders = True
    file_names = FileNames(endings=(".json", ".html"))

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every thread with a message in it.

        Raises:
            BrokenExportError: no file can be read.
        """
        from unlike.readers.apps.meta.thread_conversation import DownloadContext
        from unlike.readers.apps.meta.threads import download_of

        download = download_of(export, options.progress)
        parts = list(_parts(download, DownloadContext(self.name, owner_names(export)), options))
        read = [part for part in parts if part is not None]
        if not read and download.unread:
            raise BrokenExportError(export.path, download.unread[0], mark("it is damaged, and no message can be read"))
        if not read and download.unknown_pages:
            raise UnknownExportError(export.path, UNKNOWN_PAGE)
        notes = _notes(download, sum(thread.is_empty for thread in download.threads))
        for number, part in enumerate(read):
            own = part.conversation.notes
            yield part if number else replace(part, conversation=replace(part.conversation, notes=(*own, *notes)))


def _parts(download: Download, context: DownloadContext, options: ReadOptions) -> Iterator[ParsedConversation | None]:
    """Every thread as a conversation, or None for one without a message."""
    from unlike.readers.apps.meta.page_conversation import page_conversation
    from unlike.readers.apps.meta.thread_conversation import conversation_of
    from unlike.readers.apps.meta.threads import titles

    for thread, title in zip(download.threads, titles(download.threads), strict=True):
        part = conversation_of(thread, title, context)
        if part is None:
            download.unread.extend(name for name, file in thread.files if file.entries)
        yield part
    for pages in download.pages.values():
        part = page_conversation(pages, context, options)
        if part is None:
            download.unknown_pages.extend(page.name for page in pages)
        yield part


def _notes(download: Download, empty: int) -> tuple[str, ...]:
    """What of the whole download was not read; said once."""
    notes: list[str] = []
    if download.unread:
        names = ", ".join(f"“{name}”" for name in download.unread[:_MAX_NAMES])
        rest = len(download.unread) - _MAX_NAMES
        if rest > 0:
            names = lazy_plural("{these} and {number} more", "{these} and {number} more", rest, these=names)
        notes.append(
            lazy_plural(
                "{number} file of the download is damaged and could not be read: {names}.",
                "{number} files of the download are damaged and could not be read: {names}.",
                len(download.unread),
                names=names,
            )
        )
    if download.unknown_pages:
        notes.append(UNKNOWN_PAGE)
    if empty:
        notes.append(
            lazy_plural(
                "{number} chat of the download holds no message and was left out.",
                "{number} chats of the download hold no message and were left out.",
                empty,
            )
        )
    return tuple(notes)


class MessengerReader(_MetaReader):
    """The reader for downloads of Facebook Messenger, ordinary and end-to-end encrypted."""

    name = "messenger"
    title = "Messenger"
    export_description = mark("a Messenger download")
    guides = (
        ExportGuide(
            mark("Messenger, ordinary download"),
            mark(
                "On facebook.com: Settings, Accounts Center, Your information and permissions, Export your "
                "information; tick Messages alone, the whole time, and JSON as format. Meta sends a mail when the zip "
                "is ready."
            ),
        ),
        ExportGuide(
            mark("Messenger, end-to-end encrypted chats"),
            mark(
                "On messenger.com or facebook.com: Privacy and safety, End-to-end encrypted chats, Message storage, "
                "Download secure storage data. Give it together with the ordinary download."
            ),
        ),
    )

    def recognise(self, export: Export) -> bool:
        """Say whether it is a download of Meta's that is not Instagram's."""
        return is_download(export) and not is_instagram(export)

    def hint(self, head: bytes) -> str:
        """That a page is no chat's, for Meta's other pages."""
        is_page = b"<html" in head[:1024].lower()
        return UNKNOWN_PAGE if is_page and (b"uiBoxWhite" in head or b"_a706" in head) else ""


class InstagramReader(_MetaReader):
    """The reader for downloads of Instagram."""

    name = "instagram"
    title = "Instagram"
    export_description = mark("an Instagram download")
    guides = (
        ExportGuide(
            "Instagram",
            mark(
                "In the app: your profile, ☰, Accounts Center, Your information and permissions, Export your "
                "information; tick Messages alone, the whole time, and JSON as format. Meta sends a mail when the zip "
                "is ready."
            ),
        ),
    )

    def recognise(self, export: Export) -> bool:
        """Say whether it is a download of Meta's in which Instagram is named most."""
        return is_download(export) and is_instagram(export)
