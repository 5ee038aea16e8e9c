"""The one driver of the readers: opens, chooses, shields, tells apart and joins."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

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
from unlike.messages import SCHEMA
from unlike.readers.archives import export_files
from unlike.readers.base import (
    Conversation,
    DateOrderQuestion,
    ExportFile,
    Interpretation,
    Reader,
    ReadOptions,
    ReadResult,
    Reinterpret,
)
from unlike.readers.hints import hint, is_empty
from unlike.readers.import_result import Import, import_of
from unlike.readers.registry import readers

DAMAGE: Final = (OSError, zipfile.BadZipFile, zlib.error, EOFError)
"""Faults of the file or the disk, never of a reader."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document, the source that claims it, and how often the same bytes were given."""

    document: ExportFile
    source: Reader
    times: int = 1


def read(paths: Sequence[Path], options: ReadOptions, known: Sequence[Reader] | None = None) -> Import:
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
    return import_of([result for one in _once(chosen) for result in _results(one, options)], options.zone)


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


def _results(one: Chosen, options: ReadOptions) -> Iterator[ReadResult]:
    """What a reader reads, checked, with its mistakes turned into sentences."""
    document, reader = one.document, _name_of(one)
    number = 0
    with _shield(document, mark("its first bytes"), reader):
        stream = iter(one.source.read(document, options))
    while True:
        place = lazy("conversation {number}", number=number + 1)
        with _shield(document, place, reader):
            result = next(stream, None)
            checked = None if result is None else _checked(result, one, place)
        if checked is None:
            break
        number += 1
        yield checked
    if not number:
        raise EmptyExportError(document.path)


def _name_of(one: Chosen) -> str:
    return lazy("the reader “{name}”", name=one.source.name)


def _checked(result: ReadResult, one: Chosen, place: str) -> ReadResult:
    """A reader's result, held to what the driver relies on, now and after every other interpretation."""
    again = None if result.reinterpret is None else partial(_reinterpreted, result.reinterpret, one, place)
    if isinstance(result, DateOrderQuestion):
        return DateOrderQuestion(result.path, result.example, again or result.reinterpret)
    if result.messages.schema != SCHEMA:
        raise TypeError("its table is not in the schema")
    return replace(result, conversation=_noted(result.conversation, one.times), reinterpret=again)


def _reinterpreted(reinterpret: Reinterpret, one: Chosen, place: str, interpretation: Interpretation) -> ReadResult:
    with _shield(one.document, place, _name_of(one)):
        return _checked(reinterpret(interpretation), one, place)


def _noted(conversation: Conversation, times: int) -> Conversation:
    """The conversation, with a note where its file was given several times."""
    if times == 1:
        return conversation
    note = lazy("The same file was given {times} times; it was read once.", times=times)
    return replace(conversation, notes=(*conversation.notes, note))


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
