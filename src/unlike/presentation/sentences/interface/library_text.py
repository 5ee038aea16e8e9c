"""Sentences of the commands about the library: what was added, what is there, what was forgotten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.sanitise import isolated, sanitise
from unlike.presentation.sentences.formatting.date_format import format_days

ASK_PASSPHRASE = mark("Passphrase of your library:")
ASK_NEW_PASSPHRASE = mark("A new passphrase for your library:")
ASK_AGAIN = mark("Once more:")
CHOOSE = mark(
    "Your chats will be kept encrypted on this machine. Choose a passphrase of at least 8 characters, better four "
    "words. Nobody can restore it: without it the library is lost."
)
THERE_ALREADY = mark("{export}: is in your library already. Nothing was changed.")
EMPTY = mark("Your library is empty. Add an export with unlike add EXPORT.")
FORGET_QUESTION = mark("This cannot be undone. Type yes to forget it:")
NOTHING_FORGOTTEN = mark("Nothing was forgotten.")
EVERYTHING_FORGOTTEN = mark("Your library, your notes and settings are gone from this machine.")
IN_BACKUPS = mark("Backups, and the exports themselves, are still where you put them.")


def notes_stay_line(number: int, path: str) -> str:
    """Sentence on the owner's notes about people who were forgotten."""
    return translate_plural(
        "Your {number} note about them stays in {path}, not encrypted. Delete it on the page, under settings.",
        "Your {number} notes about them stay in {path}, not encrypted. Delete them on the page, under settings.",
        number,
        path=path,
    )


def added_line(title: str, new: int, messages: int) -> str:
    """Sentence on what an export brought to one conversation."""
    name = isolated(sanitise(title))
    if new == messages:
        return translate_plural(
            "{chat}: {number} message added.", "{chat}: {number} messages added.", messages, chat=name
        )
    if not new:
        return translate("{chat}: nothing new; it has {all} messages.", chat=name, all=messages)
    return translate_plural(
        "{chat}: {number} new message; it now has {all}.",
        "{chat}: {number} new messages; it now has {all}.",
        new,
        chat=name,
        all=messages,
    )


def chat_line(number: int, title: str, app: str, messages: int, span: tuple[date, date] | None) -> str:
    """One conversation of a list: its number, title, app, size and days."""
    count = translate_plural("{number} message", "{number} messages", messages)
    parts = (f"{number:>3}  {isolated(sanitise(title))}", app, count, *([format_days(*span)] if span else ()))
    return " · ".join(parts)


def exports_line(exports: int, lacking: int) -> str:
    """Sentence on how many exports a conversation comes from, and what a later one lacks."""
    sentence = translate_plural("from {number} export", "from {number} exports", exports)
    if not lacking:
        return f"     {sentence}"
    stored_line = translate_plural(
        "{number} message is kept that a later one no longer has",
        "{number} messages are kept that a later one no longer has",
        lacking,
    )
    return f"     {sentence}; {stored_line}"


def library_line(chats: int, path: Path) -> str:
    """How many conversations the library has, and where it is."""
    return translate_plural(
        "{number} chat, encrypted, in {path}", "{number} chats, encrypted, in {path}", chats, path=sanitise(str(path))
    )


def forgotten_line(title: str, messages: int, *, whole: bool) -> str:
    """Sentence on what was forgotten of one conversation."""
    name = isolated(sanitise(title))
    if whole:
        return translate_plural(
            "{chat}: forgotten, with its {number} message.", "{chat}: forgotten, with its {number} messages.",
            messages, chat=name,
        )  # fmt: skip
    return translate_plural(
        "{chat}: {number} message forgotten.", "{chat}: {number} messages forgotten.", messages, chat=name
    )


def forget_line(title: str, messages: int) -> str:
    """A conversation of which something is about to be forgotten."""
    return translate_plural(
        "{chat}: {number} message", "{chat}: {number} messages", messages, chat=isolated(sanitise(title))
    )


def written_line(path: Path, rows: int) -> str:
    """Sentence on what an export of the library wrote."""
    return translate_plural(
        "Written: {file}, {number} message. It is not encrypted.",
        "Written: {file}, {number} messages. It is not encrypted.",
        rows,
        file=sanitise(str(path)),
    )


def backup_line(path: Path, chats: int) -> str:
    """Sentence on what a backup holds."""
    return translate_plural(
        "Backed up and tried: {file}, {number} chat. It opens with the same passphrase.",
        "Backed up and tried: {file}, {number} chats. It opens with the same passphrase.",
        chats,
        file=sanitise(str(path)),
    )


def restored_line(path: Path, chats: int) -> str:
    """Sentence on what is in the library after a backup was put in its place."""
    return translate_plural(
        "Your library is that of {file} again, {number} chat.",
        "Your library is that of {file} again, {number} chats.",
        chats,
        file=sanitise(str(path)),
    )
