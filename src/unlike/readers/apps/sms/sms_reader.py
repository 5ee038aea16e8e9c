"""The reader of backups by SMS Backup & Restore, in XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from unlike.errors import BrokenExportError, EmptyExportError
from unlike.i18n import lazy_plural, mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.conversation_rows import whole_number
from unlike.readers.export import Export
from unlike.readers.export_sentences import left_out_chat
from unlike.readers.file_names import FileNames
from unlike.readers.formats.text_lines import decoded_start

_LIST: Final = re.compile(r"<smses(?:\s[^<>]*)?>")
_MESSAGE: Final = re.compile(r"<(?:sms|mms)\s(?=[^<>]*\bdate=)(?=[^<>]*\b(?:address|msg_box)=)")
_COUNT: Final = re.compile(r"""<smses\s[^<>]*?\bcount=["'](\d{1,12})["']""")
_CALLS: Final = re.compile(rb"<calls(?:\s[^<>]*)?>")


class SmsReader(Reader):
    """The reader for text messages as SMS Backup & Restore saves them."""

    name = "sms"
    title = mark("Text messages (SMS)")
    export_description = mark("an sms-….xml of SMS Backup & Restore")
    guides = (
        ExportGuide(
            "Android",
            mark("With the app SMS Backup & Restore: Set up a backup, Messages. Give the file sms-….xml."),
        ),
    )
    file_names = FileNames(endings=(".xml",))

    def recognise(self, export: Export) -> bool:
        """Say whether it begins with a list of text messages."""
        head = decoded_start(export.only.head())
        return bool(_LIST.search(head) or _MESSAGE.search(head))

    def hint(self, head: bytes) -> str:
        """What to give instead, for a list of calls by the same app."""
        if not _CALLS.search(head):
            return ""
        return mark(
            "It is a list of calls by SMS Backup & Restore, without messages. Give the file that begins with “sms-”."
        )

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """One conversation for the same people.

        Raises:
            BrokenExportError: no message can be read, or it declares entities.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.sms.sms_threads import backup_notes, sms_backup, sms_conversations

        count = _COUNT.search(decoded_start(export.only.head()))
        backup = sms_backup(export.only, whole_number(count[1]) if count else None, options.progress)
        parts = [chat.interpreted(options.interpretation) for chat in sms_conversations(backup)]
        whole = [part for part in parts if not part.messages.is_empty()]
        if not whole and not backup.total:
            raise EmptyExportError(export.path)
        if not whole:
            number = backup.total
            why = lazy_plural(
                "the {number} entry in it cannot be read", "none of its {number} entries can be read", number
            )
            raise BrokenExportError(export.path, export.only.name, why)
        empty = [part.conversation for part in parts if part.messages.is_empty()]
        notes = [*backup_notes(backup), *(left_out_chat(chat.title, chat.coverage.total) for chat in empty)]
        conversation = replace(whole[0].conversation, notes=(*notes, *whole[0].conversation.notes))
        yield replace(whole[0], conversation=conversation)
        yield from whole[1:]
