"""Renames senders of conversations: the owner, and everybody else, under one name wherever they write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import polars as pl

from unlike.readers.base import Conversation, ParsedConversation

NAMELESS_OWNER: Final = "Me"
"""The owner's name in exports that tell which side is theirs, and not what they are called."""


def senders_of(part: ParsedConversation) -> frozenset[str]:
    """Names of everybody who writes in a conversation."""
    return frozenset(part.messages["sender"].drop_nulls().cast(pl.String).unique())


def with_sender_names(part: ParsedConversation, names: Mapping[str, str]) -> ParsedConversation:
    """A conversation with other names for some of its senders.

    Args:
        part: the conversation.
        names: the new name of a sender by the present one; nobody who is not in it bears a new name already.
    """
    new = {name: names[name] for name in senders_of(part) if names.get(name, name) != name}
    if not new:
        return part
    senders = pl.col("sender").cast(pl.String).replace(new).cast(pl.Categorical())
    owner = part.conversation.owner
    return replace(
        part,
        conversation=replace(
            part.conversation,
            owner=new.get(owner, owner) if owner else None,
            former_senders=tuple(
                replace(sender, present_name=new.get(sender.present_name, sender.present_name))
                for sender in part.conversation.former_senders
            ),
        ),
        messages=part.messages.with_columns(senders),
    )


def common_owner(conversations: Iterable[Conversation]) -> str | None:
    """The owner's name in most of some conversations; None where none tells it."""
    names = [conversation.owner for conversation in conversations if conversation.owner]
    return common_name(names) if names else None


def common_name(names: Iterable[str]) -> str:
    """The commonest of some names of the owner, at least one; "Me" only where there is no other."""
    counts = Counter(names)
    return max(sorted(counts), key=lambda name: (name != NAMELESS_OWNER, counts[name]))


def with_owner_name(part: ParsedConversation, name: str) -> ParsedConversation:
    """A conversation with the owner under one name, where it tells that they bear another there.

    Where somebody of that name writes in it already, nobody is renamed: that may be somebody else.
    """
    owner = part.conversation.owner
    if owner in (None, name) or name in senders_of(part):
        return part
    renamed = with_sender_names(part, {owner: name})
    return replace(renamed, conversation=replace(renamed.conversation, owner=name))
