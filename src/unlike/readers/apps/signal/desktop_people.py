"""Who is who in Signal Desktop's database, in the shape in which Signal's own export says it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import msgspec

from unlike.readers.apps.signal.recipients import JsonObject, SignalRecipients, identifier
from unlike.readers.formats.json_lines import DECODING_ERRORS
from unlike.readers.formats.sqlite_db import Database
from unlike.readers.formats.table_values import column_rows, integer_of, text_of

_SIGNAL_ITSELF: Final = "11111111-1111-4111-8111-111111111111"
"""Account id of what Signal itself writes."""

_PNI: Final = "pni:"
_COLUMNS: Final = (
    *("id", "type", "serviceId", "uuid", "e164", "name", "profileName", "profileFamilyName", "groupId", "json"),
)
_OWN_ITEMS: Final = ("uuid_id", "number_id", "pni")
_DEVICE: Final = re.compile(r"\.\d{1,9}$")
_NUMBER: Final = re.compile(r"[0-9]{3,15}")
_ISOLATED: Final = re.compile("\u2068(.*)\u2069", re.DOTALL)
"""A name between the marks that keep its direction apart."""


@dataclass(slots=True)
class DesktopPeople:
    """The conversations of a database, each of which is a person, a group, or the owner.

    Attributes:
        recipients: by the conversations' ids, as Signal's own export has them.
        groups: ids of groups.
        owner: ids of the owner's own conversation.
        by_account: conversation of each account id, in lower case, and of each number, in digits.
    """

    recipients: SignalRecipients = field(default_factory=SignalRecipients)
    groups: set[str] = field(default_factory=set)
    owner: set[str] = field(default_factory=set)
    by_account: dict[str, str] = field(default_factory=dict)

    def conversation_of(self, *accounts: object) -> str | None:
        """The conversation of the first account id, number or conversation id that is told."""
        for account in accounts:
            ident = identifier(account)
            if ident:
                return self.by_account.get(_account(ident)) or ident
        return None


def desktop_people(database: Database) -> DesktopPeople:
    """Everybody in a database."""
    own = set(_own_accounts(database))
    people = DesktopPeople()
    for row in column_rows(database, "conversations", _COLUMNS):
        number = identifier(row[0])
        if number is not None:
            _add(people, number, _fields(row), own)
    return people


def json_fields(value: object) -> JsonObject | None:
    """The object in a column of JSON; None where it is damaged."""
    if not isinstance(value, str):
        return None
    try:
        fields = msgspec.json.decode(value)
    except DECODING_ERRORS:
        fields = _lenient(value)
    return fields if isinstance(fields, dict) else None


def _lenient(value: str) -> object:
    """A value of JSON that holds what no JSON may: half a character, or a number without measure; else None."""
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _fields(row: tuple[Any, ...]) -> JsonObject:
    """A conversation's values, those of columns before those in its JSON."""
    columns = dict(zip(_COLUMNS, row, strict=True))
    values = {name: value for name, value in columns.items() if name != "json" and value not in (None, "")}
    return {**(json_fields(columns["json"]) or {}), **values}


def _add(people: DesktopPeople, number: str, fields: JsonObject, own: set[str]) -> None:
    account = identifier(fields.get("serviceId")) or identifier(fields.get("uuid")) or ""
    phone = identifier(fields.get("e164")) or (number if _is_number(number, fields) else "")
    accounts = [_account(ident) for ident in (account, identifier(fields.get("pni")) or "", phone) if ident]
    for ident in accounts:
        people.by_account.setdefault(ident, number)
    recipients = people.recipients
    recipients.chats[number] = {"recipientId": number, "expirationTimerMs": integer_of(fields.get("expireTimer"))}
    if fields.get("type") == "group":
        people.groups.add(number)
        recipients.recipients[number] = {"group": _group(fields)}
    elif own.intersection(accounts):
        people.owner.add(number)
        recipients.recipients[number] = {"self": {}}
        recipients.account = {"givenName": fields.get("profileName"), "familyName": fields.get("profileFamilyName")}
    elif _account(account) == _SIGNAL_ITSELF:
        recipients.recipients[number] = {"releaseNotes": {}}
    else:
        recipients.recipients[number] = {"contact": _contact(fields, account, phone)}


def _group(fields: JsonObject) -> JsonObject:
    return {"masterKey": fields.get("masterKey"), "snapshot": {"title": {"title": fields.get("name")}}}


def _contact(fields: JsonObject, account: str, phone: str) -> JsonObject:
    """A person's ids and names; the address book's whole name stands for its parts where those are missing."""
    pni = account if _account(account).startswith(_PNI) else identifier(fields.get("pni")) or ""
    given, family = fields.get("systemGivenName"), fields.get("systemFamilyName")
    return {
        "aci": None if account == pni else _bytes_of(account),
        "pni": _bytes_of(pni),
        "e164": _digits(phone) or None,
        "username": fields.get("username"),
        "nickname": {"given": fields.get("nicknameGivenName"), "family": fields.get("nicknameFamilyName")},
        "systemGivenName": given if text_of(given) or text_of(family) else _bare_name(fields.get("name")),
        "systemFamilyName": family,
        "profileGivenName": fields.get("profileName"),
        "profileFamilyName": fields.get("profileFamilyName"),
    }


def _own_accounts(database: Database) -> Iterator[str]:
    """The owner's account ids and number; what the sessions say where the settings are silent."""
    items = {identifier(name): value for name, value in column_rows(database, "items", ("id", "json"))}
    accounts = [
        _DEVICE.sub("", value)
        for name in _OWN_ITEMS
        if (value := identifier((json_fields(items.get(name)) or {}).get("value")))
    ]
    if not accounts:
        sessions = column_rows(database, "sessions", ("ourServiceId", "ourUuid"))
        accounts = [value for row in sessions for value in map(identifier, row) if value]
    yield from map(_account, accounts)


def _account(text: str) -> str:
    """An account id in lower case, or a number in digits, so that one is found however it is written."""
    return _digits(text) or text.lower()


def _digits(text: str) -> str:
    """The digits of a phone number; empty for anything else."""
    bare = text.replace(" ", "").removeprefix("+")
    return bare if _NUMBER.fullmatch(bare) else ""


def _is_number(number: str, fields: Mapping[str, Any]) -> bool:
    """Whether a conversation's id is the person's number, as it was until 2020."""
    return fields.get("type") != "group" and bool(_digits(number))


def _bytes_of(account: str) -> str | None:
    """An account id as Signal's own export writes it: its sixteen bytes in base64."""
    try:
        return base64.b64encode(UUID(_account(account).removeprefix(_PNI)).bytes).decode()
    except ValueError:
        return None


def _bare_name(name: object) -> object:
    isolated = _ISOLATED.fullmatch(name) if isinstance(name, str) else None
    return isolated[1] if isolated else name
