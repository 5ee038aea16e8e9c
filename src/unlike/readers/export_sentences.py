"""Sentences about records and exports that are alike in every app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from unlike.i18n import lazy, lazy_plural, mark

DAMAGED: Final = mark("this entry is damaged")
ENDS_INSIDE: Final = mark("the file breaks off in it")
"""Why a record is left over."""

_MAX_NAMES: Final = 5
"""Files that could not be read and are named; more are counted."""

REPAIRED_FILE: Final = mark("The file was written wrongly and was repaired to be read.")
BREAKS_OFF: Final = mark("The file breaks off; what stands before that was read.")
MAY_BREAK_OFF: Final = mark("The last line is a date or a time alone; if nobody wrote that, the file breaks off there.")


def left_out_chat(name: str, entries: int) -> str:
    """Say that a chat holds nothing that can be read."""
    return lazy(
        "The chat “{name}” holds no message that can be read (entries: {number}) and was left out.",
        name=name,
        number=entries,
    )


def repaired_records(number: int) -> str:
    """Say how many records had to be repaired."""
    return lazy("Records that were written wrongly and repaired: {number}.", number=number)


def repeated_records(number: int) -> str:
    """Say how many records stood in an export before."""
    return lazy_plural(
        "{number} record stood in the export a second time and counts once.",
        "{number} records stood in the export a second time and count once.",
        number,
    )


def unknown_contents(number: int) -> str:
    """Say how many messages hold something that no reader knows."""
    return lazy("Messages that hold what unlike does not know, read as media: {number}.", number=number)


def unknown_kinds(number: int) -> str:
    """Say how many entries with words are of a kind that no reader knows."""
    return lazy_plural(
        "{number} entry with words is of a kind that unlike does not know, and was read as a line of the app.",
        "{number} entries with words are of kinds that unlike does not know, and were read as lines of the app.",
        number,
    )


def bare_messages(number: int) -> str:
    """Say of how many messages an export holds no words and no medium."""
    return lazy_plural(
        "{number} message of which the export holds nothing but its sender and time counts as media.",
        "{number} messages of which the export holds nothing but sender and time count as media.",
        number,
    )


def unnamed_chat(number: int) -> str:
    """Say how many messages are in one conversation only because they name none."""
    return lazy("Messages that name no chat, read as one conversation: {number}.", number=number)


def other_count(counted: int, read: int) -> str:
    """Say that a file's own count is not the number of records in it."""
    return lazy("The file says that it holds {counted} messages; {read} were read.", counted=counted, read=read)


def damaged_files(unread: Sequence[str]) -> str:
    """Name the files of a download that cannot be read."""
    return lazy_plural(
        "{number} file of the download is damaged and could not be read: {names}.",
        "{number} files of the download are damaged and could not be read: {names}.",
        len(unread),
        names=_first_names(unread),
    )


def unread_files(names: Sequence[str]) -> str:
    """Name the files beside an export that nobody recognises."""
    return lazy_plural(
        "{number} file beside it was not read as an export: {names}. If it is one, give it by itself.",
        "{number} files beside it were not read as exports: {names}. If one is, give it by itself.",
        len(names),
        names=_first_names(names),
    )


def unfollowed_links(names: Sequence[str]) -> str:
    """Name the links in a folder that were not followed."""
    return lazy_plural(
        "{number} link in the folder was not followed: {names}. If it leads to an export, give that by itself.",
        "{number} links in the folder were not followed: {names}. If one leads to an export, give that by itself.",
        len(names),
        names=_first_names(names),
    )


def hidden_files(names: Sequence[str]) -> str:
    """Name the hidden files and folders in a folder that were not looked into."""
    return lazy_plural(
        "What is hidden in the folder was not looked at: {names}. If it is an export, give it by itself.",
        "What is hidden in the folder was not looked at: {names}. If one is an export, give it by itself.",
        len(names),
        names=_first_names(names),
    )


