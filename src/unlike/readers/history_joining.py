"""Joins what several exports hold of one conversation, so that no message counts twice and no chat is its own other.

Which conversations are one:

- Where the app itself names them (`has_ids`): those of the same key, and one that goes on from another.
- Else those whose titles are alike but for a copy's number, where the time that both cover holds the same messages for
  at least half of the fuller one; or where they cover no common time and the same people write in them.
- Whatever they are called: those whose common time holds the same messages, by two people or more, for four fifths.

Conversations of one name that are none of these stay apart, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, combinations
from typing import Final

import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy, lazy_plural, verbatim
from unlike.messages import sort
from unlike.messages.history_merge import MergedHistory, merge_history
from unlike.messages.message_overlap import HistoryPart, message_overlap
from unlike.readers.base import Conversation, ParsedConversation, SkippedRecord
from unlike.readers.coverage import Coverage
from unlike.readers.file_names import without_copy_number

_MIN_SHARE: Final = 0.5
"""Share of messages of a common time that two exports of one title must both hold to be one conversation's."""

_MIN_SHARE_UNTITLED: Final = 0.8
_MIN_MESSAGES_UNTITLED: Final = 20
"""The same share, and the fewest equal messages, where the titles differ."""

_MIN_FINGERPRINT_CHARS: Final = 6
"""Characters of texts by which conversations of different titles are compared at all; "ok" says nothing."""

_MAX_FINGERPRINT_CONVERSATIONS: Final = 20
"""Conversations beyond which an equal message is one that was sent to everybody."""


def joined_histories(parts: Sequence[ParsedConversation]) -> list[ParsedConversation]:
    """Conversations with those that are parts of one history joined, in the order of their first parts.

    Args:
        parts: conversations as the readers returned them.
    """
    return [joined_history([parts[number] for number in group]) for group in history_groups(parts)]


def joined_history(parts: Sequence[ParsedConversation], merged: MergedHistory | None = None) -> ParsedConversation:
    """One conversation from its parts; a single part is returned as it is.

    Args:
        parts: at least one.
        merged: what `history_parts` of them are merged to, where that is known already.
    """
    return parts[0] if len(parts) == 1 else _joined(parts, merged or merge_history(history_parts(parts)))


def history_parts(parts: Sequence[ParsedConversation]) -> list[HistoryPart]:
    """Parts of one conversation, as they are merged: each with a label that tells it from the others."""
    return [_history_part(part, label) for part, label in zip(parts, _labels(parts), strict=True)]


def may_be_same_chat(first: Conversation, second: Conversation) -> bool:
    """Whether only their contents tell two conversations apart; neither is then a comparison for the other."""
    has_ids = first.has_ids and second.has_ids
    return not has_ids and first.app == second.app and first.group == second.group and _has_same_title(first, second)


