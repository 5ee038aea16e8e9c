"""The lines that stand before each mail of an mbox, in every flavour, and the lines of mails that look like them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from itertools import islice
from typing import Final

_CLOCK: Final = rb"\d{1,2}:\d{2}(?::\d{2})?"
_DATED: Final = re.compile(
    rb"From [^\n]{0,300}?(?:"
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +[A-Z][a-z]{2} +\d{1,2},? +" + _CLOCK + rb"\b[^\n]*"
    rb"|\b\d{1,2} +[A-Z][a-z]{2} +\d{2,4} +" + _CLOCK + rb"\b[^\n]*"
    rb"|" + _CLOCK + rb"\b[^\n]{0,40}\b\d{4}\b[^\n]*|\b\d{4}\b[^\n]{0,40}\b" + _CLOCK + rb"[^\n]*"
    rb")\n?"
)
"""With a time and a day in it, with or without a year, a zone, and a sender."""

_ENVELOPE: Final = re.compile(
    rb"From (?:\S{1,300} +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +"
    rb"(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2}\b)[^\n]*\n?"
)
"""With a sender and the full date of one, which nobody types."""

_BARE: Final = re.compile(rb"From (?:|- *|\?\?\?@\?\?\? *|MAILER[-_]DAEMON *|<?[^\s<>@]{1,200}@[^\s<>@]{1,200}>? *)\n?")
"""With a sender at most, as Thunderbird and programs that copy mails write it."""

_HEADER: Final = re.compile(rb"[!-9;-~]{1,200}[ \t]{0,10}:|>From ")
_MAIL_HEADERS: Final = (
    re.compile(rb"From[ \t]*:", re.IGNORECASE),
    re.compile(
        rb"(?:Date|Message-ID|Received|Return-Path|To|Subject|MIME-Version|X-[!-9;-~]{1,50})[ \t]*:", re.IGNORECASE
    ),
)


_MOST_BROKEN_LINES: Final = 50
"""Below a whole separator, lines in which the headers of a damaged mail are looked for."""


class SeparatorKind(Enum):
    """What a line of an mbox that begins with "From " is."""

    SEPARATOR = auto()
    WORDS = auto()
    DOUBTFUL = auto()  # it may have been either, and is read as words


def is_separator_line(line: bytes) -> bool:
    """Whether a line may stand before a mail, by itself."""
    plain = line.replace(b"\r\n", b"\n")
    return line.startswith(b"From ") and bool(_DATED.fullmatch(plain) or _BARE.fullmatch(plain))


def separator_kind(line: bytes, following: Iterable[bytes], *, is_below_blank: bool) -> SeparatorKind:
    """What a line is that begins with "From ".

    A line with a date below a blank one is followed by a header at least, and a bare one by the headers of a mail.

    Args:
        line: the line.
        following: the lines behind it.
        is_below_blank: a blank line, or none, stands before it.
    """
    plain = line.replace(b"\r\n", b"\n")
    is_dated = bool(_DATED.fullmatch(plain))
    if is_below_blank and _ENVELOPE.fullmatch(plain) and is_dated:
        return SeparatorKind.SEPARATOR if _begins_damaged_mail(following) else SeparatorKind.DOUBTFUL
    if not (is_dated or _BARE.fullmatch(plain)):
        return SeparatorKind.WORDS
    headers = [False, False]
    has_header = False
    for other in following:
        if not _HEADER.match(other) and not (has_header and other[:1] in (b" ", b"\t") and other.strip()):
            break
        has_header = True
        headers = [seen or bool(form.match(other)) for seen, form in zip(headers, _MAIL_HEADERS, strict=True)]
        if all(headers) or (is_dated and is_below_blank):
            return SeparatorKind.SEPARATOR
    return SeparatorKind.DOUBTFUL if has_header or _ENVELOPE.fullmatch(plain) else SeparatorKind.WORDS


def _begins_damaged_mail(following: Iterable[bytes]) -> bool:
    """Whether a mail may begin behind a whole separator: nothing, another mail, or a header with or without damage."""
    for number, other in enumerate(islice(following, _MOST_BROKEN_LINES)):
        if not other.strip() or is_separator_line(other):
            return not number
        if any(form.match(other) for form in _MAIL_HEADERS) or (not number and _HEADER.match(other)):
            return True
    return True
