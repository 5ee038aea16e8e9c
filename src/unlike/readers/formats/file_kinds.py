"""Files that are no chat export, told by how they begin: what they are, and what to do with them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from unlike.i18n import LazyMessage, lazy, mark

_TEXT_DOCUMENT: Final = mark(
    "It is a formatted document ({kind}), not a plain text. Open it and save it as plain text (.txt), or better export "
    "the chat again."
)
_DATABASE: Final = mark(
    "It is a database ({kind}), which no reader knows. Give the {endings} the app exported: the chat's menu in the app "
    "has “Export chat”."
)
_PACKED: Final = mark("It is packed ({kind}). Unpack it, and give what is in it.")
_OTHER: Final = mark("It is a {kind}. Give the {endings} the app exported.")
_MAIL: Final = mark("It is a mail. Save the file that is attached to it, and give that.")
_WEB_PAGE: Final = mark("It is a web page. Give the {endings} the app exported.")

_BEGINNINGS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (rb"\s*\{\\rtf", _TEXT_DOCUMENT, "RTF"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _TEXT_DOCUMENT, "DOC"),
    (rb"%!PS|\s*%PDF-", _TEXT_DOCUMENT, "PDF"),
    (rb"SQLite format 3\x00", _DATABASE, "SQLite"),
    (rb"\x1f\x8b", _PACKED, "gzip"),
    (rb"Rar!\x1a\x07", _PACKED, "RAR"),
    (rb"7z\xbc\xaf\x27\x1c", _PACKED, "7z"),
    (rb"BZh[1-9]1AY", _PACKED, "bzip2"),
    (rb"\xfd7zXZ\x00", _PACKED, "xz"),
    (rb"\x28\xb5\x2f\xfd", _PACKED, "zstd"),
    (rb"\x04\x22\x4d\x18", _PACKED, "lz4"),
    (rb"MSCF\x00\x00\x00\x00", _PACKED, "CAB"),
    (rb"\x1f\x9d|\x1f\xa0", _PACKED, "compress"),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|.{4}ftyp(?:heic|mif1|avif)", _OTHER, "picture"),
    (rb".{4}ftyp|OggS|ID3|RIFF", _OTHER, "recording"),
    (rb"bplist00", _OTHER, "property list"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", _WEB_PAGE, ""),
    (rb"(?:[A-Za-z][A-Za-z0-9-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version: ", _MAIL, ""),
)
_PATTERNS: Final = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), sentence, kind) for pattern, sentence, kind in _BEGINNINGS
)
_OFFICE_PARTS: Final = {
    "word/document.xml": "DOCX",
    "content.xml": "ODT",
    "index.zip": "Pages",
    "index/document.iwa": "Pages",
}
"""A file that stands in each kind of document that is a zip, in lower case."""


def is_foreign(head: bytes) -> bool:
    """Whether a file begins like one that is no plain text.

    Args:
        head: its first bytes.
    """
    return any(pattern.match(head) for pattern, _, _ in _PATTERNS)


def foreign_step(head: bytes, endings: LazyMessage) -> str:
    """What a file is and what to do with it; empty where its beginning does not tell.

    Args:
        head: its first bytes.
        endings: of exports.
    """
    for pattern, sentence, kind in _PATTERNS:
        if pattern.match(head):
            return lazy(sentence, kind=kind, endings=endings)
    return ""


def office_step(names: Collection[str]) -> str:
    """What to do with a zip that is a document; empty where it is none.

    Args:
        names: paths of the files in it.
    """
    low = {name.lower() for name in names}
    kinds = [kind for part, kind in _OFFICE_PARTS.items() if part in low]
    return lazy(_TEXT_DOCUMENT, kind=kinds[0]) if kinds else ""
