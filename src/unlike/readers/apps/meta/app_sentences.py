"""What Meta's apps write themselves where a message's text stands: calls, reactions, attachments, group changes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from unlike.core.content_caches import content_cache

_LONGEST: Final = 400
"""Characters beyond which a text is no sentence of the app; group names and reactions stand in some."""

_MIN_NAME_WORDS: Final = 2
"""Words of a name with which nobody begins a message of their own."""

_END: Final = ". \n\t\u00a0"
_POLL: Final = re.compile(r"[^:：\n]{3,100}[:：] ?[^\n]{1,300}[?？؟;]\.")
"""A poll in whatever language: what somebody did, and a question behind which the app's own full stop stands."""

_SENTENCE_ENDS: Final = (".", "!")
_UNENDED: Final = ("media", "deleted")
"""Kinds of sentences that begin with "You", as people do, and may lack the full stop at the end of all others."""


def app_sentence(text: str, sender: str) -> str | None:
    """What a sentence of the app makes of its row: a kind of message; None for what a person typed.

    A sentence of a language that is not known is told where it begins with the full name of its sender.

    Args:
        text: of the row.
        sender: the name that stands beside it.
    """
    if len(text) > _LONGEST:
        return None
    sentence = text.strip(_END)
    if sentence.endswith(_endings()):
        return "system"
    whole = _kind(_matcher("lines"), sentence) if sentence.split(" ", 1)[0].casefold() in _first_words() else None
    if whole:
        return whole
    has_end = text.rstrip().endswith(_SENTENCE_ENDS)
    for who in _subjects(sender):
        act = _kind(_matcher("acts"), sentence[len(who) + 1 :]) if sentence.startswith(who + " ") else None
        if act and (has_end or act in _UNENDED or who in sender):
            return act
        if who in sender and sentence.startswith(who + " ") and _POLL.fullmatch(text.rstrip()):
            return "system"
    is_full_name = len(sender.split()) >= _MIN_NAME_WORDS
    return "system" if is_full_name and sentence.startswith(sender + " ") else None


def _kind(matcher: re.Pattern[str], sentence: str) -> str | None:
    match = matcher.fullmatch(sentence)
    return match.lastgroup if match else None


@content_cache(4096)
def _subjects(sender: str) -> tuple[str, ...]:
    """Words with which a sentence about the sender begins: their name, its first word, or a word for the owner."""
    return tuple(name for name in (sender, sender.split(" ", 1)[0], *_vocabulary()["you"]) if name)


@cache
def _matcher(part: str) -> re.Pattern[str]:
    """One pattern for all sentences of a part, with a group for each kind."""
    groups = (f"(?P<{kind}>{'|'.join(map(_pattern, templates))})" for kind, templates in _vocabulary()[part].items())
    return re.compile("|".join(groups), re.DOTALL | re.IGNORECASE)


def _pattern(template: str) -> str:
    return re.escape(template.rstrip(_END)).replace(r"\{any\}", ".{0,300}?").replace(r"\{emoji\}", r"[^\w]{1,30}")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_vocabulary()["endings"]["system"])


@cache
def _first_words() -> frozenset[str]:
    """First words of all sentences that stand alone."""
    templates = (template for kind in _vocabulary()["lines"].values() for template in kind)
    return frozenset(template.rstrip(_END).split(" ", 1)[0].casefold() for template in templates)


@cache
def _vocabulary() -> Mapping[str, Any]:
    text = files("unlike.readers.apps.meta").joinpath("app_sentences.toml").read_text("utf-8")
    return tomllib.loads(text)
