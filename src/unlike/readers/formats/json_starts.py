"""Whether a file begins as JSON does: the first thing that is asked of what may be an export of many apps."""

from __future__ import annotations

from unlike.readers.export import ExportFile
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK


def begins_as_json(file: ExportFile) -> bool:
    """Whether the first bytes are those of a list or an object."""
    return file.head().removeprefix(BYTE_ORDER_MARK).lstrip().startswith((b"[", b"{"))
