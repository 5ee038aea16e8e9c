"""The reader of tables with one message a row, asked only where no app's own reader knows a file."""

from __future__ import annotations

from collections.abc import Iterator

from unlike.errors import BrokenExportError, EmptyExportError, InputError
from unlike.i18n import lazy_plural, mark
from unlike.readers.apps.table.column_roles import column_roles, needed_columns
from unlike.readers.apps.table.table_cells import column_names, names_of_head, names_of_lines, table_rows
from unlike.readers.base import DateOrderQuestion, ExportGuide, Reader, ReadOptions, ReadResult
from unlike.readers.export import Export
from unlike.readers.export_sentences import left_out_chat
from unlike.readers.file_names import FileNames


class TableReader(Reader):
    """The reader for CSV, TSV, JSON lines and Parquet whose columns are named for what they hold."""

    name = "table"
    title = mark("Table")
    export_description = mark("a table (.csv, .tsv, .jsonl, .parquet) with columns timestamp, sender and text")
    guides = (
        ExportGuide(
            mark("Any app"),
            mark(
                "Make a table with one message a row and columns named timestamp, sender and text; where it holds "
                "several chats, one more named chat."
            ),
        ),
    )
    file_names = FileNames(endings=(".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"))
    is_fallback = True

    def recognise(self, export: Export) -> bool:
        """Say whether the names of its columns tell who wrote what and when."""
        return len(export.files) == 1 and column_roles(column_names(export.only)).is_chat

    def hint(self, head: bytes) -> str:
        """Which columns are missing in a table that resembles a chat, or stand there twice."""
        is_lines = head.lstrip().startswith(b"{")
        roles = column_roles(names_of_lines(head) if is_lines else names_of_head(head))
        return needed_columns(roles) if roles.resembles_chat and not roles.is_chat else ""

    def read(self, export: Export, options: ReadOptions) -> Iterator[ReadResult]:
        """The chats in a table.

        Raises:
            BrokenExportError: no row can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.table.table_chats import table_chats

        file = export.only
        roles = column_roles(column_names(file))
        chats = table_chats(table_rows(file, options.progress), roles, export.path, export.title)
        results = [chat.interpreted(options.interpretation) for chat in chats]
        whole = [chat for chat, result in zip(chats, results, strict=True) if not _is_empty(result)]
        if not whole:
            raise _nothing(export, sum(chat.total for chat in chats))
        whole[0].remarks = tuple(left_out_chat(chat.title, chat.total) for chat in chats if chat not in whole)
        for chat in whole:
            yield chat.interpreted(options.interpretation)


def _nothing(export: Export, number: int) -> InputError:
    if not number:
        return EmptyExportError(export.path)
    why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", number)
    return BrokenExportError(export.path, export.only.name, why)


def _is_empty(result: ReadResult) -> bool:
    return not isinstance(result, DateOrderQuestion) and result.messages.is_empty()
