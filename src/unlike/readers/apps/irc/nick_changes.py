"""What a line of the program says of nicks: who came, who went, and who has another one now."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

NICK: Final = r"[^\s<>\t]{1,64}"
MODES: Final = "@+%&~! "
"""Signs of rights before a nick."""

_ADDRESS: Final = r"(?: [(\[][^()\[\]]*[)\]])?"
_SIGN: Final = re.compile(r"(?:\*{1,3}|-!-|=-=|-->|<--|--|!|-{3}|»|←|→|⇐)[ \t]+")
_RENAMED: Final = (
    re.compile(
        rf"(?:.*\s)?(?P<old>{NICK}) (?:is now known as|changes (?:name|nick) to|changed nick to|→) "
        rf"(?P<new>{NICK}?)\.?\s*"
    ),
    re.compile(rf"(?:.*\s)?Nick change: (?P<old>{NICK}) -> (?P<new>{NICK})\s*"),
)
_JOINED: Final = re.compile(
    rf"Joins?: (?P<announced>{NICK})(?: .*)?|(?P<nick>{NICK}){_ADDRESS} (?:has |have )?joined\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LEFT: Final = re.compile(
    rf"(?:Parts?|Quits?): (?P<announced>{NICK})(?: .*)?"
    rf"|(?P<nick>{NICK}){_ADDRESS} (?:(?:has |have )?(?:left|quit|parted)|was kicked|kicked from)\b.*"
    rf"|{NICK} has kicked (?P<kicked>{NICK})(?: .*)?",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT: Final = re.compile(r"Netsplit \S+ <-> \S+ quits: (?P<nicks>.*)")
_END: Final = re.compile(r"(?:You have (?:left|been kicked)|Disconnected|You left|Now talking)\b.*", re.DOTALL)
_LONGEST: Final = 1_000
"""Characters of a line beyond which it says nothing of nicks."""


class NickChange(NamedTuple):
    """What became of nicks.

    Attributes:
        renamed: old and new nick of somebody.
        joined: nick of somebody who came.
        left: nicks of those who went.
        is_end: the program itself came or went, so that nobody was watched before.
    """

    renamed: tuple[str, str] | None = None
    joined: str | None = None
    left: tuple[str, ...] = ()
    is_end: bool = False


def nick_change(words: str) -> NickChange | None:
    """What a line of the program says of nicks; None where it says nothing of them.

    Args:
        words: without the time, and with or without the sign of such lines.
    """
    if len(words) > _LONGEST:
        return None
    notice = _SIGN.sub("", words.strip(), count=1)
    if _END.fullmatch(notice):
        return NickChange(is_end=True)
    for form in _RENAMED:
        match = form.fullmatch(notice)
        if match:
            return NickChange(renamed=(bare_nick(match["old"]), bare_nick(match["new"])))
    return _came_or_went(notice)


def bare_nick(nick: str) -> str:
    """A nick without the sign of its rights and without its address."""
    return nick.partition("!")[0].lstrip(MODES).strip() or nick


def _came_or_went(notice: str) -> NickChange | None:
    joined = _JOINED.fullmatch(notice)
    if joined:
        return NickChange(joined=bare_nick(joined["announced"] or joined["nick"]))
    left = _LEFT.fullmatch(notice)
    if left:
        return NickChange(left=(bare_nick(left["announced"] or left["nick"] or left["kicked"]),))
    split = _SPLIT.fullmatch(notice)
    return NickChange(left=tuple(map(bare_nick, split["nicks"].split(", ")))) if split else None