def history_groups(parts: Sequence[ParsedConversation]) -> list[list[int]]:
    """Numbers of the parts of each history, in the order of their first parts."""
    root = list(range(len(parts)))

    def find(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    for first, second in _candidates(parts):
        ours, theirs = find(first), find(second)
        if ours != theirs and _is_one_history(parts[first], parts[second]):
            root[max(ours, theirs)] = min(ours, theirs)
    groups: dict[int, list[int]] = {}
    for number in range(len(parts)):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def _candidates(parts: Sequence[ParsedConversation]) -> Iterable[tuple[int, int]]:
    """Pairs that may be parts of one history: of one title, or with equal messages."""
    by_title: dict[tuple[str, str], list[int]] = {}
    for number, part in enumerate(parts):
        conversation = part.conversation
        for title in search_names(conversation):
            by_title.setdefault((conversation.app, title), []).append(number)
    alike = chain.from_iterable(combinations(numbers, 2) for numbers in by_title.values())
    if len(parts) < 2 or all(part.conversation.has_ids for part in parts):
        return sorted(set(alike))
    return sorted({*alike, *_with_equal_messages(parts)})


def search_names(conversation: Conversation) -> set[str]:
    """Names by which the other parts of a conversation are looked for: an id where it has one, else the title."""
    if not conversation.has_ids:
        return {without_copy_number(conversation.title)}
    moves = {conversation.predecessor, conversation.title if conversation.has_successor else None} - {None}
    return {f"id {conversation.key}", *(f"moved {title}" for title in moves)}


def _with_equal_messages(parts: Sequence[ParsedConversation]) -> Iterable[tuple[int, int]]:
    """Pairs that share at least as many texts of one minute as make one history of different titles."""
    texts = pl.concat(_fingerprints(part, number) for number, part in enumerate(parts)).unique()
    shared = texts.filter(
        pl.len().over("content").is_between(2, _MAX_FINGERPRINT_CONVERSATIONS)  # one row a conversation
    )
    pairs = (
        shared.join(shared, on="content", suffix="_other")
        .filter(pl.col("part") < pl.col("part_other"))
        .group_by("part", "part_other")
        .len()
        .filter(pl.col("len") >= _MIN_MESSAGES_UNTITLED // 2)  # short texts are left out here
    )
    return pairs.select("part", "part_other").iter_rows()


def _fingerprints(part: ParsedConversation, number: int) -> pl.DataFrame:
    """Hashes of minute and text of a part's longer messages."""
    minute = pl.col("sent_at").dt.truncate("1m")
    return part.messages.filter(pl.col("text").str.len_chars() >= _MIN_FINGERPRINT_CHARS).select(
        content=pl.struct(minute, pl.col("text").str.strip_chars()).hash(), part=pl.lit(number)
    )


def _has_same_title(first: Conversation, second: Conversation) -> bool:
    return without_copy_number(first.title) == without_copy_number(second.title)


def _is_one_history(first: ParsedConversation, second: ParsedConversation) -> bool:
    """Whether two conversations are parts of one; see the rules above."""
    ours, theirs = first.conversation, second.conversation
    if ours.has_ids and theirs.has_ids and ours.app == theirs.app:
        return ours.key == theirs.key or _goes_on_from(ours, theirs) or _goes_on_from(theirs, ours)
    overlap = message_overlap(_history_part(first), _history_part(second))
    if ours.app == theirs.app and _has_same_title(ours, theirs):
        return _has_same_people(first, second) if overlap.is_disjoint else overlap.share >= _MIN_SHARE
    return overlap.matched >= _MIN_MESSAGES_UNTITLED and overlap.share >= _MIN_SHARE_UNTITLED and overlap.senders > 1


def _goes_on_from(later: Conversation, earlier: Conversation) -> bool:
    return earlier.has_successor and later.predecessor is not None and later.predecessor == earlier.title


def _has_same_people(first: ParsedConversation, second: ParsedConversation) -> bool:
    """Whether the people of one write in the other, too; of groups half of the smaller's: people come and go."""
    ours, theirs = (set(part.messages["sender"].drop_nulls().cast(pl.String).unique()) for part in (first, second))
    common, fewer = len(ours & theirs), min(len(ours), len(theirs))
    if first.conversation.group and second.conversation.group:
        return 2 * common >= fewer > 0 and common > 1
    return first.conversation.group == second.conversation.group and 0 < common == fewer


def _history_part(part: ParsedConversation, label: str = "") -> HistoryPart:
    ids = part.conversation.key if part.conversation.has_ids else ""
    return HistoryPart(sort(part.messages), part.conversation.clock, label, ids)


def _joined(parts: Sequence[ParsedConversation], history: MergedHistory) -> ParsedConversation:
    """One conversation from its parts, and the history that these were merged to."""
    labels = _labels(parts)
    main = max(parts, key=_precedence).conversation
    messages = history.table.with_columns(pl.lit(main.key).cast(pl.Categorical()).alias("conversation"))
    conversation = replace(
        main,
        group=any(part.conversation.group for part in parts),
        owner=_owner(parts, history),
        clock=max(part.conversation.clock for part in parts),
        skipped=tuple(chain.from_iterable(map(_skipped, parts, labels))),
        notes=(*_joining_notes(parts, labels, history), *_notes_of(parts, labels)),
        coverage=_coverage([part.conversation.coverage for part in parts], history),
        has_successor=False,
        breaks_off=_newest(parts).conversation.breaks_off,
        predecessor=None,
        medium_limits=_medium_limits(parts),
    )
    return ParsedConversation(conversation, messages, origin=parts[0].origin)


def _medium_limits(parts: Sequence[ParsedConversation]) -> tuple[MediumLimit, ...]:
    """What one of the parts cannot tell; that only the owner's messages are there holds where all parts say so."""
    limits = dict.fromkeys(chain.from_iterable(part.conversation.medium_limits for part in parts))
    own_alone = all(part.conversation.limit(MediumLimitKind.OWN_MESSAGES) for part in parts)
    kept = [
        limit for limit in limits if limit.kind not in (MediumLimitKind.OWN_MESSAGES, MediumLimitKind.ENCRYPTION_SEAM)
    ]
    own = [limit for limit in limits if limit.kind is MediumLimitKind.OWN_MESSAGES and own_alone]
    return (*own, *kept, *_seam(parts))


def _seam(parts: Sequence[ParsedConversation]) -> list[MediumLimit]:
    """The gap between the part before and the part behind end-to-end encryption; none where they overlap."""
    seams = [part.conversation.limit(MediumLimitKind.ENCRYPTION_SEAM) for part in parts]
    behind = [seam.until for seam in seams if seam and seam.until]
    ends = [part.messages["sent_at"].max() for part in parts if not _is_encrypted(part)]
    before = [end for end in ends if isinstance(end, datetime)]
    since = max(before) if before and any(seams) else None
    until = min(behind) if behind else None
    if since is None and until is None:
        return []
    if since and until:
        return [MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, since, until)] if since < until else []
    return [MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, since, until)]


