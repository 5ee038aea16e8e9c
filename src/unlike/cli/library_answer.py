"""The answer about chats of the library: that of last time, where nothing that it rests on has changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

import unlike
from unlike.cli.library_access import chats_with, shown_name, users_library
from unlike.cli.local_data import note_store
from unlike.cli.options import CheckOptions
from unlike.cli.timezones import parse_zone
from unlike.core.encoder_extra import has_encoder
from unlike.core.time_zones import machine_zone
from unlike.i18n import current_language
from unlike.library import ChatFingerprint
from unlike.library.answer_store import AnswerBasis, StoredAnswer, chats_fingerprint, store_answer, stored_answer
from unlike.results import Findings, RepeatVisits

if TYPE_CHECKING:
    from unlike.api import Import, VisitCounter

Analyse: TypeAlias = "Callable[[Import, CheckOptions, VisitCounter], Findings]"
"""Makes findings of what was read, with the names that people have in it; the counter gets the chats' fingerprints."""


def has_stored_answers(options: CheckOptions) -> bool:
    """Whether the answer to these options can be stored: it is about the library, and rests on no other file."""
    has_other_sources = options.exports or options.calendars or options.dates or options.show is not None
    return not has_other_sources and options.layout == "screen"


def library_answer(options: CheckOptions, analyse: Analyse, *, keepsakes: bool) -> tuple[StoredAnswer, ZoneInfo]:
    """Findings about chats of the library, with the owner's zone; without repeated visits.

    Raises:
        UnlikeError: the library or the options cannot be used.
    """
    with users_library() as library:
        numbers = {chat.number for chat in chats_with(library, options.person)}
        zone = parse_zone(options.timezone or library.zone() or machine_zone().key)
        options = replace(options, person=shown_name(library, options.person))
        chats = chats_fingerprint(library.database, numbers)
        notes = note_store().all()
        key = _answer_key(chats, options, (zone.key, keepsakes, notes))
        answer = stored_answer(library.database, key)
        if answer is None:
            import_result = library.read(zone, numbers)
            answer = _new_answer(partial(analyse, import_result, options))
            is_lasting = options.me is not None or import_result.owner is not None  # else it rests on what was asked
            if is_lasting and not notes:  # a note that is forgotten shall stand nowhere else
                store_answer(library.database, key, answer, AnswerBasis(frozenset(numbers), chats))
        return answer, zone


def with_visits(findings: Findings, visits: Mapping[str, RepeatVisits]) -> Findings:
    """Findings with the repeated visits to their conversations.

    Args:
        findings: without any.
        visits: by conversation key.
    """
    conversations = (replace(chat, repeat_visits=visits.get(chat.key)) for chat in findings.conversations)
    return replace(findings, conversations=tuple(conversations))


def _new_answer(analyse: Callable[[VisitCounter], Findings]) -> StoredAnswer:
    """An answer that is made anew, with the fingerprints by which visits are counted."""
    fingerprints_by_key: dict[str, ChatFingerprint] = {}

    def record_fingerprints(fingerprints: Mapping[str, ChatFingerprint]) -> Mapping[str, RepeatVisits]:
        fingerprints_by_key.update(fingerprints)
        return {}

    return StoredAnswer(analyse(record_fingerprints), fingerprints_by_key)


def _answer_key(chats: str, options: CheckOptions, other_bases: tuple[object, ...]) -> str:
    """Hash of everything that an answer rests on: chats, options, notes, language, and the program with its extras."""
    named_options = (options.me, options.person, options.since, options.until, options.possible, options.despite_unread)
    basis = (
        chats,
        named_options,
        other_bases,
        current_language().language,
        has_encoder(),
    )
    digest = sha256(repr(basis).encode())
    package = Path(unlike.__file__).parent
    for part in (*_program_parts(str(package)), *_installed_versions(package)):
        digest.update(f"{part}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _installed_versions(package: Path) -> list[str]:
    """Names of the folders beside the program that tell which version is installed.

    `importlib.metadata` would say so, too, and takes longer than everything else that is looked at.
    """
    with os.scandir(package.parent) as found:
        return sorted(entry.name for entry in found if entry.name.startswith(f"{package.name}-"))


def _program_parts(folder: str) -> Iterator[str]:
    """Path, size and time of every file of the program in a folder, but for those that Python makes when it runs.

    Without path objects, which for a thousand files take nearly as long as the key of the library.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if entry.is_file():
            status = entry.stat()
            yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _program_parts(entry.path)
