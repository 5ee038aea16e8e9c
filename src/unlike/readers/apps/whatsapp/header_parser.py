"""The start of a message's line: `12/11/2025, 08:06 - `, `[12.11.25, 8:06:31 PM] ` and all their relatives."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from unlike.readers.apps.whatsapp.invisible_characters import HEADER_SPACES, MARKS, plain
from unlike.readers.apps.whatsapp.meridiem_words import meridiem, meridiem_words

_M: Final = f"[{MARKS}]*"
_S: Final = f"[ {HEADER_SPACES}]"
_TWO: Final = rf"\d(?:{_M}\d)?"
_BOTH: Final = rf"\d{_M}\d"
_FOUR: Final = rf"\d(?:{_M}\d){{3}}"
"""Numbers, between whose digits marks of direction may stand."""

_DASH: Final = r"\-\u2010-\u2015\u2212\uff0d"
_POINT: Final = r".\uff0e"
_COLON: Final = rf":٫\uff1a{_POINT}"
"""Signs, also of full width."""
_DATE: Final = (
    rf"(?P<a>{_FOUR}|{_TWO}){_M}(?P<s1>{_S}?[/\uff0f{_POINT}{_DASH}年년]{_M}{_S}?){_M}"
    rf"(?P<b>{_TWO}){_M}(?P<s2>{_S}?[/\uff0f{_POINT}{_DASH}月월]{_M}{_S}?){_M}"
    rf"(?P<c>{_FOUR}|(?P<reign>R)?{_TWO}){_M}[日일.]?"
    rf"(?:{_S}(?P<era>BE|B\.E\.|พ\.ศ\.|CE|AD|ค\.ศ\.)|{_S}?[гргж]\.)?"
)
_CLOCK_SIGN: Final = rf"(?:{_S}?(?:Uhr|uur|hrs?|hs|ч\.|น\.)(?!\w))?"
"""A word that only says that this is a time."""

_FILLERS: Final = (
    *("à", "a", "às", "as", "ao", "alle", "ore", "ora", "ob", "o", "u", "um", "om", "at", "la", "las", "le", "à."),
    *("klo", "klo.", "kl", "kl.", "klokka", "pk", "pk.", "pukul", "jam", "lúc", "vào", "saat", "sa.", "у", "у."),
    *("в", "о", "об", "στις", "ώρα", "בשעה", "ساعت", "الساعة", "في"),
)
"""Words between a date and its time; no other word may stand there, for it could tell morning from evening."""

_END: Final = (
    rf"{_M}(?P<end>(?(open)[\]\uff3d]|(?:{_S}+{_M}[{_DASH}|]|:|(?={_S}[^\n:]{{1,60}}: )))){_M}{_S}"
    rf"(?:[{_DASH}|]{_M}{_S})*"
)
BUDDHIST: Final = 543
REIWA: Final = 2018


class HeaderStyle(NamedTuple):
    """How an export writes its headers, apart from the width of its numbers; one export has one style."""

    indent: bool
    bracket: bool
    time_first: bool
    separators: tuple[str, ...]
    year: str  # "first", "last", or "short" where no part has four digits
    seconds: bool
    meridiem: str  # "", "before" or "after" the time
    zero: str  # of its digits' script


@dataclass(frozen=True, slots=True)
class Header:
    """One header as it stands in a line.

    Attributes:
        text: as written, up to and with the space before the sender.
        style: see `HeaderStyle`.
        spans: where in `text` the digits of a, b, c (the date's parts as written), h, mi and s (or "") stand.
        meridiem: "", "am", "pm" or "noon".
        era: years to add to the year as written.
    """

    text: str
    style: HeaderStyle
    spans: dict[str, tuple[int, int]]
    meridiem: str
    era: int

    @property
    def date(self) -> str:
        """The date as written."""
        return plain(self.text[self.spans["a"][0] : self.spans["c"][1]])


def header(line: str) -> Header | None:
    """The header a line starts with, if it starts with one."""
    for time_first in (False, True):
        match = _pattern(time_first=time_first).match(line)
        if match:
            return _header(match)
    return None


@cache
def _pattern(*, time_first: bool) -> re.Pattern[str]:
    """The pattern of a header; the words around its time come from the phrases."""
    word = "|".join(_spaced(word) for word in sorted(meridiem_words(), key=len, reverse=True))
    filler = "|".join(re.escape(filler) for filler in sorted(_FILLERS, key=len, reverse=True))
    time = (
        rf"\(?(?:(?P<w1>{word}){_S}?)?{_M}(?P<h>{_TWO}){_M}(?P<ts>[{_COLON}]|{_S}?h{_S}?){_M}(?P<mi>{_BOTH})"
        rf"(?:{_M}(?:[{_COLON}]|{_S}?min{_S}?){_M}(?P<s>{_BOTH})(?:{_S}?s(?!\w))?)?{_CLOCK_SIGN}"
        rf"(?:{_M}{_S}*{_M}(?P<w2>{word})(?!\w))?{_CLOCK_SIGN}\)?"
    )
    gap = rf"{_M}(?P<gap>(?:[,،、\uff0c]{_M}{_S}*|{_S}+[{_DASH}]{_S}+|{_S}+)(?:(?:{filler}){_S}+)?){_M}"
    moment = time + gap + _DATE if time_first else _DATE + gap + time
    return re.compile(rf"{_M}(?P<lead>[ \t]*){_M}(?P<open>[\[\uff3b])?{_M}{moment}{_END}", re.IGNORECASE)


def _plain_sign(text: str) -> str:
    """What stands between two parts, however its spaces are written."""
    return plain(text.replace("\u3000", " ").replace("\t", " "))


def _spaced(word: str) -> str:
    """A word whose own spaces may be of any kind, or missing."""
    return f"{_S}?".join(re.escape(piece) for piece in word.split(" "))


def _header(match: re.Match[str]) -> Header | None:
    """A match as a header; None where its parts contradict each other."""
    a, c = plain(match["a"]), plain(match["c"])
    if len(a) == 4 and (len(c) == 4 or match["reign"]):
        return None
    if not match["end"] and not (match["s1"].startswith(". ") and match["s"]):
        return None  # other programs' logs begin with a date and a time, too
    spans = {name: match.span(name) for name in ("a", "b", "c", "h", "mi", "s") if match[name]}
    if match["reign"]:
        spans["c"] = (spans["c"][0] + 1, spans["c"][1])
    return Header(match[0], _style(match), spans, meridiem(match["w1"] or match["w2"] or ""), _era(match))


def _style(match: re.Match[str]) -> HeaderStyle:
    place = "before" if match["w1"] else "after" if match["w2"] else ""
    first, last = plain(match["a"]), plain(match["c"])
    year = "first" if len(first) == 4 else "last" if len(last) == 4 or match["reign"] else "short"
    digit = match["mi"][0]
    zero = chr(ord(digit) - unicodedata.decimal(digit))
    separators = tuple(_plain_sign(match[name]) for name in ("s1", "s2", "gap", "ts", "end"))
    time_first = match.start("h") < match.start("a")
    return HeaderStyle(
        bool(match["lead"]), bool(match["open"]), time_first, separators, year, bool(match["s"]), place, zero
    )


def _era(match: re.Match[str]) -> int:
    if match["reign"]:
        return REIWA
    buddhist = (match["era"] or "").upper() in {"BE", "B.E.", "พ.ศ."}
    short = len(plain(match["a"])) < 4 and len(plain(match["c"])) < 4
    return -BUDDHIST + (2500 if short else 0) if buddhist else 0
