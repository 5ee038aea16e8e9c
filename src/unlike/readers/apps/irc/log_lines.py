"""What stands behind the time in a line of a log: words of somebody, something they did, or a line of the program."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from unlike.readers.apps.irc.nick_changes import MODES, NICK, NickChange, bare_nick, nick_change

_SAID: Final = re.compile(rf"<[{re.escape(MODES)}]?(?P<nick>{NICK})>(?:[ \t](?P<text>.*))?", re.DOTALL)
_DID: Final = re.compile(rf"(?:\*|Action:)[ \t]+(?P<nick>{NICK})(?:[ \t](?P<text>.*))?", re.DOTALL)
_NOTICE: Final = re.compile(r"-(?P<nick>[^\s<>:-][^\s<>:]{0,63})(?::[#&]\S+)?-[ \t](?P<text>.*)", re.DOTALL)
_PROGRAM: Final = re.compile(r"(?:\*{3}|-!-|=-=|-->|<--|--|!|-{3}|»|←|→|⇐)(?:[ \t].*)?", re.DOTALL)
_REASON: Final = r"(?: [(\[].*[)\]])?"
_CHANNEL: Final = r"[#&+!]\S*"
_RIGHT: Final = r"(?:channel |half-)*(?:operator|half-operator|owner|admin|voice)(?: status)?"
_STARRED: Final = (
    rf"\S+ \([^()\s]*[@.:/][^()]*\) (?:has |have )?(?:joined|quit|left|parted)\b.*"
    rf"|\S+ (?:has )?(?:joined|left|parted) {_CHANNEL}{_REASON}|\S+ has (?:joined|left|parted)"
    rf"|\S+ has quit(?: IRC)?{_REASON}"
    r"|\S+ is now known as \S+|\S+ → \S+"
    r"|\S+ sets? mode:? [+-].*|\S+ set [+-]\S+(?: \S+)*"
    r"|\S+ (?:sets|removes) (?:\S+ )?(?:ban|exempt|invite|quiet|channel (?:limit|keyword)|user limit)\b.*"
    rf"|\S+ gives {_RIGHT} to \S+|\S+ removes {_RIGHT} from \S+"
    rf"|\S+ (?:gives|removes) (?:channel |half-)+operator status (?:to|from) .*"
    rf"|\S+ was kicked (?:from {_CHANNEL} )?by \S+{_REASON}"
    rf"|\S+ has kicked \S+ from {_CHANNEL}{_REASON}"
    r"|\S+ changes topic to ['\"‘“].*|\S+ (?:has )?changed the topic (?:of \S+ )?to:? .*"
    rf"|\S+ (?:has )?(?:set|sets|changed) the topic (?:on|of|for) {_CHANNEL}(?:\s.*)?"
    r"|(?:Joins|Parts|Quits): \S.*|Now talking (?:on|in) \S+|Topic (?:is|for \S+ (?:is|set)|set by)\b.*"
    r"|Set by \S+ on .*|Disconnected(?:[ .(].*)?|Retrieving #.*|You are now .*|You have (?:left|been) .*"
)
"""Lines of programs that put one star before their own words and before what somebody does alike. Each is as whole as
the program writes it, for whoever does something may begin alike: "has left the house"."""

_EGG: Final = re.compile(
    rf"Nick change: \S+ -> \S+|\S+ \([^()\s]+@[^()\s]+\) (?:joined|left|got (?:netsplit|lost)).*"
    rf"|\S+ kicked from {_CHANNEL} by .*|{_CHANNEL}: mode change .*|Topic changed on {_CHANNEL} by .*",
    re.DOTALL,
)
"""Lines of eggdrop, which has no sign before them."""

_CODES: Final = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04[0-9a-fA-F]{6}|[\x02\x0f\x11\x16\x1d-\x1f]")
_TAB_PROGRAM: Final = frozenset({"-->", "<--", "--", "=!=", "", "-", "===", "--\u200b"})


class LogLine(NamedTuple):
    """What a line says.

    Attributes:
        nick: of whoever wrote; None for the program.
        text: their words; empty for the program.
        change: what became of nicks, where the program says that.
        is_action: it says what somebody does.
    """

    nick: str | None
    text: str = ""
    change: NickChange | None = None
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
    message = _SAID.fullmatch(words)
    if message:
        return LogLine(bare_nick(message["nick"]), message["text"] or "")
    if _PROGRAM.fullmatch(words) or _EGG.fullmatch(words):
        return LogLine(None, change=nick_change(words))
    did = _DID.fullmatch(words)
    if did:
        if words.startswith("*") and _starred().fullmatch(words[1:].strip()):
            return LogLine(None, change=nick_change(words))
        return LogLine(bare_nick(did["nick"]), did["text"] or "", is_action=True)
    notice = _NOTICE.fullmatch(words)
    return LogLine(bare_nick(notice["nick"]), notice["text"]) if notice else None


@cache
def _starred() -> re.Pattern[str]:
    """Pattern of `_STARRED`, which takes long to make, and which few logs need."""
    return re.compile(_STARRED, re.IGNORECASE | re.DOTALL)


def _tabbed(prefix: str, text: str) -> LogLine | None:
    """A line of WeeChat: a nick or a sign, a tab, and words."""
    sign = prefix.strip()
    if sign in _TAB_PROGRAM:
        return LogLine(None, change=nick_change(text))
    if sign == "*":
        nick, _, words = text.partition(" ")
        return LogLine(bare_nick(nick), words, is_action=True) if nick else None
    return LogLine(bare_nick(sign), text) if re.fullmatch(NICK, sign) else None
