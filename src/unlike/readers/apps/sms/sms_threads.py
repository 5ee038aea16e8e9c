"""The conversations of a backup: one for the same people, however their numbers are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy
from unlike.readers.apps.sms.phone_numbers import number_key, same_numbers
from unlike.readers.apps.sms.sms_records import OWNER, SmsRecord, SmsRecords
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
)
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, other_count
from unlike.readers.formats.value_names import name_look
from unlike.readers.formats.xml_records import XmlRecords
from unlike.readers.record_refs import refs_apart

CLOCK: Final = timedelta(seconds=1)
"""Phones write milliseconds, networks whole seconds."""

_TAIL_DIGITS: Final = 4
"""Digits of a number that tell it from another of the same name."""


@dataclass(slots=True)
class SmsBackup:
    """All messages of a backup.

    Attributes:
        messages: place and message.
        skipped: what is no message, each with the number of messages that stand before it.
        total: elements, but for those that were never sent.
        unsent: drafts, and messages that could not be sent.
        counted: how many the file says there are.
        is_cut: the file breaks off.
    """

    messages: list[tuple[str, SmsRecord]] = field(default_factory=list)
    skipped: list[tuple[int, SkippedRecord]] = field(default_factory=list)
    total: int = 0
    unsent: int = 0
    counted: int | None = None
    is_cut: bool = False


def sms_backup(file: ExportFile, counted: int | None, progress: Progress) -> SmsBackup:
    """Everything in a backup.

    Args:
        file: the backup.
        counted: how many messages its head says there are.
        progress: called with (bytes read so far, bytes in all).
    """
    backup = SmsBackup(counted=counted)
    records = SmsRecords()
    elements = XmlRecords(file, ("sms", "mms"), blanked=("data",))
    for element in elements.records(progress):
        backup.total += 1
        place = f"{element.name} {element.number}"
        message = None if element.attributes is None else records.message(element)
        if message is None:
            why = ENDS_INSIDE if element.is_last else DAMAGED
            backup.skipped.append((len(backup.messages), SkippedRecord(place, why)))
        elif message.unsent:
            backup.unsent += 1
            backup.total -= 1
        elif message.fault:
            backup.skipped.append((len(backup.messages), SkippedRecord(place, message.fault)))
        else:
            backup.messages.append((place, message))
    backup.is_cut = elements.is_cut
    return backup


def sms_conversations(backup: SmsBackup) -> list[GatheredConversation]:
    """The conversations, in the order in which they first have a message."""
    same = same_numbers(_all_addresses(backup.messages))
    names = _names(backup.messages, same)
    own = {same[message.own_address] for _, message in backup.messages if message.own_address}
    thread_of = {
        addresses: _thread(addresses, same, own) for addresses in {each.addresses for _, each in backup.messages}
    }
    threads = [thread_of[message.addresses] for _, message in backup.messages]
    chats: dict[tuple[str, ...], ConversationRows] = {thread: ConversationRows() for thread in threads}
    sender_of = {address: names[number] for address, number in same.items()}
    seen: set[int] = set()
    for thread, (place, message) in zip(threads, backup.messages, strict=True):
        row = _row(place, message, sender_of)
        content, chat = hash((thread, row)), chats[thread]
        chat.total += 1
        if content in seen and message.sent_at is not None:
            chat.repeated += 1
        else:
            chat.rows.append(row)
        seen.add(content)
    for before, record in backup.skipped if threads else ():
        chat = chats[threads[max(before - 1, 0)]]  # the one that stands before it: nothing tells where it belongs
        chat.total += 1
        chat.skipped.append(record)
    keys = _keys(chats)
    return [_conversation(keys[thread], thread, _with_refs(rows), names, backup) for thread, rows in chats.items()]


def _keys(threads: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The key of each thread: what is alike for its numbers in every backup, else the numbers where two have that."""
    short = {thread: ",".join(sorted(map(number_key, thread))) for thread in threads}
    shared = Counter(short.values())
    return {thread: f"sms:{key if shared[key] == 1 else ','.join(thread)}" for thread, key in short.items()}


def _with_refs(rows: ConversationRows) -> ConversationRows:
    """The rows of a thread with refs of their own: a moment is no id where several messages are of it."""
    rows.rows = refs_apart(rows.rows, lambda row: f"{row.sender == OWNER} {row.kind} {row.text}")
    return rows


def _all_addresses(messages: Sequence[tuple[str, SmsRecord]]) -> set[str]:
    people = {(message.addresses, message.sender, message.own_address) for _, message in messages}
    return {address for addresses, *others in people for address in (*addresses, *filter(None, others))}


def _thread(addresses: Sequence[str], same: dict[str, str], own: AbstractSet[str]) -> tuple[str, ...]:
    """The numbers of all others in a message to some addresses."""
    numbers = {same[address] for address in addresses}
    return tuple(sorted(numbers - own or numbers))


def backup_notes(backup: SmsBackup) -> Iterator[str]:
    """What is odd about the whole file."""
    if backup.counted is not None and backup.counted != backup.total + backup.unsent:
        yield other_count(backup.counted, backup.total + backup.unsent)
    if backup.unsent:
        yield lazy("Drafts and messages that could not be sent were left out: {number}.", number=backup.unsent)


def _names(messages: Sequence[tuple[str, SmsRecord]], same: dict[str, str]) -> dict[str, str]:
    """The name of every number, each once: what it is called most often, else the number; the owner's is kept free."""
    counted: dict[str, Counter[str]] = {}
    for (addresses, called), times in Counter((message.addresses, message.names) for _, message in messages).items():
        for address, name in zip(addresses, called, strict=False):
            if name:
                counted.setdefault(same[address], Counter())[name] += times
    shown = {number: counted[number].most_common(1)[0][0] if number in counted else number for number in same.values()}
    return distinct_names(
        {
            number: (f"{name} ({number})" if name_look(name) == OWNER else name, number[-_TAIL_DIGITS:])
            for number, name in shown.items()
        }
    )


def _row(place: str, message: SmsRecord, sender_of: Mapping[str, str]) -> RecordRow:
    _, sender, sent_at, kind, text, *_ = message
    ref = place if sent_at is None else f"m{sent_at // 1_000}"
    return RecordRow(ref, sent_at, OWNER if sender is None else sender_of[sender], kind, text)


def _conversation(
    key: str, thread: tuple[str, ...], rows: ConversationRows, names: dict[str, str], backup: SmsBackup
) -> GatheredConversation:
    people = sorted(names[number] for number in thread)
    conversation = Conversation(
        key=key,
        title=people_title(people, has_key=True),
        app="sms",
        group=len(thread) > 1,
        owner=OWNER,
        clock=CLOCK,
        has_ids=True,
        notes=(BREAKS_OFF,) if backup.is_cut else (),
        breaks_off=backup.is_cut,
    )
    return gathered_conversation(conversation, rows, has_reactions=False)
