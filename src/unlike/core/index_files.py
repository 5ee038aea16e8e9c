"""Index files: made of sources that people edit, and kept beside them so that a start has less work.

`scripts/index_files.py` writes them. Where one is missing, broken or made of other sources, whoever needs it makes the
same in memory, so what is edited counts at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

SUFFIX = ".index.json"


class IndexFile(msgspec.Struct, frozen=True, kw_only=True):
    """Content of an index file; a package adds its own fields.

    Attributes:
        key: of the sources it was made of, see `source_key`.
    """

    key: int


SomeIndex = TypeVar("SomeIndex", bound=IndexFile)


def source_key(version: int, sources: Mapping[str, bytes]) -> int:
    """Number that another edition of the sources has not.

    Args:
        version: of the code that makes the index; raised where it makes another one of the same sources.
        sources: contents of the sources by name.
    """
    key = version
    for name, content in sources.items():
        key = zlib.crc32(content, zlib.crc32(f"{name} {len(content)}".encode(), key))
    return key


def read_index(file: Traversable, kind: type[SomeIndex], key: int) -> SomeIndex | None:
    """Read an index file; None where there is none that was made of the sources with this key."""
    try:
        index = msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None
    return index if index.key == key else None
