"""What stands behind the time in a line of a log: words of somebody, something they did, or a line of the program."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_NICK: Final = r"[^\s<>\t]{1,64}"
_MODES: Final = "@+%&~! "
_SAID: Final = re.compile(rf"<[{re.escape(_MODES)}]?(?P<nick>{_NICK})>(?:[ \t](?P<text>.*))?", re.DOTALL)
_DID: Final = re.compile(rf"\*[ \t]+(?P<nick>{_NICK})(?:[ \t](?P<text>.*))?", re.DOTALL)
_NOTICE: Final = re.compile(r"-(?P<nick>[^\s<>:-][^\s<>:]{0,63})(?::[#&]\S+)?-[ \t](?P<text>.*)", re.DOTALL)
_PROGRAM: Final = re.compile(r"(?:\*{3}|-!-|=-=|-->|<--|--|!|-{3}|»|←|→)(?:[ \t].*)?", re.DOTALL)
_CAME: Final = r"(?:joined|quit|left|parted)"
_STARRED: Final = re.compile(
    rf"(?:\S+ )?(?:\([^()]*\) (?:has |have )?{_CAME}\b.*|(?:has |have )?{_CAME} (?:[#&]\S|the channel|irc\b).*|"
    rf"(?:has|have) {_CAME}(?: \(.*\))?|is now known as \S+|sets? modes?:? ?\[?[+-].*|"
    r"(?:gives|removes) (?:channel|voice|ban|exempt|invite exempt|user limit)\b.*|was kicked by .*|"
    r"(?:changes topic|(?:has )?changed the topic|(?:has )?set the topic)\b.* to\b.*|topic (?:is:|set by).*)"
    r"|(?:Joins|Parts|Quits):.*|(?:Now talking (?:in|on)|Topic (?:for|is|set)|Set by|Disconnected|Retrieving|"
    r"You are now)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands behind a single star and is the program's; anything else is what somebody does."""

_RENAMED: Final = re.compile(
    rf"(?:.*\s)?(?P<old>{_NICK}) (?:is now known as|changes (?:name|nick) to|changed nick to|→) (?P<new>{_NICK}?)\.?\s*"
)
_NICK_CHANGE: Final = re.compile(rf".*Nick change: (?P<old>{_NICK}) -> (?P<new>{_NICK})\s*")
_LONGEST: Final = 1_000
"""Characters of a line beyond which nobody changed a nick in it."""

_CODES: Final = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04[0-9a-fA-F]{6}|[\x02\x0f\x11\x16\x1d-\x1f]")
_TAB_PROGRAM: Final = frozenset({"-->", "<--", "--", "=!=", "", "-", "===", "--\u200b"})


class LogLine(NamedTuple):
    """What a line says.

    Attributes:
        nick: of whoever wrote; None for the program.
        text: their words; empty for the program.
        renamed: old and new nick, where it says that somebody changed it.
        is_action: it says what somebody does.
    """

    nick: str | None
    text: str = ""
    renamed: tuple[str, str] | None = None
    is_action: bool = False


def log_line(rest: str) -> LogLine | None:
    """What a line says.

    Args:
        rest: what stands behind the time, with the spaces or the tab before it.

    Returns:
        None where it is no line of a log.
    """
    words = _CODES.sub("", rest)
    if words.startswith("\t") and "\t" in words[1:]:
        return _tabbed(*words[1:].split("\t", 1))
    words = words.strip(" \t") if words.startswith((" ", "\t")) else words
    said = _SAID.fullmatch(words)
    if said:
        return LogLine(_bare(said["nick"]), said["text"] or "")
    if _PROGRAM.fullmatch(words):
        return LogLine(None, renamed=_renamed(words))
    did = _DID.fullmatch(words)
    if did:
        behind = words[1:].strip()
        if _STARRED.fullmatch(behind):
            return LogLine(None, renamed=_renamed(behind))
        return LogLine(_bare(did["nick"]), did["text"] or "", is_action=True)
    notice = _NOTICE.fullmatch(words)
    return LogLine(_bare(notice["nick"]), notice["text"]) if notice else None


def _tabbed(prefix: str, text: str) -> LogLine | None:
    """A line of WeeChat: a nick or a sign, a tab, and words."""
    sign = prefix.strip()
    if sign in _TAB_PROGRAM:
        return LogLine(None, renamed=_renamed(text))
    if sign == "*":
        nick, _, words = text.partition(" ")
        return LogLine(_bare(nick), words, is_action=True) if nick else None
    return LogLine(_bare(sign), text) if re.fullmatch(_NICK, sign) else None


def _renamed(words: str) -> tuple[str, str] | None:
    if len(words) > _LONGEST or " " not in words or not ("know" in words or "change" in words or "→" in words):
        return None
    match = _RENAMED.fullmatch(words) or _NICK_CHANGE.fullmatch(words)
    return (_bare(match["old"]), _bare(match["new"])) if match else None


def _bare(nick: str) -> str:
    """A nick without the sign of its rights and without its address."""
    return nick.partition("!")[0].lstrip(_MODES).strip() or nick
