"""Sentences of `unlike people`: who writes where, who may be one person and why, and what was changed."""

from __future__ import annotations

from typing import Final

from unlike.i18n import mark, translate, translate_lazy, translate_plural
from unlike.presentation.sanitise import isolated, sanitise

NOBODY: Final = mark("Nobody writes in your library yet. Add an export with unlike add EXPORT.")
MAY_BE: Final = mark("May be one person; nothing is joined unless you say so:")
_REASONS: Final = {
    "number": mark("the same number"),
    "email": mark("the same e-mail address"),
    "handle": mark("the same user name"),
    "full_name": mark("the same full name, which one person of each app bears"),
    "handle_of_name": mark("a user name made of that full name"),
    "initial": mark("the same first name and initial"),
    "first_name": mark("the same first name, which nobody else bears there"),
    "in_turn": mark("one chat begins where the other ends"),
    "never_at_once": mark("they never write in the same minute, as two people sometimes would"),
}


def person_line(reference: str, messages: int, *, is_owner: bool) -> str:
    """A person of a list, with how much they wrote."""
    name = isolated(sanitise(reference))
    count = translate_plural("{number} message", "{number} messages", messages)
    return translate("{name} (you) · {count}", name=name, count=count) if is_owner else f"{name} · {count}"


def chat_part(title: str, app: str, number: int, name: str) -> str:
    """A chat of a person: app, title, number, and the person's name in it where it is another than the title."""
    chat = {"app": app, "title": isolated(sanitise(title)), "number": number}
    if name == title:
        return translate("{app}: {title} (chat {number})", **chat)
    return translate("{app}: {title} (chat {number}), as {name}", **chat, name=isolated(sanitise(name)))


def groups_alone_line(people: int) -> str:
    """How many people are not listed."""
    return translate_plural(
        "{number} person writes in one group alone; --all names them.",
        "{number} people write in one group each alone; --all names them.",
        people,
    )


def reason_text(reason: str) -> str:
    """Feature that agrees in two people, in words."""
    return translate_lazy(_REASONS[reason])


def merged_line(name: str, other_name: str, chats: int) -> str:
    """Sentence saying that two are one person now."""
    return translate_plural(
        "{name} and {other} are one person now, in {number} chat.",
        "{name} and {other} are one person now, in {number} chats.",
        chats,
        name=isolated(sanitise(name)),
        other=isolated(sanitise(other_name)),
    )


def split_line(name: str, chats: int) -> str:
    """Sentence saying that a person was taken apart."""
    return translate_plural(
        "{name}: {number} chat is apart now.",
        "{name}: {number} chats are apart now.",
        chats,
        name=isolated(sanitise(name)),
    )


def owner_line(name: str, chats: int) -> str:
    """Sentence on who the owner is from now on."""
    return translate_plural(
        "You are {name}, also in {number} chat in which somebody of that name writes.",
        "You are {name}, also in {number} chats in which somebody of that name writes.",
        chats,
        name=isolated(sanitise(name)),
    )


def only_name_line(name: str) -> str:
    """Sentence on the owner, where nobody of that name writes but the exports tell which side is theirs."""
    return translate("You are {name} in every chat that tells which side is yours.", name=isolated(sanitise(name)))
