"""One SMS or MMS of a backup: with whom, who sent it, when, and what."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from unlike.i18n import mark
from unlike.readers.conversation_rows import microseconds
from unlike.readers.formats.value_names import is_visible
from unlike.readers.formats.xml_records import XmlRecord

OWNER: Final = "Me"
"""The owner, whose name no backup tells."""

_RECEIVED: Final = 1
_DRAFT: Final = 3
_FAILED: Final = 5
_RECEIVED_BOX: Final = str(_RECEIVED)
_SENT: Final = (2, 4, 6)
"""Sent, or still waiting to be."""

_UNSENT: Final = frozenset({str(_DRAFT), str(_FAILED)})
_BOXES: Final = frozenset(map(str, (_RECEIVED, _DRAFT, _FAILED, *_SENT)))

_SENDER: Final = "137"
"""Type of an address in an MMS: who it is from (Android's PduHeaders)."""

_PLACEHOLDERS: Final = frozenset({"", "null", "(Unknown)", "insert-address-token"})
_FIRST_MILLISECONDS: Final = 100_000_000_000
"""Smaller dates of an MMS are seconds."""

_MOST_DIGITS: Final = 15
"""Digits of a date that is surely a number with measure."""

_KINDS: Final = {"image": "image", "video": "video", "audio": "audio"}
_CONTACTS: Final = frozenset({"text/x-vcard", "text/vcard", "text/directory"})
_NO_CONTENT: Final = frozenset({"application/smil", "text/plain"})

NO_BOX: Final = mark("it does not say whether it was sent or received")
NO_ADDRESS: Final = mark("it does not say with whom")


class SmsRecord(NamedTuple):
    """A message of a backup.

    Attributes:
        addresses: of all others in it; empty where it does not say.
        sender: address of who sent it; None for the owner.
        sent_at: microseconds since 1970, by the owner's phone.
        kind: one of the table's kinds.
        text: what was typed.
        names: of the addresses, where the phone knew them.
        fault: why it is no message.
        unsent: it is a draft, or could not be sent.
        own_address: the owner's number, where an MMS tells.
    """

    addresses: tuple[str, ...]
    sender: str | None
    sent_at: int | None
    kind: str
    text: str | None
    names: tuple[str, ...]
    fault: str | None = None
    unsent: bool = False
    own_address: str | None = None


_People: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Addresses of all others in a message, and their names."""


class SmsRecords:
    """The elements of one backup as messages; what is told of the same people is looked at once."""

    def __init__(self) -> None:
        self._people: dict[tuple[str | None, str | None, tuple[str, ...]], _People] = {}

    def message(self, record: XmlRecord) -> SmsRecord:
        """An element as a message; it must not be damaged."""
        attributes = record.attributes or {}
        sender_addresses = (
            _value(values, "address") for name, values in record.inside if name == "addr" and _is_sender(values)
        )
        senders = tuple(filter(None, sender_addresses)) if record.inside else ()
        asked = (attributes.get("address"), attributes.get("contact_name"), senders)
        people = self._people.get(asked)
        if people is None:
            people = self._people[asked] = _people(*asked)
        return _message(record, attributes, people, senders)


def _message(record: XmlRecord, attributes: dict[str, str], people: _People, senders: tuple[str, ...]) -> SmsRecord:
    addresses, names = people
    is_mms = record.name == "mms"
    box = attributes.get("msg_box" if is_mms else "type")
    kind, text = _mms_content(record) if is_mms else ("text", _value(attributes, "body"))
    received = box == _RECEIVED_BOX
    first = senders[0] if senders else None
    sender = _sender(addresses, first) if received else None
    fault = NO_ADDRESS if not addresses else None if box in _BOXES else NO_BOX
    own_address = None if received else first
    return SmsRecord(addresses, sender, _sent_at(attributes), kind, text, names, fault, box in _UNSENT, own_address)


def _value(attributes: dict[str, str], name: str) -> str | None:
    """A value; None for the words that stand for nothing."""
    value = attributes.get(name, "")
    return None if value in _PLACEHOLDERS else value


def _is_sender(values: dict[str, str]) -> bool:
    return values.get("type") == _SENDER


def _people(thread: str | None, contact_name: str | None, senders: tuple[str, ...]) -> _People:
    """The addresses of the others, which are those of the thread, else who sent it; and their names."""
    parts = [] if thread is None else [part.strip() for part in thread.split("~")]
    addresses = tuple(dict.fromkeys([part for part in parts if part not in _PLACEHOLDERS] or senders))
    return addresses, _names(contact_name, len(addresses))


def _sender(addresses: tuple[str, ...], first: str | None) -> str | None:
    """Who sent what was received: the only other person, or who the MMS says."""
    return addresses[0] if len(addresses) == 1 else first or next(iter(addresses), None)


def _names(joined: str | None, number: int) -> tuple[str, ...]:
    """Names of the addresses, where there is one for each."""
    if joined is None or joined in _PLACEHOLDERS:
        return ()
    names = [" ".join(joined.split())] if number == 1 else [" ".join(name.split()) for name in joined.split(", ")]
    known = tuple("" if name in _PLACEHOLDERS or not is_visible(name) else name for name in names)
    return known if len(known) == number else ()


def _sent_at(attributes: dict[str, str]) -> int | None:
    date = attributes.get("date", "")
    is_plain = len(date) <= _MOST_DIGITS and date.isascii() and date.isdigit()
    at = int(date) * 1_000 if is_plain else microseconds(_value(attributes, "date"), 1_000)
    return at * 1_000 if at is not None and 0 < at < _FIRST_MILLISECONDS * 1_000 else at


def _mms_content(record: XmlRecord) -> tuple[str, str | None]:
    """Kind and words of an MMS."""
    parts = [values for name, values in record.inside if name == "part"]
    words = [text for part in parts if _is_words(part) and (text := _value(part, "text"))]
    kinds = [_part_kind(part.get("ct", "").lower()) for part in parts if part.get("ct") not in _NO_CONTENT]
    return (kinds[0] if kinds else "text"), "\n".join(words) or None


def _is_words(part: dict[str, str]) -> bool:
    """Whether the text of a part is what was typed: the text of any other is a layout, or the name of a file."""
    media = part.get("ct", "").lower()
    return media == "text/plain" or "/" not in media


def _part_kind(media: str) -> str:
    if media in _CONTACTS:
        return "contact"
    if media == "image/gif":
        return "gif"
    return _KINDS.get(media.partition("/")[0], "document")
