"""The words of a mail that is a web page, with what it quotes marked; in one pass, however the page is written."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto
from typing import Final, NamedTuple

from unlike.readers.formats.html_text import shown_characters

_NAME: Final = re.compile(r"[a-zA-Z][^\s/>]{0,100}")
_STEP: Final = re.compile(r"[^>=]*+(?:=\s*+)?")
_NAMED: Final = re.compile(r"(?:class|id)\s{0,9}=\s{0,9}(?:\"([^\"]*)|'([^']*)|([^\s>\"']+))", re.IGNORECASE)
_MOST_TAG_CHARS: Final = 5_000
"""Of a tag that are searched for what it quotes."""

_BREAKS: Final = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote"})
_LEFT_OUT: Final = frozenset({"script", "style", "head", "title"})
_RAW: Final = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "style", "title")}
"""Elements in which nothing but their end is a tag (HTML standard, 13.2.5)."""

_HIDDEN_MARKS: Final = ("gmail_signature", "moz-cite-prefix", "moz-signature")
_QUOTE_MARKS: Final = ("gmail_quote", "yahoo_quoted", "protonmail_quote")
"""Marks of what holds the words of somebody else, and not only a signature or whose they are."""

_REPLY_HEADER: Final = "divRplyFwdMsg"
_ORIGINAL_BELOW: Final = "-----Original Message-----"
"""What Outlook's header of the mail below stands for, whatever language it is in."""

_VOID: Final = frozenset({"br", "img", "hr", "input", "meta", "link", "col", "wbr", "area", "base", "source", "embed"})


class MarkedWords(NamedTuple):
    """The words of a page.

    Attributes:
        words: a line for each block; those of quotations begin with >.
        is_unsure: words stand between quotations in what a mail program quoted as a whole: answers, or not.
    """

    words: str
    is_unsure: bool


class _Place(Enum):
    """Whose the words of an element are."""

    OWN = auto()
    QUOTED = auto()
    HIDDEN = auto()


def marked_words(page: str) -> MarkedWords:
    """The words of a page, those that it quotes marked as in a text."""
    read = _PageWords(page)
    return MarkedWords("".join(read.pieces), read.is_unsure)


class _PageWords:
    """Goes through a page tag by tag.

    Attributes:
        pieces: of the words.
        is_unsure: see `MarkedWords`.
    """

    def __init__(self, page: str) -> None:
        self.pieces: list[str] = []
        self.is_unsure = False
        self._is_behind_quote = False
        self._page = page
        self._open: list[tuple[str, _Place]] = []
        self._line = _Place.OWN
        self._open_names: Counter[str] = Counter()
        self._last_quotes = {mark: page.rfind(mark) for mark in "\"'"}
        self._last_end = page.rfind(">")
        self._has_quotes = True
        self._unclosed: set[str] = set()
        self._read()

    def _read(self) -> None:
        place = 0
        while (start := self._page.find("<", place)) >= 0:
            end = self._tag_end(start)
            self._add(self._page[place : start if end else start + 1])
            place = self._behind_tag(start, end) if end else start + 1
        self._add(self._page[place:])

    def _behind_tag(self, start: int, end: int) -> int:
        """Read the tag at a place; where to go on."""
        is_end = self._page.startswith("/", start + 1)
        name = _NAME.match(self._page, start + 1 + is_end)
        if name is None:
            return end
        tag = name[0].lower()
        if is_end:
            self._end(tag)
            return end
        self._start(tag, self._page[name.end() : min(end, name.end() + _MOST_TAG_CHARS)])
        if tag not in _RAW:
            return end
        close = None if tag in self._unclosed else _RAW[tag].search(self._page, end)
        if close is None:
            self._unclosed.add(tag)
            self._end(tag)
        return close.start() if close else end

    def _tag_end(self, start: int) -> int:
        """The place behind a tag or comment; 0 where a < begins none."""
        if self._page.startswith("<!--", start):
            end = -1 if "--" in self._unclosed else self._page.find("-->", start + 4)
            if end >= 0:
                return end + 3
            self._unclosed.add("--")
        following = self._page[start + 1 : start + 3]
        is_tag = following[:1].isalpha() or following[:1] in ("!", "?") or (following[:1] == "/" and len(following) > 1)
        if not is_tag or start > self._last_end:
            return 0
        end = self._quoted_end(start) if self._has_quotes else 0
        return end or self._page.find(">", start) + 1

    def _quoted_end(self, start: int) -> int:
        """The place behind a tag, in which > may stand in quotation marks; 0 where one of them is never closed."""
        place = start
        while True:
            step = _STEP.match(self._page, place)
            place = step.end() if step else place
            mark = self._page[place : place + 1]
            if mark == ">":
                return place + 1
            if not mark or place >= self._last_quotes.get(mark, place + 1):
                self._has_quotes = False
                return 0
            if mark in self._last_quotes:
                place = self._page.find(mark, place + 1) + 1

    def _start(self, tag: str, attributes: str) -> None:
        """Begin a line, and leave out what is quoted."""
        if tag == "body":
            self._end("head")
        self._break(tag, is_always=tag == "br")
        if tag in _VOID:
            return
        named = " ".join("".join(match.groups("")) for match in _NAMED.finditer(attributes))
        place = _place_of(tag, named)
        if self._place is _Place.OWN and place is _Place.QUOTED:
            self.pieces.append("\n>\n" if self._has_line else ">\n")
        if self._place is _Place.OWN and _REPLY_HEADER in named:
            self.pieces.append(f"\n{_ORIGINAL_BELOW}\n")
        self._open.append((tag, max(self._place, place, key=lambda each: each.value)))
        self._open_names[tag] += 1

    def _end(self, tag: str) -> None:
        """End an element, and what the page forgot to end in it; an end of nothing is none."""
        while self._open_names[tag]:
            name, _ = self._open.pop()
            self._open_names[name] -= 1
            if name == tag:
                break
        self._is_behind_quote = self._place is _Place.QUOTED and (self._is_behind_quote or tag == "blockquote")
        self._break(tag)

    def _break(self, tag: str, *, is_always: bool = False) -> None:
        if tag in _BREAKS and self._place is not _Place.HIDDEN and (is_always or self._has_line):
            self.pieces.append("\n")

    def _add(self, data: str) -> None:
        """Add words, in which line breaks are spaces."""
        place = self._place
        if place is _Place.HIDDEN or not data:
            return
        shown = shown_characters(data)
        words = " ".join(shown.split())
        if self._has_line and words and place is not self._line:
            self.pieces.append("\n")
        start = " " if shown[:1].isspace() and self._has_line else ""
        piece = start + words + (" " if words and shown[-1:].isspace() else "")
        if not piece:
            return
        if place is _Place.QUOTED:
            self.is_unsure |= bool(words) and self._is_behind_quote and not self._open_names["blockquote"]
            piece = piece if self._has_line else f"> {piece}"
        self._line = place
        self.pieces.append(piece)

    @property
    def _place(self) -> _Place:
        return self._open[-1][1] if self._open else _Place.OWN

    @property
    def _has_line(self) -> bool:
        """Whether something stands in the current line."""
        return bool(self.pieces) and not self.pieces[-1].endswith("\n")


def _place_of(tag: str, named: str) -> _Place:
    """Whose the words of an element are, by itself."""
    if tag in _LEFT_OUT or _REPLY_HEADER in named or any(word in named for word in _HIDDEN_MARKS):
        return _Place.HIDDEN
    return _Place.QUOTED if tag == "blockquote" or any(word in named for word in _QUOTE_MARKS) else _Place.OWN
