"""Titles of the chats of one database, each once: several groups may bear one name."""

from __future__ import annotations

from collections.abc import Sequence

from unlike.readers.apps.imessage.message_table import AppleChat
from unlike.readers.distinct_names import distinct_names, people_title


def chat_titles(chats: Sequence[AppleChat]) -> list[str]:
    """The title of every chat; those of one title have their people behind it, or what the system calls them.

    A chat of two that is called after the other's number or address is never called otherwise.
    """
    addresses = {chat.identifier for chat in chats if not chat.group}
    whole = [f"group {chat.identifier}" if chat.group and chat.identifier in addresses else chat.identifier
             for chat in chats]  # fmt: skip
    titles = distinct_names({who: (chat.title, _mark(chat) or who) for who, chat in zip(whole, chats, strict=True)})
    return [chat.title if _is_called_by_address(chat) else titles[who] for who, chat in zip(whole, chats, strict=True)]


def _mark(chat: AppleChat) -> str:
    """What tells a chat from another of its title."""
    return people_title(chat.people, has_key=True) if chat.group and chat.name else chat.identifier


def _is_called_by_address(chat: AppleChat) -> bool:
    return not chat.group and chat.title == chat.identifier
