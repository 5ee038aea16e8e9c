"""The utterances of a corpus as conversations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from unlike.errors import BrokenExportError
from unlike.i18n import mark
from unlike.messages import KIND_NAMES
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    RecordRow,
    gathered_conversation,
    second_or_millisecond,
)
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, unnamed_chat
from unlike.readers.formats.json_lines import json_lines
from unlike.readers.formats.json_tree import json_tree, skip_damaged
from unlike.readers.formats.value_names import value_name
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_REMOVED: Final = frozenset({"[deleted]", "[removed]"})
"""What stands in the place of words that were taken away, on Reddit."""

_UNTYPED: Final = frozenset({"call", "deleted", "system"})
_NO_CHAT: Final = "?"
_UNKNOWN: Final = UNKNOWN_SENDER
_RECORD: Final = rb'"(?:conversation_id|root)"\s*:'
_CLOCK: Final = timedelta(seconds=1)


@dataclass(slots=True)
class CorpusConversation:
    """A conversation so far: its rows, whether the file breaks off in it, and how many utterances name none."""

    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[str] = field(default_factory=set)
    is_cut: bool = False
    unnamed: int = 0


def corpus_conversations(
    file: ExportFile, progress: Progress, *, has_kinds: bool = False
) -> dict[str, CorpusConversation]:
    """The conversations in a file by their ids, in the order in which they first stand there.

    Args:
        file: utterances.jsonl, or utterances.json of older versions.
        progress: called with (bytes read so far, bytes in all).
        has_kinds: `meta` says of what kind each utterance is, as `unlike export` writes it.

    Raises:
        BrokenExportError: it is no list.
    """
    chats: dict[str, CorpusConversation] = {}
    last = CorpusConversation()
    for place, value, is_half in _utterances(file, progress):
        if isinstance(value, dict):
            named = value_name(value.get("conversation_id")) or value_name(value.get("root"))
            begun = last if not chats and last.records.total else CorpusConversation()
            last = chats.setdefault(named or _NO_CHAT, begun)
            last.unnamed += not named
            _add(last, value, place, has_kinds=has_kinds)
        elif is_half is None:
            last.is_cut = skip_damaged(last.records, place, value) or last.is_cut
        else:
            last.records.total += 1
            last.records.skip(place, ENDS_INSIDE if is_half else DAMAGED)
            last.is_cut = last.is_cut or is_half
    return chats or ({_NO_CHAT: last} if last.records.total else {})


def corpus_conversation(
    ident: str, chat: CorpusConversation, titles: Mapping[str, str], owners: Mapping[str, str]
) -> GatheredConversation:
    """A conversation by its id, with a title and the owner where the corpus tells them.

    Args:
        ident: its id.
        chat: its utterances.
        titles: by the ids of conversations.
        owners: the owner's name, by the ids of conversations.
    """
    speakers = {row.sender for row in chat.records.rows if row.sent_at is not None}
    owner = owners.get(ident)
    conversation = Conversation(
        key=f"convokit:{ident}",
        title=titles.get(ident) or ident,
        app="convokit",
        group=len(speakers) > 2,
        owner=owner if owner in speakers else None,
        clock=_CLOCK,
        notes=((unnamed_chat(chat.unnamed),) if chat.unnamed else ()) + ((BREAKS_OFF,) if chat.is_cut else ()),
        has_ids=not chat.unnamed,
        breaks_off=chat.is_cut,
    )
    return gathered_conversation(conversation, chat.records, has_reactions=False)


def _utterances(file: ExportFile, progress: Progress) -> Iterator[tuple[str, object, bool | None]]:
    """Place and value of each utterance; of damaged lines whether the file breaks off in them."""
    if not file.head(1_000).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        for line in json_lines(file, progress):
            yield f"L{line.number}", line.value, line.is_last
        return
    tree = json_tree(file, 1, _RECORD, progress)
    if tree is None or not isinstance(tree.value, list):
        raise BrokenExportError(file.path, file.name, mark("it is damaged, and no message can be read"))
    for number, value in enumerate(tree.value, 1):
        yield f"entry {number}", value, None


def _add(chat: CorpusConversation, utterance: Mapping[str, Any], place: str, *, has_kinds: bool) -> None:
    ident, answered = value_name(utterance.get("id")), utterance.get("reply_to", utterance.get("reply-to"))
    chat.records.total += 1
    if ident and ident in chat.seen:
        chat.records.repeated += 1
        return
    chat.seen.add(ident)
    text = utterance.get("text")
    words = text if isinstance(text, str) else None
    speaker = utterance.get("speaker", utterance.get("user"))
    at, is_moment = _time(utterance.get("timestamp"))
    row = RecordRow(
        ref=f"m{ident}" if ident else place,
        sent_at=at,
        sender=value_name(speaker.get("id") if isinstance(speaker, dict) else speaker) or _UNKNOWN,
        kind=(_own_kind(utterance, words) if has_kinds else None) or _kind(words),
        text=words,
        reply_to=f"m{value_name(answered)}" if value_name(answered) else None,
        sent_by_wall_clock=not is_moment,
    )
    chat.records.rows.append(row)


def _own_kind(utterance: Mapping[str, Any], words: str | None) -> str | None:
    """The kind that an utterance says it is of; None where it says none, or one in which nobody types its words."""
    meta = utterance.get("meta")
    kind = meta.get("kind") if isinstance(meta, dict) else None
    if kind not in KIND_NAMES or (kind in _UNTYPED and _kind(words) == "text" and (words or "").strip()):
        return None
    return str(kind)


def _kind(words: str | None) -> str:
    return "deleted" if (words or "").strip() in _REMOVED else "text"


def _time(value: object) -> tuple[int | None, bool]:
    """A time as microseconds, and whether it is a moment: seconds or thousandths since 1970, or ISO 8601."""
    number = second_or_millisecond(value)
    return iso_microseconds(value) if number is None else (number, True)