def _is_encrypted(part: ParsedConversation) -> bool:
    """Whether a part is what was written behind end-to-end encryption."""
    seam = part.conversation.limit(MediumLimitKind.ENCRYPTION_SEAM)
    return seam is not None and seam.until is not None


def _newest(parts: Sequence[ParsedConversation]) -> ParsedConversation:
    """The part that ends last."""
    return max(parts, key=_end)


def _end(part: ParsedConversation) -> tuple[object, ...]:
    """When a part ends, to compare with others; one without messages ends before all."""
    return (part.messages.height > 0, part.messages["sent_at"].max())


def _precedence(part: ParsedConversation) -> tuple[object, ...]:
    """Which part's title and key the joined conversation has: no copy's, and the newest's."""
    title = part.conversation.title
    return (title == without_copy_number(title), *_end(part), title)


def _labels(parts: Sequence[ParsedConversation]) -> list[str]:
    """What tells the parts apart: what was given, else the file in it, else the conversation's title."""
    for place in range(max(len(part.origin) for part in parts)):
        names = [part.origin[place] if place < len(part.origin) else "" for part in parts]
        if len(set(names)) == len(names):
            return names
    return [part.conversation.title for part in parts]


def _owner(parts: Sequence[ParsedConversation], history: MergedHistory) -> str | None:
    owners = {part.conversation.owner for part in parts} - {None}
    names = {history.names.get(owner, owner) for owner in owners if owner}
    return names.pop() if len(names) == 1 else None


def _skipped(part: ParsedConversation, label: str) -> list[SkippedRecord]:
    return [replace(record, ref=f"{record.ref} ({label})") for record in part.conversation.skipped]


def _coverage(coverages: Sequence[Coverage], history: MergedHistory) -> Coverage:
    people = history.repeated - history.repeated_system
    return Coverage(
        messages=sum(coverage.messages for coverage in coverages) - people,
        system=sum(coverage.system for coverage in coverages) - history.repeated_system,
        skipped=sum(coverage.skipped for coverage in coverages),
        total=sum(coverage.total for coverage in coverages),
        doubtful=sum(coverage.doubtful for coverage in coverages),
        repeated=history.repeated + sum(coverage.repeated for coverage in coverages),
    )


def _joining_notes(parts: Sequence[ParsedConversation], labels: Sequence[str], history: MergedHistory) -> Iterable[str]:
    """What was joined, and who is who."""
    if len(set(labels)) > 1:
        names = ", ".join(f"“{label}”" for label in sorted(set(labels)))
        yield lazy("One history from several exports that were joined: {names}.", names=names)
    for part in parts:
        if part.conversation.has_successor:
            yield lazy("The group “{title}” went on as a larger one; both were joined.", title=part.conversation.title)
    if history.repeated:
        yield lazy_plural(
            "{number} message stood in several of them and counts once.",
            "{number} messages stood in several of them and count once.",
            history.repeated,
        )
    for old, new in sorted(history.names.items()):
        yield lazy("“{old}” and “{new}” are the same person there and are shown as “{new}”.", old=old, new=new)


def _notes_of(parts: Sequence[ParsedConversation], labels: Sequence[str]) -> Iterable[str]:
    """Notes of the parts; those that hold of one part only say of which."""
    distinct = dict.fromkeys(chain.from_iterable(part.conversation.notes for part in parts))
    for note in distinct:
        holding = [label for part, label in zip(parts, labels, strict=True) if note in part.conversation.notes]
        if len(holding) == len(parts):
            yield note
        else:
            yield lazy("{files}: {note}", files=", ".join(f"“{label}”" for label in holding), note=verbatim(note))
