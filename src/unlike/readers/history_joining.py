"""Joins what several exports hold of one conversation, so that no message counts twice and no chat is its own other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy, lazy_plural, verbatim
from unlike.messages.history_merge import MergedHistory, merge_history
from unlike.messages.message_overlap import HistoryPart
from unlike.readers.base import FormerSender, ParsedConversation, SkippedRecord
from unlike.readers.coverage import Coverage
from unlike.readers.file_names import without_copy_number
from unlike.readers.history_grouping import history_groups, history_part
from unlike.readers.sender_renaming import senders_of


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
    return [history_part(part, label) for part, label in zip(parts, _labels(parts), strict=True)]


def _joined(parts: Sequence[ParsedConversation], history: MergedHistory) -> ParsedConversation:
    """One conversation from its parts, and the history that these were merged to."""
    labels = _labels(parts)
    main = max(parts, key=_precedence).conversation
    key = max(parts, key=lambda part: (part.conversation.has_app_key, *_precedence(part))).conversation.key
    messages = history.table.with_columns(pl.lit(key).cast(pl.Categorical()).alias("conversation"))
    conversation = replace(
        main,
        key=key,
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
        former_senders=_former_senders(parts, history, key),
    )
    return ParsedConversation(conversation, messages, origin=parts[0].origin)


def _former_senders(parts: Sequence[ParsedConversation], history: MergedHistory, key: str) -> tuple[FormerSender, ...]:
    """Under which other keys and names people stand in the parts, so that notes of before a newer one are found."""
    former = [
        FormerSender(part.conversation.key, name, history.names.get(name, name))
        for part in parts
        for name in sorted(senders_of(part))
    ]
    former += [
        replace(sender, present_name=history.names.get(sender.present_name, sender.present_name))
        for part in parts
        for sender in part.conversation.former_senders
    ]
    return tuple(dict.fromkeys(sender for sender in former if (sender.key, sender.name) != (key, sender.present_name)))


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
    """Which part's title, and key where the app has none, the joined conversation has: no copy's, and the newest's."""
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
        ambiguous=sum(coverage.ambiguous for coverage in coverages),
        repeated=history.repeated + sum(coverage.repeated for coverage in coverages),
    )


def _joining_notes(parts: Sequence[ParsedConversation], labels: Sequence[str], history: MergedHistory) -> Iterable[str]:
    """What was joined, and who is who."""
    if len(set(labels)) > 1:
        names = ", ".join(f"“{label}”" for label in sorted(set(labels)))
        yield lazy("One history from several exports that were joined: {names}.", names=names)
    alike = max(Counter(part.origin for part in parts if not part.conversation.has_app_key).values(), default=0)
    if alike > 1 and not history.repeated:
        yield lazy(
            "Chats called “{title}” that were joined, since the same people write in them and the export does not "
            "number its chats: {number}.",
            title=parts[0].conversation.title,
            number=alike,
        )
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
