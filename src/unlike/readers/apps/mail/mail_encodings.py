"""Texts of mails by their bytes and by what the mails call their encoding, which is often less than what was used."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from unlike.readers.formats.legacy_encodings import legacy_encoding
from unlike.readers.formats.western_lines import WESTERN

_WIDER: Final = {
    "ascii": "utf-8",
    "iso8859-1": WESTERN,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
}
"""Encodings that hold another one and more, by which all programs read it (WHATWG Encoding standard, 4.2)."""

_NAMES: Final = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "windows-874": "cp874",
    "utf8mb4": "utf-8",
}
"""Names that Python does not know."""

_CHARACTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decoded_text(content: bytes, coding: str | None) -> str:
    """Text by its bytes: in the encoding that is named, else UTF-8, else what the letters tell, else Windows-1252.

    Bytes that are damaged become U+FFFD, where the others leave no doubt.
    """
    for name in _likely_encodings(content, coding):
        try:
            return content.decode(name)
        except ValueError:
            continue
    name = "utf-8" if _is_damaged_utf8(content) else _encoding_of(coding) or WESTERN
    return content.decode(name, "replace")


def _likely_encodings(content: bytes, coding: str | None) -> Iterator[str]:
    """Encodings to try, the likeliest first."""
    name = _encoding_of(coding)
    yield from (name,) if name else ()
    yield "utf-8"
    if not _is_damaged_utf8(content):
        likely = legacy_encoding(content, is_whole=True)
        yield from (likely,) if likely else ()
        yield from () if name else (WESTERN,)


def _encoding_of(coding: str | None) -> str:
    """What Python calls an encoding, or one that holds more; empty where there is none of that name."""
    try:
        name = codecs.lookup(_NAMES.get((coding or "").strip().lower(), coding or "")).name
        b"a".decode(name, "replace")  # refuses what is no encoding of texts
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(name, name)


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether most bytes beyond ASCII make up characters of UTF-8."""
    beyond = sum(byte > 0x7F for byte in content)
    return bool(beyond) and sum(map(len, _CHARACTER.findall(content))) > beyond / 2
