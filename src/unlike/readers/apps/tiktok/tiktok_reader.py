"""The reader of TikTok's user_data.json."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import readable_conversations

_MARKS: Final = tuple(
    re.compile(rb'"' + key + rb'"\s*:\s*[\[{]')
    for key in (
        *(rb"Direct Messages?", rb"Chat History", rb"ChatHistory", rb"Chat History with [^\"]+", rb"ProfileMap"),
        *(rb"FavoriteEffectsList", rb"FavoriteVideoList", rb"ItemFavoriteList", rb"FansList", rb"BlockList"),
        *(rb"Watch History", rb"Video Browsing History", rb"Tiktok Live", rb"TikTok Shop", rb"Tiktok Shopping"),
    )
)
_OWN_NAME: Final = re.compile(r"user_data(?:_tiktok)?(?: ?\(\d+\))?\.json", re.IGNORECASE)
_TEXT: Final = re.compile(rb"^>+ ?Chat History with ", re.MULTILINE)


class TikTokReader(Reader):
    """The reader for the direct messages in the JSON file of TikTok's download."""

    name = "tiktok"
    title = "TikTok"
    export_description = mark("a TikTok user_data_tiktok.json or the zip of it")
    guides = (
        ExportGuide(
            "TikTok",
            mark(
                "In the app: Profile, ☰, Settings and privacy, Account, Download your data; choose JSON as format. A "
                "few days later the zip is at the same place, for four days."
            ),
        ),
    )
    file_names = FileNames(endings=(".json",))

    def recognise(self, export: Export) -> bool:
        """Say whether it is an object with two sections of TikTok's, or one and its name."""
        if len(export.files) != 1:
            return False
        head = export.only.head().removeprefix(BYTE_ORDER_MARK)
        if not head.lstrip().startswith(b"{"):
            return False
        marks = sum(bool(pattern.search(head)) for pattern in _MARKS)
        return marks + bool(_OWN_NAME.fullmatch(export.only.name)) > 1 and marks > 0

    def hint(self, head: bytes) -> str:
        """What to ask TikTok for instead, for messages as text."""
        if not _TEXT.search(head):
            return ""
        return mark("It is TikTok's download as text. Ask TikTok for it again, and choose JSON as format.")

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat with a message in it.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.tiktok.direct_messages import UTC_TIMES, direct_messages

        yield from readable_conversations(export, direct_messages(export.only, options.progress), options, (UTC_TIMES,))
