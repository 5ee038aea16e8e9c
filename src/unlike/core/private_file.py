"""Files for the owner's eyes, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp


def replace_private_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; one that is there is replaced once the new one is whole.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    handle, name = mkstemp(dir=path.parent, prefix=".unlike-")  # created with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
