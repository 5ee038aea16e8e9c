"""The readers that a fuzz run can try, by name."""

from __future__ import annotations

from unlike.readers import Reader
from unlike.readers.registry import BUILT_IN

READERS: dict[str, type[Reader]] = {reader.name: reader.load() for reader in BUILT_IN}
