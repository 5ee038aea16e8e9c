"""Renames senders of conversations: the owner, and everybody else, under one name wherever they write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from unlike.readers.base import ParsedConversation


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


def with_owner_name(part: ParsedConversation, name: str) -> ParsedConversation:
    """A conversation with the owner under one name, where it tells that they bear another there.

    Where somebody of that name writes in it already, nobody is renamed: that may be somebody else.
    """
    owner = part.conversation.owner
    if owner in (None, name) or name in senders_of(part):
        return part
    renamed = with_sender_names(part, {owner: name})
    return replace(renamed, conversation=replace(renamed.conversation, owner=name))
