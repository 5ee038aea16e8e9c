"""Visits to conversations, stored as keyed hashes and times alone, and only for a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from secrets import token_hex
from typing import Final

import msgspec

from unlike.library.chat_fingerprint import ChatFingerprint
from unlike.library.store import Store, StoredData, Visit

_SAME_VISIT: Final = timedelta(minutes=30)  # times closer together are one visit
_RECENT: Final = timedelta(days=7)
_MAX_AGE: Final = timedelta(days=30)
_MAX_STATES: Final = 200
_MAX_ANCHORS: Final = 60
"""Hashes by which a conversation is recognised."""
_DIGEST_BYTES: Final = 16
_SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class RecentVisits:
    """Times of the visits of the last seven days to one conversation, oldest first.

    Attributes:
        every: all of them, whichever export was opened.
        unchanged: those since anybody but the owner last wrote.
    """

    every: tuple[datetime, ...] = ()
    unchanged: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitLog:
    """Log of visits to conversations, in the store of all data of the owner."""

    store: Store

    def record(self, fingerprints: Mapping[str, ChatFingerprint], now: datetime) -> dict[str, RecentVisits]:
        """Store that some conversations are visited now.

        Args:
            fingerprints: fingerprints of the conversations, by any key.
            now: with its zone.

        Returns:
            Visits to each conversation, with this one, by the same keys.

        Raises:
            LibraryError: the store cannot be read or written.
        """
        data = self.store.update(lambda stored: with_visits(stored, fingerprints.values(), now))
        return _recent_visits(data, fingerprints, now)

    def recent(self, fingerprints: Mapping[str, ChatFingerprint], now: datetime) -> dict[str, RecentVisits]:
        """Look up earlier visits without storing one; arguments, result and exception as those of `record`."""
        return _recent_visits(self.store.read(), fingerprints, now)


def with_visits(data: StoredData, fingerprints: Iterable[ChatFingerprint], now: datetime) -> StoredData:
    """Add a visit to each of some conversations, and drop those of more than a month ago."""
    minute = now.replace(second=0, microsecond=0)
    salt = data.salt or token_hex(_SALT_BYTES)
    visits = _of_month(data, minute)
    for chat in fingerprints:
        anchors, latest = _keyed_hashes(chat, salt)
        earlier_visit = next((visit for visit in visits if visit.fingerprint == latest), Visit(latest, ()))
        chat_hashes = tuple(dict.fromkeys((*earlier_visit.chat, *anchors)))[-_MAX_ANCHORS:]
        visit = Visit(latest, _with_visit(earlier_visit.times, minute), chat_hashes)
        visits = [*(other for other in visits if other.fingerprint != latest), visit]
    newest = sorted(visits, key=lambda visit: visit.times[-1])[-_MAX_STATES:]
    return msgspec.structs.replace(data, visits=tuple(newest), salt=salt if newest else data.salt)


def visited_chats(visits: Iterable[Visit]) -> int:
    """Count the conversations that some visits are to."""
    chats: list[set[str]] = []
    for visit in visits:
        hashes = {visit.fingerprint, *visit.chat}
        same_chats = [chat for chat in chats if chat & hashes]
        chats = [*(chat for chat in chats if not chat & hashes), hashes.union(*same_chats)]
    return len(chats)


def _recent_visits(
    data: StoredData, fingerprints: Mapping[str, ChatFingerprint], now: datetime
) -> dict[str, RecentVisits]:
    """Visits of the last seven days to some conversations, by their keys."""
    minute = now.replace(second=0, microsecond=0)
    visits, by_key = _of_month(data, minute), {}
    for key, chat in fingerprints.items():
        anchors, latest = _keyed_hashes(chat, data.salt)
        chat_visits = [visit for visit in visits if visit.fingerprint == latest or set(visit.chat) & set(anchors)]
        unchanged_times = [moment for visit in chat_visits if visit.fingerprint == latest for moment in visit.times]
        times = _visit_starts(sorted(moment for visit in chat_visits for moment in visit.times))
        by_key[key] = RecentVisits(_of_last_week(times, minute), _of_last_week(unchanged_times, minute))
    return by_key


def _keyed_hashes(chat: ChatFingerprint, salt: str) -> tuple[tuple[str, ...], str]:
    """Anchors and latest state, hashed with the file's own key, so that no two files can be compared."""
    anchors = tuple(_keyed_hash(anchor, salt) for anchor in chat.anchors)
    return anchors, _keyed_hash(chat.latest, salt)


def _keyed_hash(value: str, salt: str) -> str:
    return blake2b(value.encode(), key=salt.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def _of_month(data: StoredData, now: datetime) -> list[Visit]:
    """Visits to what was visited within the last month."""
    return [visit for visit in data.visits if visit.times and now - visit.times[-1] < _MAX_AGE]


def _with_visit(earlier: tuple[datetime, ...], now: datetime) -> tuple[datetime, ...]:
    """Times of the last month, and `now` unless it belongs to the latest visit."""
    month = tuple(time for time in earlier if now - time < _MAX_AGE)
    return month if month and abs(now - month[-1]) < _SAME_VISIT else (*month, now)


def _visit_starts(times: Iterable[datetime]) -> list[datetime]:
    """Times at which visits begin, oldest first; times within half an hour of a beginning belong to that visit."""
    visit_starts: list[datetime] = []
    for time in times:
        if not visit_starts or time - visit_starts[-1] >= _SAME_VISIT:
            visit_starts.append(time)
    return visit_starts


def _of_last_week(times: Iterable[datetime], now: datetime) -> tuple[datetime, ...]:
    """Times within the last seven days."""
    return tuple(time for time in times if now - time < _RECENT)
