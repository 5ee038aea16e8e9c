"""Finds which conversations of several exports are parts of one history.

Which conversations are one:

- Where the app itself names them (`has_app_key`): those of the same key, and one that goes on from another.
- Else those whose titles are alike but for a copy's number, where the time that both cover holds the same messages for
  at least half of the fuller one; or where they cover no common time and the same people write in them.
- Whatever they are called: those whose common time holds the same messages, by two people or more, for four fifths; or
  all of them, few as they are, where the same people write in both.

Two that the app names differently are never parts of one through a third that it does not name. Conversations of one
name that are none of these stay apart, and a note says so.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain, combinations
from typing import Final

import polars as pl

from unlike.messages import sort
from unlike.messages.message_overlap import HistoryPart, message_overlap
from unlike.readers.base import Conversation, ParsedConversation
from unlike.readers.file_names import without_copy_number

_MIN_SHARE: Final = 0.5
"""Share of messages of a common time that two exports of one title must both hold to be one conversation's."""

_MIN_SHARE_UNTITLED: Final = 0.8
_MIN_MESSAGES_UNTITLED: Final = 20
"""The same share, and the fewest equal messages, where the titles differ."""

_MIN_MESSAGES_SAME_PEOPLE: Final = 3
"""The fewest equal messages where titles differ and people do not, and the common time holds nothing else."""

_MIN_FINGERPRINT_CHARS: Final = 6
"""Characters of texts by which conversations of different titles are compared at all; "ok" says nothing."""

_MAX_FINGERPRINT_CONVERSATIONS: Final = 20
"""Conversations beyond which an equal message is one that was sent to everybody."""


def may_be_same_chat(first: Conversation, second: Conversation) -> bool:
    """Whether only their contents tell two conversations apart; neither is then a comparison for the other."""
    has_keys = first.has_app_key and second.has_app_key
    return not has_keys and first.app == second.app and first.group == second.group and _has_same_title(first, second)


def history_groups(parts: Sequence[ParsedConversation]) -> list[list[int]]:
    """Numbers of the parts of each history, in the order of their first parts."""
    root = list(range(len(parts)))
    keys = [_app_keys(part.conversation) for part in parts]

    def find(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    for first, second in _candidates(parts):
        ours, theirs = find(first), find(second)
        is_named = parts[first].conversation.has_app_key and parts[second].conversation.has_app_key
        if ours == theirs or (not is_named and _are_others(keys[ours], keys[theirs])):
            continue
        if _is_one_history(parts[first], parts[second]):
            root[max(ours, theirs)] = min(ours, theirs)
            keys[ours] = keys[theirs] = keys[ours] | keys[theirs]
    groups: dict[int, list[int]] = {}
    for number in range(len(parts)):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def _app_keys(conversation: Conversation) -> frozenset[tuple[str, str]]:
    """App and key, where the key is the app's own."""
    return frozenset({(conversation.app, conversation.key)} if conversation.has_app_key else ())


def _are_others(ours: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]) -> bool:
    """Whether an app names two histories, and differently."""
    apps = {app for app, _ in ours} & {app for app, _ in theirs}
    return bool(apps) and not ours & theirs


def _candidates(parts: Sequence[ParsedConversation]) -> Iterable[tuple[int, int]]:
    """Pairs that may be parts of one history: of one title, or with equal messages."""
    by_title: dict[tuple[str, Hashable], list[int]] = {}
    for number, part in enumerate(parts):
        conversation = part.conversation
        names: list[Hashable] = [*search_names(conversation)]
        names += [] if conversation.has_app_key else [_people(part)]
        for name in names:
            by_title.setdefault((conversation.app, name), []).append(number)
    alike = set(chain.from_iterable(combinations(numbers, 2) for numbers in by_title.values()))
    is_every_pair = 2 * len(alike) == len(parts) * (len(parts) - 1)
    if is_every_pair or all(part.conversation.has_ids for part in parts):
        return sorted(alike)
    return sorted({*alike, *_with_equal_messages(parts)})


def search_names(conversation: Conversation) -> set[str]:
    """Names by which the other parts of a conversation are looked for: the app's key if it has one, else the title."""
    title = without_copy_number(conversation.title)
    if not conversation.has_app_key:
        return {title}
    if not conversation.has_ids:
        return {f"id {conversation.key}", title}  # a part that lacks the id bears the title alone
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
    if ours.has_app_key and theirs.has_app_key and ours.app == theirs.app:
        return _is_of_one_key(first, second) or _goes_on_from(ours, theirs) or _goes_on_from(theirs, ours)
    overlap = message_overlap(history_part(first), history_part(second))
    if ours.app == theirs.app and _has_same_title(ours, theirs):
        return _has_same_people(first, second) if overlap.is_disjoint else overlap.share >= _MIN_SHARE
    if overlap.senders < 2:
        return False
    if ours.app == theirs.app and _people(first) == _people(second) and overlap.share == 1:
        return overlap.matched >= _MIN_MESSAGES_SAME_PEOPLE
    return overlap.matched >= _MIN_MESSAGES_UNTITLED and overlap.share >= _MIN_SHARE_UNTITLED


def _is_of_one_key(first: ParsedConversation, second: ParsedConversation) -> bool:
    """Whether the app gives two conversations one key; two owners may each have a chat with the person of that name."""
    ours, theirs = first.conversation, second.conversation
    if ours.key != theirs.key or (ours.has_ids and theirs.has_ids):
        return ours.key == theirs.key
    has_other_owner = bool(ours.owner and theirs.owner) and ours.owner != theirs.owner
    return not has_other_owner or message_overlap(history_part(first), history_part(second)).share >= _MIN_SHARE


def _goes_on_from(later: Conversation, earlier: Conversation) -> bool:
    return earlier.has_successor and later.predecessor is not None and later.predecessor == earlier.title


def _people(part: ParsedConversation) -> frozenset[str]:
    """Names of those who write in a conversation."""
    return frozenset(part.messages["sender"].drop_nulls().cast(pl.String).unique())


def _has_same_people(first: ParsedConversation, second: ParsedConversation) -> bool:
    """Whether the people of one write in the other, too; of groups half of the smaller's: people come and go."""
    ours, theirs = _people(first), _people(second)
    common, fewer = len(ours & theirs), min(len(ours), len(theirs))
    if first.conversation.group and second.conversation.group:
        return 2 * common >= fewer > 0 and common > 1
    return first.conversation.group == second.conversation.group and 0 < common == fewer


def history_part(part: ParsedConversation, label: str = "") -> HistoryPart:
    """A conversation as it is compared and merged; its label tells it from the others."""
    ids = part.conversation.key if part.conversation.has_ids else ""
    return HistoryPart(sort(part.messages), part.conversation.clock, label, ids)
