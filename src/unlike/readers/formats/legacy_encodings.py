"""The encoding of a text from before UTF-8, where its letters leave no doubt which one it is.

In the right encoding most letters are the common ones of a language; in a wrong one they are rare, or none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from unlike.readers.export import ExportFile
from unlike.readers.formats.legacy_letters import (
    ARABIC,
    CHINESE,
    CYRILLIC,
    GREEK,
    HEBREW,
    JAPANESE,
    KOREAN,
    LATIN,
    RARE_CYRILLIC,
    THAI,
    WESTERN_LATIN,
)


class _Encoding(NamedTuple):
    """An encoding and the letters that are common in what is written in it.

    Attributes:
        name: as Python calls it.
        title: as people call it.
        common: common characters beyond ASCII.
        least: share of them, less that of rare ones, that the right encoding has.
        rare: rare characters, which are common where another script is taken for this one.
    """

    name: str
    title: str
    common: frozenset[str]
    least: float
    rare: frozenset[str] = frozenset()


_SCRIPTS: Final = (
    _Encoding("cp1251", "Windows-1251", CYRILLIC, 0.65, RARE_CYRILLIC),
    _Encoding("koi8_u", "KOI8-R", CYRILLIC, 0.65, RARE_CYRILLIC),
    _Encoding("cp866", "CP866", CYRILLIC, 0.65, RARE_CYRILLIC),
    _Encoding("iso8859_5", "ISO-8859-5", CYRILLIC, 0.65, RARE_CYRILLIC),
    _Encoding("cp1253", "Windows-1253", GREEK, 0.7),
    _Encoding("cp1255", "Windows-1255", HEBREW, 0.7),
    _Encoding("cp1256", "Windows-1256", ARABIC, 0.7),
    _Encoding("cp874", "Windows-874", THAI, 0.7),
    _Encoding("gb18030", "GB18030", CHINESE, 0.4),
    _Encoding("cp950", "Big5", CHINESE, 0.4),
    _Encoding("cp932", "Shift-JIS", JAPANESE, 0.45),
    _Encoding("euc_jp", "EUC-JP", JAPANESE, 0.45),
    _Encoding("cp949", "EUC-KR", KOREAN, 0.4),
)
"""KOI8-U holds the letters of KOI8-R, and Ukrainian ones in place of frames; those of Windows hold those of ISO."""

_LATIN: Final = tuple(
    _Encoding(name, title, letters, 0.97)
    for name, title, languages in (
        ("cp1250", "Windows-1250", LATIN["central"]),
        ("iso8859_2", "ISO-8859-2", LATIN["central"]),
        ("cp1254", "Windows-1254", LATIN["turkish"]),
        ("cp1257", "Windows-1257", LATIN["baltic"]),
    )
    for letters in languages
)

TITLES: Final = {each.name: each.title for each in (*_SCRIPTS, *_LATIN)}
"""What people call each encoding."""

_UTF8_CHARACTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LINE_END: Final = re.compile(rb"[\r\n]+")
_INSIDE_WORD: Final = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z])")
_CAPITAL_INSIDE: Final = re.compile(r"[a-z][ĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮÝŽŐŰĞİŞĂÂÎŢĖĮŲŪĀĒĢĪĶĻŅÁÉÍÓÚÖÜ]")
_NEUTRAL: Final = frozenset("“”„‘’‚«»…–—•°€£¥§·\xa0\xad´`×÷²³¹½¼®©™№¿¡")
_PLAIN: Final = re.compile(r"[\x00-\x7f]+")

_FIRST_BYTES: Final = 1 << 16
_FURTHER_BYTES: Final = 1 << 20
"""Bytes that are looked through at a time."""

_MOST_SAMPLE_BYTES: Final = 40_000
_MOST_UTF8_CHARACTERS: Final = 50
"""Characters of UTF-8 behind which nothing else is looked for, if there are hardly other ones."""

_FEWEST_LETTERS: Final = 10
_MOST_UTF8_LINES: Final = 0.1
_MOST_UTF8_SHARE: Final = 0.8
"""Of lines, and of bytes, that are UTF-8 by chance in a text that is not."""

_MOST_INSIDE_SHARE: Final = 0.3
"""Of letters beyond ASCII that touch one of ASCII, in texts that are not in Latin letters."""

_NEXT_SHARE: Final = 0.75
"""Of the best encoding's score that the next one may have."""

_MOST_DAMAGE_SHARE: Final = 0.005
_FEWEST_FOREIGN: Final = 4
_FOREIGN_SHARE: Final = 0.08
"""Letters that no Western language has, where an encoding is not Western: a number, and a share."""


def foreign_lines(file: ExportFile) -> bytes:
    """Lines of a text file that are not in ASCII, as many as tell its encoding."""
    sample = bytearray()
    with file.open() as stream:
        rest, size = b"", _FIRST_BYTES
        while block := stream.read(size):
            lines, rest = _split(rest + block)
            sample += b"".join(line + b"\n" for line in lines)
            if len(sample) > _MOST_SAMPLE_BYTES or _is_utf8(sample):
                break
            size = _FURTHER_BYTES
    return bytes(sample) if rest.isascii() or len(sample) > _MOST_SAMPLE_BYTES else bytes(sample) + rest


