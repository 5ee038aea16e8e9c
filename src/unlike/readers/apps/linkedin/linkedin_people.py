"""Who is who in LinkedIn's messages: people who stand there with their profile once and by name alone elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from unlike.readers.apps.linkedin.message_cells import MEMBER, MessageCells


@dataclass(frozen=True, slots=True)
class LinkedInOwner:
    """The owner.

    Attributes:
        profile: address of their profile, else their name.
        name: by which they stand there without it; empty where several have that name.
    """

    profile: str
    name: str


def names_of(rows: Iterable[MessageCells]) -> dict[str, str]:
    """The first name of everybody of whom it is certain, by profile address, else by the name itself.

    A profile that LinkedIn calls a member, or nothing, in some rows has the name that it bears in others.
    """
    names: dict[str, str] = {}
    for cells in rows:
        for who, name in cells.names.items():
            if names.get(who, MEMBER) == MEMBER:
                names[who] = name
    return names


def people_of(cells: MessageCells) -> set[str]:
    """Everybody in a message."""
    return {cells.sender, *cells.recipients}


def with_profiles(chat: Sequence[MessageCells]) -> list[MessageCells]:
    """The messages of a conversation, those by name alone with the one profile of that name in it."""
    names = names_of(chat)
    profiles = _profiles(names)
    same = {name: profiles[name] for who, name in names.items() if who == name and name in profiles}
    return [_renamed(cells, same) for cells in chat] if same else list(chat)


def with_owner_profile(chat: Sequence[MessageCells], owner: LinkedInOwner) -> list[MessageCells]:
    """The messages of a conversation, those of the owner's name alone with their profile."""
    same = {owner.name: owner.profile} if owner.name and owner.name != owner.profile else {}
    return [_renamed(cells, same) for cells in chat] if same else list(chat)


def linkedin_owner(chats: Sequence[Sequence[MessageCells]], name: str) -> LinkedInOwner | None:
    """The only profile of the owner's name, else the one person who is in each of several conversations.

    Args:
        chats: of the whole file, as `with_profiles` returns them.
        name: what the rest of the copy calls its owner; empty where it is not there.
    """
    names = names_of(cells for chat in chats for cells in chat)
    profiles = _profiles(names)
    own = {profiles.get(called, who) for who, called in names.items() if name and called.casefold() == name.casefold()}
    if len(own) != 1:
        everybody = [{profiles.get(who, who) for cells in chat for who in people_of(cells)} for chat in chats if chat]
        own = set[str].intersection(*everybody) if len(everybody) > 1 else set()
    if len(own) != 1:
        return None
    (profile,) = own
    called = names.get(profile, "")
    return LinkedInOwner(profile, called if profiles.get(called) == profile else "")


def _profiles(names: Mapping[str, str]) -> dict[str, str]:
    """The address of the profile of each name that only one has."""
    by_name: dict[str, set[str]] = {}
    for who, name in names.items():
        if who != name:
            by_name.setdefault(name, set()).add(who)
    return {name: next(iter(addresses)) for name, addresses in by_name.items() if len(addresses) == 1}


def _renamed(cells: MessageCells, same: Mapping[str, str]) -> MessageCells:
    if not (people_of(cells) & same.keys()):
        return cells
    return replace(
        cells,
        sender=same.get(cells.sender, cells.sender),
        recipients=tuple(same.get(who, who) for who in cells.recipients),
        names={same.get(who, who): name for who, name in cells.names.items()},
    )
