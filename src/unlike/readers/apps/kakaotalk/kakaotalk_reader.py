"""The reader of KakaoTalk's exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from unlike.i18n import mark
from unlike.readers.apps.kakaotalk.talk_databases import talk_database_hint
from unlike.readers.apps.kakaotalk.talk_headers import HeaderForm, is_saved_line, talk_date, talk_header, talk_title
from unlike.readers.apps.kakaotalk.talk_table import COLUMNS, talk_table
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions, ReadResult
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.csv_rows import first_rows
from unlike.readers.formats.dated_chats import DatedChat, dated_results
from unlike.readers.formats.many_files import chat_files
from unlike.readers.formats.text_lines import decoded_start
from unlike.readers.formats.whole_texts import WholeText, whole_text
from unlike.readers.iso_times import iso_microseconds

if TYPE_CHECKING:
    from unlike.readers.apps.kakaotalk.talk_text import TalkChat

_APP: Final = "kakaotalk"
_FIRST_LINES: Final = 200
_TOP_LINES: Final = 6
_ENOUGH_HEADERS: Final = 2


class KakaoTalkReader(Reader):
    """The reader for texts of KakaoTalk on phones and Windows, and for tables of the Mac."""

    name = _APP
    title = "KakaoTalk"
    export_description = mark("a KakaoTalk .txt or .csv")
    guides = (
        ExportGuide(
            mark("KakaoTalk, phone"),
            mark("Open the chat, ☰, ⚙, Export chat (as text). Give the .txt, or all numbered parts of it."),
        ),
        ExportGuide(
            mark("KakaoTalk, computer"),
            mark("Open the chat, ☰, Chat settings, Save chat (Windows: .txt, Mac: .csv). Give that file."),
        ),
    )
    file_names = FileNames(endings=(".txt", ".csv", ".edb"), file_words=("kakaotalk", "카카오톡"))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether two of KakaoTalk's marks are there, such as title, date line and its headers, in every file."""
        return all(map(_is_chat, export.files))

    def export_hint(self, export: Export) -> str:
        """What to give in place of one of KakaoTalk's own databases, which are encrypted."""
        return talk_database_hint(export)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ReadResult]:
        """The chat in each file; several where exports were put together.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.kakaotalk.talk_text import talk_chats

        texts: list[DatedChat] = []
        tables: list[ParsedConversation] = []
        for file, title, progress in chat_files(export, options.progress):
            if _is_table(file.head()):
                tables.append(talk_table(file, title, _APP, progress).interpreted(options.interpretation))
            else:
                text = whole_text(file, progress)
                texts += (_dated(chat, export, text, title) for chat in talk_chats(text.lines))
        filled = [part for part in tables if not part.messages.is_empty()]
        yield from filled
        if not filled or any(chat.total for chat in texts):
            total = sum(part.conversation.coverage.total for part in tables)
            yield from dated_results(texts, export, options.interpretation, other=0 if filled else total)


def _is_chat(file: ExportFile) -> bool:
    """Whether a file is a chat, by its first lines."""
    head = file.head()
    if _is_table(head):
        return True
    lines = decoded_start(head).split("\n")[:_FIRST_LINES]
    headers = [header for header in map(talk_header, lines) if header]
    if not headers:
        return False
    top = [line for line in lines if line.strip()][:_TOP_LINES]
    marks = sum((any(map(talk_title, top)), any(map(is_saved_line, top)), any(map(talk_date, lines))))
    own = sum(header.is_named and header.form is HeaderForm.DATED for header in headers)
    return bool(marks) or own >= _ENOUGH_HEADERS


def _is_table(head: bytes) -> bool:
    """Whether the first line names KakaoTalk's columns, and the next begins with its way to write a time."""
    names, first = (*first_rows(head, 2), [], [])[:2]
    return tuple(names) == COLUMNS and iso_microseconds(next(iter(first), ""))[0] is not None


def _dated(chat: TalkChat, export: Export, text: WholeText, name: str) -> DatedChat:
    """A chat as its records, with what is said of it."""
    from unlike.readers.apps.kakaotalk.copied_lines import fold_copied
    from unlike.readers.apps.kakaotalk.talk_wordings import talk_content

    fold_copied(chat, text.lines)
    by_name = talk_title(name) or talk_title(f"{name}.txt")
    title = chat.title or by_name
    dated = DatedChat(
        path=export.path,
        app=_APP,
        title=title.name if title else name,
        group=title.group if title else None,
        records=chat.records,
        total=len(chat.records),
        doubtful=chat.doubtful,
        ambiguous=chat.ambiguous,
        notes=text.notes,
        breaks_off=text.is_cut,
        content_of=talk_content,
    )
    for line, lines in chat.left:
        dated.leave(line, lines)
    return dated
