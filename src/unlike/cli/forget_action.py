"""The answer to `unlike forget`."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from unlike.cli.library_access import chats_with, library_path, names_in_chats, users_library
from unlike.cli.local_data import data_file, user_data
from unlike.cli.output import write_output
from unlike.cli.prompts import can_ask
from unlike.cli.timezones import parse_zone
from unlike.core.time_zones import machine_zone
from unlike.errors import LibraryError, UsageError
from unlike.i18n import mark, translate
from unlike.library.chat_library import ChatLibrary
from unlike.library.erasure import Span
from unlike.library.library_copies import delete_library
from unlike.library.stored_chats import StoredChat
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface.library_text import (
    EVERYTHING_FORGOTTEN,
    FORGET_QUESTION,
    IN_BACKUPS,
    NOTHING_FORGOTTEN,
    forget_line,
    forgotten_line,
    notes_stay_line,
)


@dataclass(frozen=True, slots=True)
class ForgetOptions:
    """The options of `unlike forget`, as given."""

    chat: str | None = None
    person: str | None = None
    since: date | None = None
    until: date | None = None
    everything: bool = False
    yes: bool = False
    timezone: str | None = None

    def validate(self) -> None:
        """Whether the wishes fit together.

        Raises:
            UsageError: they do not.
        """
        has_days = self.since is not None or self.until is not None
        chosen_parts = [self.chat is not None, self.person is not None, has_days, self.everything]
        if not any(chosen_parts):
            raise UsageError(mark("Say what to forget: --chat, --with, --since and --until, or --everything."))
        if (self.everything and sum(chosen_parts) > 1) or (self.person is not None and has_days):
            raise UsageError(mark("Forget one thing at a time: a chat, a person, some days, or everything."))


def run_forget(options: ForgetOptions) -> None:
    """Take out of the library what was asked for, once somebody has agreed.

    Raises:
        UnlikeError: the options or the library cannot be used.
    """
    options.validate()
    if options.everything:
        _forget_everything(yes=options.yes)
        return
    with users_library() as library:
        chats = chats_with(library, options.person, options.chat)
        write_output("".join(f"{forget_line(chat.title, chat.messages)}\n" for chat in chats))
        if not _is_confirmed(yes=options.yes):
            write_output(translate(NOTHING_FORGOTTEN) + "\n")
            return
        names = _names_in(library, chats, options)
        lines = _forget_chats(library, chats, options)
    kept = [translate(IN_BACKUPS), *_notes_line(names, options)]
    write_output("\n".join([*lines, *kept] if lines else [translate(NOTHING_FORGOTTEN)]) + "\n")


def _names_in(library: ChatLibrary, chats: Sequence[StoredChat], options: ForgetOptions) -> set[str]:
    """Names of those about whom something is forgotten, as they are compared."""
    if options.person:
        return {name.casefold() for name in (options.person.strip(), *names_in_chats(library, options.person).values())}
    return {name.casefold() for chat in chats for name in chat.people if name != chat.owner}


def _notes_line(names: set[str], options: ForgetOptions) -> list[str]:
    """Sentence on notes about some people and the days that were forgotten; none where there are no such notes."""
    first, last = options.since or date.min, options.until or date.max
    try:
        notes = user_data().notes.all()
    except LibraryError:
        return []
    number = sum(note.person.casefold() in names and note.first <= last and note.last >= first for note in notes)
    return [notes_stay_line(number, sanitise(str(data_file().path)))] if number else []


def _forget_chats(library: ChatLibrary, chats: Sequence[StoredChat], options: ForgetOptions) -> list[str]:
    """Forget in each of some conversations, and say what."""
    span, lines = _chosen_span(library, options), []
    names = names_in_chats(library, options.person) if options.person else {}
    for chat in chats:
        removed = library.forget(chat.number, names.get(chat.number, options.person), span)
        if removed.messages or removed.whole:
            lines.append(forgotten_line(chat.title, removed.messages, whole=removed.whole))
    return lines


def _chosen_span(library: ChatLibrary, options: ForgetOptions) -> Span | None:
    """Stretch of time of some days in the zone of the owner."""
    if options.since is None and options.until is None:
        return None
    zone = parse_zone(options.timezone or library.zone() or machine_zone().key)
    end = options.until + timedelta(days=1) if options.until else None
    return Span(_midnight(options.since, zone), _midnight(end, zone))


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None


def _forget_everything(*, yes: bool) -> None:
    """Delete the library, notes and settings; the passphrase is not needed for that."""
    if not _is_confirmed(yes=yes):
        write_output(translate(NOTHING_FORGOTTEN) + "\n")
        return
    delete_library(library_path())
    user_data().forget()
    write_output(f"{translate(EVERYTHING_FORGOTTEN)}\n{translate(IN_BACKUPS)}\n")


def _is_confirmed(*, yes: bool) -> bool:
    """Whether somebody agreed, beforehand or now.

    Raises:
        UsageError: nobody can be asked.
        click.Abort: the input ended.
    """
    if yes:
        return True
    if not can_ask():
        raise UsageError(mark("Nobody is here to be asked. Say --yes to forget it."))
    click.echo(f"{translate(FORGET_QUESTION)} ", err=True, nl=False)
    answer = sys.stdin.readline()
    if not answer:
        raise click.Abort
    return _without_accents(answer) in {"yes", _without_accents(translate(mark("yes")))}


def _without_accents(answer: str) -> str:
    """An answer as it is compared: many keyboards have no key for the accent of a Spanish yes."""
    letters = unicodedata.normalize("NFD", answer.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
