"""Addresses of WhatsApp (JIDs): which kind of chat they name, and what people are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from unlike.readers.distinct_names import distinct_names
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

OWNER: Final = "Me"
"""The owner, whose name no database tells for sure."""

UNKNOWN: Final = UNKNOWN_SENDER
NOBODY: Final = ""
"""In place of the address of a sender that a message does not tell."""

_GROUP: Final = "g.us"
_DIRECT: Final = frozenset({"s.whatsapp.net", "c.us", "lid", "hosted", "hosted.lid"})


def server_of(jid: str) -> str:
    """What stands behind the @."""
    return jid.rpartition("@")[2]


def is_group(jid: str) -> bool:
    """Whether it names a group."""
    return server_of(jid) == _GROUP


def is_chat(jid: str) -> bool:
    """Whether it names a chat of people: neither a status, a broadcast nor a channel."""
    return jid != "status@broadcast" and (is_group(jid) or server_of(jid) in _DIRECT)


def bare(jid: object) -> str:
    """An address without the number of the device; empty for anything else."""
    if not isinstance(jid, str) or "@" not in jid:
        return ""
    user, _, server = jid.rpartition("@")
    return f"{user.partition(':')[0].partition('.')[0]}@{server}"


def plain(name: object) -> str:
    """A name on one line; empty for anything else."""
    return bounded_name(name) if isinstance(name, str) else ""


def number_of(jid: str) -> str:
    """The phone number of an address; what stands before the @ where it is none."""
    user, _, server = jid.rpartition("@")
    return f"+{user}" if server in {"s.whatsapp.net", "c.us"} and user.isdecimal() else user or UNKNOWN


def shown_names(jids: Mapping[str, str]) -> dict[str, str]:
    """A name for every address, each once, and none that is the owner's.

    Args:
        jids: the name that is known of each; empty where none is.
    """
    people = {jid: (name or number_of(jid), number_of(jid)[-4:]) for jid, name in jids.items()}
    names = distinct_names(people)
    return {jid: f"{name} ({number_of(jid)})" if name == OWNER else name for jid, name in names.items()}
