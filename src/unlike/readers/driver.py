"""The one driver of the readers: opens, chooses, shields, tells apart and joins."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.errors import (
    AmbiguousExportError,
    BrokenExportError,
    EmptyExportError,
    OptionError,
    UnknownExportError,
    UnlikeError,
    UnreadableError,
)
from unlike.i18n import lazy, mark, verbatim
from unlike.messages import SCHEMA, join
from unlike.readers.archives import export_files
from unlike.readers.base import Conversation, ExportFile, ParsedConversation, Reader, ReadOptions
from unlike.readers.hints import hint, is_empty
from unlike.readers.registry import readers

DAMAGE: Final = (OSError, zipfile.BadZipFile, zlib.error, EOFError)
"""Faults of the file or the disk, never of a reader."""


@dataclass(frozen=True, slots=True)
class ImportedMessages:
    """All that was read.

    Attributes:
        messages: the table, sorted by conversation and `sent_at`.
        conversations: in the order they were given; their keys stand in the table's `conversation` column.
    """

    messages: pl.DataFrame
    conversations: tuple[Conversation, ...]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document, the source that claims it, and how often the same bytes were given."""

    document: ExportFile
    source: Reader
    times: int = 1


def read(paths: Sequence[Path], options: ReadOptions, known: Sequence[Reader] | None = None) -> ImportedMessages:
    """Read exports into one message table.

    Args:
        paths: files, zips or folders, as the owner gave them.
        options: what the owner said about the reading.
        known: the sources to ask; None for all that are built in or installed.

    Raises:
        InputError: an export that cannot be used, in one sentence with the next step.
        QuestionError: something that only the owner can answer.
    """
    asked = _asked(readers() if known is None else known, options)
    chosen = [one for path in paths for one in _chosen(path, asked)]
    parts = _told_apart([part for one in _once(chosen) for part in _parts(one, options)])
    return ImportedMessages(
        join(part.messages for part in parts), tuple(part.conversation for part in parts), options.zone
    )


def _asked(known: Sequence[Reader], options: ReadOptions) -> Sequence[Reader]:
    """The sources to ask: all, or the one the owner named."""
    if options.app is None:
        return known
    named = [source for source in known if source.name == options.app]
    if not named:
        raise OptionError(
            "--app", options.app, lazy("one of: {names}", names=", ".join(source.name for source in known))
        )
    return named


def _chosen(path: Path, known: Sequence[Reader]) -> list[Chosen]:
    """The exports at a path; files beside them that nobody claims are no exports."""
    found = export_files(path)
    chosen = []
    for document in found:
        with _shield(document, "its first bytes", "the file"):
            source = _claiming(document, known)
        if source is not None:
            chosen.append(Chosen(document, source))
    if not chosen:
        raise _unclaimed(path, found)
    return chosen


def _claiming(document: ExportFile, known: Sequence[Reader]) -> Reader | None:
    """The one source that claims a document."""
    if is_empty(document):
        return None
    claims = [source for source in known if _claims(source, document)]
    if len(claims) > 1:
        raise AmbiguousExportError(document.path, [source.name for source in claims])
    return claims[0] if claims else None


def _claims(source: Reader, document: ExportFile) -> bool:
    """A foreign reader that stumbles over a file does not claim it, and stops nobody else."""
    try:
        return bool(source.recognise(document))
    except DAMAGE:
        raise
    except Exception:  # noqa: BLE001 - any mistake of a foreign reader means the same here
        return False


def _unclaimed(path: Path, found: Sequence[ExportFile]) -> UnlikeError:
    """Why there is nothing to read at a path."""
    if not found:
        return UnknownExportError(path, mark("It holds no .txt, .json or .zip. Give the file the app exported."))
    if all(is_empty(document) for document in found):
        return EmptyExportError(path)
    hints = (hint(document) for document in found)
    return UnknownExportError(path, next((text for text in hints if text), ""))


def _once(chosen: Sequence[Chosen]) -> list[Chosen]:
    """The same bytes given twice are read once; only files of one length are compared."""
    sizes = [one.document.size for one in chosen]
    kept: dict[tuple[int, bytes], Chosen] = {}
    for place, one in enumerate(chosen):
        twin = sizes.count(one.document.size) > 1
        digest = (one.document.size, _digest(one.document) if twin else b"%d" % place)
        kept[digest] = replace(kept[digest], times=kept[digest].times + 1) if digest in kept else one
    return list(kept.values())


def _digest(document: ExportFile) -> bytes:
    with _shield(document, mark("while comparing"), mark("the file")), document.open() as stream:
        digest = hashlib.sha256()
        for piece in iter(partial(stream.read, 1 << 20), b""):
            digest.update(piece)
    return digest.digest()


def _parts(one: Chosen, options: ReadOptions) -> Iterator[ParsedConversation]:
    """What a source reads, checked, with its mistakes turned into sentences."""
    document, reader = one.document, lazy("the reader “{name}”", name=one.source.name)
    number = 0
    with _shield(document, mark("its first bytes"), reader):
        stream = iter(one.source.read(document, options))
    while True:
        with _shield(document, lazy("conversation {number}", number=number + 1), reader):
            part = next(stream, None)
            if part is not None:
                _check(part)
        if part is None:
            break
        number += 1
        yield _noted(part, one.times)
    if not number:
        raise EmptyExportError(document.path)


def _check(part: ParsedConversation) -> None:
    """What the driver itself relies on."""
    if part.messages.schema != SCHEMA:
        raise TypeError("its table is not in the schema")


def _noted(part: ParsedConversation, times: int) -> ParsedConversation:
    if times == 1:
        return part
    note = lazy("The same file was given {times} times; it was read once.", times=times)
    return replace(part, conversation=replace(part.conversation, notes=(*part.conversation.notes, note)))


@contextmanager
def _shield(document: ExportFile, place: str, reader: str) -> Iterator[None]:
    """Our own sentences pass; whatever else a reader raises becomes one."""
    name = verbatim(place)
    if document.name != document.path.name:
        name = lazy("{file}, {place}", file=document.name, place=name)
    try:
        yield
    except UnlikeError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise BrokenExportError(document.path, name, mark("the zip is damaged or was cut short")) from None
    except OSError as error:
        raise UnreadableError(document.path, error.strerror or str(error)) from None
    except Exception as error:  # noqa: BLE001 - a foreign reader may raise anything
        why = lazy("{reader} stopped ({error})", reader=verbatim(reader), error=f"{type(error).__name__}: {error}")
        raise BrokenExportError(document.path, name, why) from None


def _told_apart(parts: Sequence[ParsedConversation]) -> list[ParsedConversation]:
    """Every conversation under a key of its own; one that was given in two files stays two, and says so."""
    taken: set[str] = set()
    told = []
    for part in parts:
        key = _free(part.conversation.key, taken)
        taken.add(key)
        told.append(part if key == part.conversation.key else _renamed(part, key))
    return told


def _free(key: str, taken: set[str]) -> str:
    """The key itself, or with the first number that nobody has."""
    numbered = (f"{key} ({number})" for number in count(2))
    return key if key not in taken else next(name for name in numbered if name not in taken)


def _renamed(part: ParsedConversation, key: str) -> ParsedConversation:
    note = mark("Another export that was given holds a conversation of this name; the two are kept apart.")
    conversation = replace(part.conversation, key=key, notes=(*part.conversation.notes, note))
    messages = part.messages.with_columns(pl.lit(key).cast(pl.Categorical()).alias("conversation"))
    return ParsedConversation(conversation, messages)
