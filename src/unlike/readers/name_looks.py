"""Names as they look: people are known by what can be seen of their names, however that is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

import polars as pl

from unlike.i18n import lazy
from unlike.messages.schema import REACTION
from unlike.readers.base import FormerSender, ParsedConversation
from unlike.readers.distinct_names import people_title
from unlike.readers.formats.value_names import is_visible, name_look
from unlike.readers.sender_renaming import senders_of, with_sender_names
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_MOST_NAMES: Final = 5
_PAIR: Final = 2


def with_plain_names(part: ParsedConversation) -> ParsedConversation:
    """A conversation in which every sender's name is written as it looks; those of one look are one person.

    Readers that know people by ids give those of one look another name each. Whoever has a name of which nothing can be
    seen is unknown.
    """
    part = _with_visible_title(part)
    present = senders_of(part)
    names = {name: look for name in present if (look := _look(name)) != name}
    if not names:
        return part
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in sorted(present):
        spellings[names.get(name, name)].append(name)
    joined = [look for look, several in spellings.items() if len(several) > 1 and look != UNKNOWN_SENDER]
    is_pair = bool(joined) and len(spellings) <= _PAIR < len(present)  # it was a group by its spellings alone
    renamed = with_sender_names(part, names)
    conversation = renamed.conversation
    former = [FormerSender(conversation.key, name, look) for name, look in sorted(names.items())]
    notes = [_joined_note(joined)] if joined else []
    return replace(
        renamed,
        conversation=replace(
            conversation,
            group=conversation.group and not is_pair,
            former_senders=(*conversation.former_senders, *former),
            notes=(*conversation.notes, *notes),
        ),
        messages=_with_plain_reactions(renamed.messages, names),
    )


def _look(name: str) -> str:
    """What can be seen of a name; where that is nothing, what those are called whom nothing names."""
    return name_look(name) if is_visible(name) else UNKNOWN_SENDER


def _with_visible_title(part: ParsedConversation) -> ParsedConversation:
    """A conversation whose title can be seen: without one it is called after those who write in it."""
    conversation = part.conversation
    if is_visible(conversation.title):
        return part
    others = sorted(name for name in senders_of(part) - {conversation.owner} if is_visible(name))
    title = people_title(others, has_key=True) or UNKNOWN_SENDER
    return replace(part, conversation=replace(conversation, title=title))


def _with_plain_reactions(messages: pl.DataFrame, names: dict[str, str]) -> pl.DataFrame:
    """The rows with the same names in their reactions."""
    if messages["reactions"].null_count() == messages.height:
        return messages
    sender = pl.element().struct.field("sender").cast(pl.String).replace(names)
    reaction = pl.struct(pl.element().struct.field("emoji"), sender.alias("sender")).cast(REACTION)
    return messages.with_columns(pl.col("reactions").list.eval(reaction))


def _joined_note(names: list[str]) -> str:
    """Say whose name is written in several ways that look alike."""
    shown = ", ".join(f"“{name}”" for name in names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
    return lazy("Names that differ only in what cannot be seen count as one person's: {names}.", names=shown)
