"""The one driver of the readers: finds exports, lets their readers read them, and holds these to what they promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from unlike.errors import EmptyExportError, MiscountError
from unlike.i18n import lazy, mark
from unlike.messages import SCHEMA
from unlike.readers.base import (
    Conversation,
    DateOrderQuestion,
    Interpretation,
    ParsedConversation,
    Reader,
    ReadOptions,
    ReadResult,
    Reinterpret,
)
from unlike.readers.claims import Claim, chosen_readers, claimed_once, claims_at
from unlike.readers.collector_thresholds import rare_collections
from unlike.readers.coverage import miscount
from unlike.readers.export import FileRemarks
from unlike.readers.export_sentences import BREAKS_OFF, unread_files
from unlike.readers.far_dates import future_note, without_far_dates
from unlike.readers.file_names import database_of
from unlike.readers.formats.sqlite_journal import UNREAD_JOURNAL
from unlike.readers.import_result import Import, import_of
from unlike.readers.name_looks import with_plain_names
from unlike.readers.registry import readers as all_readers
from unlike.readers.repeated_records import without_repeats
from unlike.readers.shield import place_in, shield
from unlike.readers.unnamed_senders import unnamed_note
from unlike.readers.unreadable_characters import REPLACEMENT, unreadable_note


def read(paths: Sequence[Path], options: ReadOptions, readers: Sequence[Reader] | None = None) -> Import:
    """Read exports into one message table.

    Args:
        paths: files, zips or folders, as the owner gave them.
        options: what the owner said about the reading.
        readers: the readers to ask; None for all that are built in or installed.

    Returns:
        What was read, and the questions that only the owner can answer.

    Raises:
        InputError: an export that cannot be used, in one sentence with the next step.
        OptionError: no reader has the name in the options.
    """
    return import_of(read_results(paths, options, readers), options.zone)


def read_results(
    paths: Sequence[Path], options: ReadOptions, readers: Sequence[Reader] | None = None
) -> list[ReadResult]:
    """Read exports and leave their conversations as they are, even where several are parts of one history.

    Arguments and exceptions are those of `read`.
    """
    return results_of(claims_in(paths, options, readers), options)


def claims_in(paths: Sequence[Path], options: ReadOptions, readers: Sequence[Reader] | None = None) -> list[Claim]:
    """The exports at some paths, each with the reader that claims it.

    Arguments and exceptions are those of `read`.
    """
    candidates = chosen_readers(all_readers() if readers is None else readers, options.app)
    export_paths = [path for path in paths if not _belongs_to_database(path, paths)]
    return [claim for path in export_paths for claim in claims_at(path, candidates)]


def results_of(claims: Sequence[Claim], options: ReadOptions) -> list[ReadResult]:
    """Read exports that were claimed, those of the same bytes once.

    Raises:
        InputError: an export that cannot be used.
    """
    with rare_collections():
        return [result for claim in claimed_once(claims) for result in _results(claim, options)]


def _belongs_to_database(path: Path, paths: Sequence[Path]) -> bool:
    """Whether a file is SQLite's own beside a database that was given, too, and is read together with it."""
    name = database_of(path.name)
    return name is not None and path.with_name(name) in paths


def _results(claim: Claim, options: ReadOptions) -> Iterator[ReadResult]:
    """What a reader reads, checked, with its mistakes turned into sentences."""
    number = 0
    with shield(claim.export, mark("its first bytes"), _name_of(claim)):
        stream = iter(claim.reader.read(claim.export, options))
    while True:
        place = lazy("conversation {number}", number=number + 1)
        with shield(claim.export, place, _name_of(claim)):
            result = next(stream, None)
            claim = _remarked(claim)
            checked = None if result is None else _checked(result, claim, place)
        if checked is None:
            break
        number += 1
        yield checked
        claim = replace(claim, unclaimed=(), beside=())  # said once
    if not number:
        raise EmptyExportError(claim.export.path)


def _remarked(claim: Claim) -> Claim:
    """The claim with what was odd about its files: about a single one, else about those that were read since."""
    remarks = FileRemarks()
    for file in claim.export.files:
        remarks.notes.update(file.remarks.notes)
        remarks.is_cut |= file.remarks.is_cut
        if len(claim.export.files) > 1 and not file.remarks.is_of_all:
            file.remarks.notes.clear()
            file.remarks.is_cut = False
    return replace(claim, remarks=remarks)


def _name_of(claim: Claim) -> str:
    return lazy("the reader “{name}”", name=claim.reader.name)


def _checked(result: ReadResult, claim: Claim, place: str) -> ReadResult:
    """A reader's result, held to what it promises, now and after every other interpretation."""
    if isinstance(result, DateOrderQuestion):
        return replace(result, reinterpret=partial(_reinterpreted, result.reinterpret, claim, place))
    _check(result, claim, place)
    result = without_repeats(without_far_dates(with_plain_names(result)))
    reinterpret = result.reinterpret and partial(_reinterpreted, result.reinterpret, claim, place)
    return replace(
        result,
        conversation=_noted(result.conversation, claim, result.messages),
        reinterpret=reinterpret,
        origin=(claim.export.path.name, claim.export.files[0].name),
    )


def _check(part: ParsedConversation, claim: Claim, place: str) -> None:
    """Refuse a table that is not in the schema, and a coverage that contradicts it."""
    if part.messages.schema != SCHEMA:
        raise TypeError("its table is not in the schema")
    if part.messages.height and part.messages["conversation"][0] != part.conversation.key:
        raise TypeError("its rows are not under its key")
    why = miscount(part.conversation.coverage, part.messages, len(part.conversation.skipped))
    if why:
        raise MiscountError(claim.export.path, place_in(claim.export, place), claim.reader.name, why)


def _reinterpreted(reinterpret: Reinterpret, claim: Claim, place: str, interpretation: Interpretation) -> ReadResult:
    with shield(claim.export, place, _name_of(claim)):
        return _checked(reinterpret(interpretation), claim, place)


def _noted(conversation: Conversation, claim: Claim, messages: pl.DataFrame) -> Conversation:
    """The conversation, with notes on messages that lack something, on its export, and on files beside it."""
    remarks = claim.remarks
    unreadable, unnamed, future = unreadable_note(messages), unnamed_note(messages), future_note(messages)
    notes = [*conversation.notes, *(note for note in remarks.notes if note not in conversation.notes)]
    if unreadable and not any(REPLACEMENT in note for note in notes):
        notes.append(unreadable)
    notes += [note for note in (unnamed, future) if note]
    if remarks.is_cut and not conversation.breaks_off and not {BREAKS_OFF, UNREAD_JOURNAL}.intersection(notes):
        notes.append(BREAKS_OFF)
    if claim.times > 1:
        notes.append(lazy("The same file was given {times} times; it was read once.", times=claim.times))
    if claim.unclaimed:
        notes.append(unread_files(claim.unclaimed))
    notes += claim.beside
    breaks_off = conversation.breaks_off or remarks.is_cut or claim.is_partial
    return replace(conversation, notes=tuple(notes), breaks_off=breaks_off)