def _split(block: bytes) -> tuple[list[bytes], bytes]:
    """The lines of a block that are not in ASCII, and what stands behind the last end of a line."""
    end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
    if not end and len(block) > _MOST_SAMPLE_BYTES:
        end = len(block)
    lines = [] if block.isascii() else _LINE_END.split(block[:end])
    return [line for line in lines if not line.isascii()], block[end:]


def _is_utf8(sample: bytes | bytearray) -> bool:
    """Whether a sample is certainly UTF-8."""
    characters = _UTF8_CHARACTER.findall(sample)
    return len(characters) > _MOST_UTF8_CHARACTERS and sum(map(len, characters)) > 0.9 * _beyond_ascii(sample)


def _beyond_ascii(sample: bytes | bytearray) -> int:
    return len(sample) - len(sample.decode("ascii", "ignore"))


def legacy_encoding(sample: bytes, *, is_whole: bool = False) -> str:
    """The encoding of a text that is no UTF-8, as Python calls it; empty where that is not certain.

    Western Windows is none of them, as its lines are told one by one.

    Args:
        sample: bytes of the text, from the beginning of a line.
        is_whole: the last line is whole.
    """
    if _is_utf8_beginning(sample) or b"\x00" in sample:
        return ""
    lines = _lines(sample, is_whole=is_whole)
    if _has_utf8(lines) or _beyond_ascii(b"".join(lines)) < _FEWEST_LETTERS:
        return ""
    return _script_encoding(lines) or _latin_encoding(lines)


def _is_utf8_beginning(sample: bytes) -> bool:
    """Whether all of a sample is UTF-8, but for a character that is cut at its end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _has_utf8(lines: Sequence[bytes]) -> bool:
    """Whether some lines are UTF-8, or nearly all characters in them, so that the others are damaged."""
    text = b"\n".join(lines)
    characters = sum(map(len, _UTF8_CHARACTER.findall(text)))
    whole = sum(map(_is_utf8_line, lines))
    return whole > _MOST_UTF8_LINES * len(lines) or characters > _MOST_UTF8_SHARE * _beyond_ascii(text)


def _lines(sample: bytes, *, is_whole: bool) -> list[bytes]:
    """Lines of a sample that are not in ASCII, as many as are looked at."""
    lines = _LINE_END.split(sample)
    if not is_whole and len(lines) > 1:
        lines.pop()
    size = 0
    chosen: list[bytes] = []
    for line in lines:
        if not line.isascii() and size < _MOST_SAMPLE_BYTES:
            chosen.append(line)
            size += len(line)
    return chosen


def _script_encoding(lines: Sequence[bytes]) -> str:
    """The encoding of a text in letters that are not Latin."""
    scores = sorted(((_script_score(lines, each), each) for each in _SCRIPTS), key=lambda scored: -scored[0])
    (best, encoding), (following, _) = scores[:2]
    return encoding.name if best >= encoding.least and following <= _NEXT_SHARE * best else ""


def _script_score(lines: Iterable[bytes], encoding: _Encoding) -> float:
    """Share of the characters beyond ASCII that are common ones; 0 where the text cannot be in an encoding."""
    text = _decoded(lines, encoding.name)
    letters = _letters(text)
    if len(letters) < _FEWEST_LETTERS or len(_INSIDE_WORD.findall(text)) > _MOST_INSIDE_SHARE * len(letters):
        return 0
    common = sum(letter in encoding.common for letter in letters)
    return (common - sum(letter in encoding.rare for letter in letters)) / len(letters)


def _latin_encoding(lines: Sequence[bytes]) -> str:
    """The encoding of a text in Latin letters that are not Western."""
    western = _letters("\n".join(line.decode("cp1252", "replace") for line in lines))
    in_west = max(sum(letter in letters for letter in western) for letters in WESTERN_LATIN)
    fewest = max(_FEWEST_FOREIGN, _FOREIGN_SHARE * len(western))
    fitting: dict[str, str] = {}
    for encoding in _LATIN:
        text = _decoded(lines, encoding.name)
        letters = _letters(text)
        common = sum(letter in encoding.common for letter in letters)
        is_likely = len(letters) >= _FEWEST_LETTERS and common >= encoding.least * len(letters)
        if is_likely and common - in_west >= fewest and not _CAPITAL_INSIDE.search(text):
            fitting.setdefault(text, encoding.name)
    return next(iter(fitting.values())) if len(fitting) == 1 else ""


def _decoded(lines: Iterable[bytes], coding: str) -> str:
    """The text, in which a little may be damaged; empty where it is not in an encoding."""
    text = "\n".join(line.decode(coding, "replace") for line in lines)
    return text if text.count("\ufffd") <= 1 + _MOST_DAMAGE_SHARE * len(text) else ""


def _is_utf8_line(line: bytes) -> bool:
    try:
        return bool(line.decode())
    except UnicodeDecodeError:
        return False


def _letters(text: str) -> list[str]:
    """The characters beyond ASCII, without marks that all languages share."""
    return [character for character in _PLAIN.sub("", text) if character not in _NEUTRAL]