def missing_files_note(names: Sequence[str]) -> str:
    """Name files of which only a placeholder is there, or the beginning."""
    return lazy_plural(
        "{number} file is not there as a whole, but as a placeholder or a download that was not finished: {names}. "
        "Download it, and give everything again.",
        "{number} files are not there as a whole, but as placeholders or downloads that were not finished: {names}. "
        "Download them, and give everything again.",
        len(names),
        names=_first_names(names),
    )


def archive_pieces_note(names: Sequence[str], missing: Sequence[str] = ()) -> str:
    """Name pieces of archives that were packed in several, and those that are not there."""
    if missing:
        return lazy_plural(
            "{number} piece of an archive is missing: {missing}. What is there was not read: {names}. Get the "
            "missing one, unpack all pieces together yourself, and give what is in them.",
            "{number} pieces of an archive are missing: {missing}. What is there was not read: {names}. Get the "
            "missing ones, unpack all pieces together yourself, and give what is in them.",
            len(missing),
            missing=_first_names(missing),
            names=_first_names(names),
        )
    return lazy_plural(
        "{number} file is a piece of an archive, which was not read: {names}. Unpack all pieces yourself, and give "
        "what is in them.",
        "{number} files are pieces of an archive, which was not read: {names}. Unpack all pieces yourself, and give "
        "what is in them.",
        len(names),
        names=_first_names(names),
    )


def closed_files_note(names: Sequence[str]) -> str:
    """Name files in an archive that are locked or packed in a way that is not known."""
    return lazy_plural(
        "{number} file cannot be unpacked, because it is locked or packed in an unusual way: {names}. Unpack "
        "everything yourself, and give the folder.",
        "{number} files cannot be unpacked, because they are locked or packed in an unusual way: {names}. Unpack "
        "everything yourself, and give the folder.",
        len(names),
        names=_first_names(names),
    )


def _first_names(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    first = ", ".join(f"“{name}”" for name in names[:_MAX_NAMES])
    rest = len(names) - _MAX_NAMES
    if rest <= 0:
        return first
    return lazy_plural("{these} and {number} more", "{these} and {number} more", rest, these=first)


def short_rows(number: int) -> str:
    """Say how many rows of a table lack a cell."""
    return lazy_plural(
        "{number} row has fewer cells than the table has columns; what stands in it may be of other columns.",
        "{number} rows have fewer cells than the table has columns; what stands in them may be of other columns.",
        number,
    )


def replaced_characters(number: int) -> str:
    """Say how many characters of a text cannot be read."""
    return lazy_plural(
        "{number} character could not be read and was replaced by “\ufffd”.",
        "{number} characters could not be read and were replaced by “\ufffd”.",
        number,
    )


def bot_messages(number: int) -> str:
    """Say how many messages no person wrote."""
    return lazy("Messages of bots and other apps, read as lines of the app: {number}.", number=number)


def messages_by_place(number: int) -> str:
    """Say how many messages stand in an export in another form than that which a reader knows."""
    return lazy_plural(
        "{number} message stands in the export in a form that unlike does not know, and was read by its place there.",
        "{number} messages stand in the export in forms that unlike does not know, and were read by their places "
        "there.",
        number,
    )


def unsigned_rows(number: int) -> str:
    """Say how many rows of a table have no sender."""
    return lazy("Rows without a sender, read as lines of the app: {number}.", number=number)


def other_encoding(lines: int, coding: str) -> str:
    """Say how many lines of a text are in another encoding than UTF-8."""
    return lazy_plural(
        "{number} line is not in UTF-8 and was read as {coding}.",
        "{number} lines are not in UTF-8 and were read as {coding}.",
        lines,
        coding=coding.upper(),
    )


def written_in(coding: str) -> str:
    """Say that a file is in an encoding of more bytes, such as "utf-16-le"."""
    return lazy(
        "The file is written in {coding}, which no app exports; it was read all the same.", coding=coding[:6].upper()
    )
