"""Names as they look: people are known by what can be seen of their names, however that is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

import polars as pl

from unlike.i18n import lazy
from unlike.messages.schema import REACTION
from unlike.readers.base import FormerSender, ParsedConversation
from unlike.readers.formats.value_names import name_look
from unlike.readers.sender_renaming import senders_of, with_sender_names

_MOST_NAMES: Final = 5
_PAIR: Final = 2


def with_plain_names(part: ParsedConversation) -> ParsedConversation:
    """A conversation in which every sender's name is written as it looks; those of one look are one person.

    Readers that know people by ids give those of one look another name each.
    """
    present = senders_of(part)
    names = {name: look for name in present if (look := name_look(name)) != name}
    if not names:
        return part
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in sorted(present):
        spellings[names.get(name, name)].append(name)
    joined = [look for look, several in spellings.items() if len(several) > 1]
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
