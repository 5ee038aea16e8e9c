"""Who is who in Signal's own export: people, groups, and the owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from unlike.readers.distinct_names import distinct_names
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

JsonObject: TypeAlias = dict[str, Any]

OWNER_NAME: Final = "Me"
"""The owner, where the export has no name."""

_UNKNOWN: Final = UNKNOWN_SENDER


@dataclass(slots=True)
class SignalRecipients:
    """The recipients of an export, by their ids in it.

    Attributes:
        account: what the export says about the owner.
        recipients: each as the export has it.
        chats: the chats, by their ids.
    """

    account: JsonObject = field(default_factory=dict)
    recipients: dict[str, JsonObject] = field(default_factory=dict)
    chats: dict[str, JsonObject] = field(default_factory=dict)

    @property
    def owners(self) -> tuple[str, ...]:
        """The owner's ids; several where they had another number or account before."""
        return tuple(who for who, recipient in self.recipients.items() if "self" in recipient)

    def shown_names(self, strangers: Iterable[str] = ()) -> dict[str, str]:
        """The name of every recipient, each name once; all ids of the owner's have one.

        Args:
            strangers: ids that are no recipient's; an empty one is of those who have none.
        """
        people = {who: (self._name(who), _tail(who, recipient)) for who, recipient in self.recipients.items()}
        people |= {who: (f"{_UNKNOWN} {who}".strip(), who or "?") for who in strangers if who not in self.recipients}
        first, others = self.owners[:1], self.owners[1:]
        names = distinct_names({who: person for who, person in people.items() if who not in others})
        return names | {who: names[owner] for owner in first for who in others}

    def recipient_of(self, chat: str) -> str | None:
        """With whom a chat is."""
        return identifier(self.chats.get(chat, {}).get("recipientId"))

    def _name(self, who: str) -> str:
        recipient = self.recipients[who]
        if "self" in recipient:
            return _full_name(self.account, "givenName", "familyName") or OWNER_NAME
        if "group" in recipient:
            snapshot = as_object(as_object(recipient["group"]).get("snapshot"))
            return plain(as_object(snapshot.get("title")).get("title")) or f"Group {who}"
        return _contact_name(as_object(recipient.get("contact"))) or f"{_UNKNOWN} {who}"


def stable_key(recipient: Mapping[str, Any]) -> str | None:
    """What is alike for a recipient in every export; None where nothing is."""
    if "group" in recipient:
        key = plain(as_object(recipient["group"]).get("masterKey"))
        return f"signal:group:{key}" if key else None
    contact = as_object(recipient.get("contact"))
    for name in ("aci", "e164", "pni"):
        value = identifier(contact.get(name))
        if value:
            return f"signal:{name}:{value}"
    return None


def identifier(value: object) -> str | None:
    """An id, which is a number or its digits as text, as text; None for anything else."""
    if isinstance(value, str):
        return value or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 64 else None


def as_object(value: object) -> JsonObject:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_objects(value: object) -> list[JsonObject]:
    """The objects in a list; none for anything else."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def plain(value: object) -> str:
    """A text on one line, within bounds; empty for anything else."""
    return bounded_name(value) if isinstance(value, str) else ""


def _contact_name(contact: JsonObject) -> str:
    """The name that the app shows: the owner's own for the person, the phone's, the person's own, the number."""
    attempts = (
        _full_name(as_object(contact.get("nickname")), "given", "family"),
        _full_name(contact, "systemGivenName", "systemFamilyName"),
        _full_name(contact, "profileGivenName", "profileFamilyName"),
        _number(contact),
        plain(contact.get("username")),
    )
    return next((name for name in attempts if name), "")


def _full_name(fields: JsonObject, given: str, family: str) -> str:
    return " ".join(filter(None, (plain(fields.get(given)), plain(fields.get(family)))))


def _number(contact: JsonObject) -> str:
    digits = identifier(contact.get("e164")) or ""
    return f"+{digits.removeprefix('+')}" if digits else ""


def _tail(who: str, recipient: JsonObject) -> str:
    """What tells a recipient from another of the same name."""
    return _number(as_object(recipient.get("contact")))[-4:] or who
