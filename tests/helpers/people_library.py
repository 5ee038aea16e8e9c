"""A library of a page in which Rosa writes in two apps, Rosi in a third, and Ada in a group with Rosa."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import polars as pl

from library_exports import CHEAP, PASSPHRASE, as_group, new_export, parsed
from unlike.library.chat_library import open_library
from unlike.library.encrypted_database import KeyCost
from unlike.readers.base import ParsedConversation

DAY = 1440


def chat(title: str, app: str, *senders: str, first: int = 0) -> ParsedConversation:
    """Sixty days with a message of each sender."""
    days = [(first + day, sender, at) for day in range(60) for at, sender in enumerate(senders)]
    part = parsed(
        [(day * DAY + at, sender, f"good morning {day}") for day, sender, at in days], title, f"{app} {title}"
    )
    table = part.messages.with_columns(pl.lit(app).cast(pl.Categorical()).alias("source"))
    described = replace(part.conversation, key=f"{app} {title}", app=app, owner="Imke")
    return replace(part, conversation=described, messages=table)


def make_library(path: Path, chats: Sequence[ParsedConversation] = (), cost: KeyCost | None = CHEAP) -> None:
    """Make a library, of the usual chats or of others; with a key of the usual cost for a program of its own."""
    usual = (
        chat("Rosa", "whatsapp", "Rosa", "Imke"),
        chat("Rosa", "telegram", "Rosa", "Imke", first=61),
        chat("Rosi", "signal", "Rosi", "Imke", first=125),
        as_group(chat("Choir", "whatsapp", "Rosa", "Ada", "Imke")),
    )
    with open_library(path, PASSPHRASE, create=True, cost=cost) as library:
        library.add([new_export(part.conversation.key, part) for part in chats or usual])


def people_of(path: Path) -> list[tuple[str, list[int]]]:
    """Everybody but the owner, with the numbers of their chats."""
    with open_library(path, PASSPHRASE, cost=CHEAP) as library:
        people = [each for each in library.people() if not each.is_owner]
    return sorted((each.name, sorted(one.chat.number for one in each.chats)) for each in people)


def choices(page: str, name: str) -> dict[str, str]:
    """Values of a choice on a page, by their labels."""
    (select,) = re.findall(rf'<select id="{name}".*?</select>', page, re.DOTALL)
    options = re.findall(r'<option value="([^"]+)">([^<]*)', select)
    return {unescape(label): value for value, label in options}


def values_of(page: str, where: str) -> dict[str, str]:
    """Fields of the first form that leads somewhere, without its token."""
    form = re.findall(rf'action="[^"]*/library/people/{where}".*?</form>', page, re.DOTALL)[0]
    named: dict[str, str] = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return {name: value for name, value in named.items() if name != "form"}
