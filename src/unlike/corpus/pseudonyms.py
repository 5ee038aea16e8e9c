"""Pseudonyms by a keyed hash (BLAKE2, RFC 7693): the same for the same name under one key, and no way back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from unlike.errors import OptionError, UnreadableError
from unlike.i18n import mark
from unlike.library.private_output import private_copy_of

_KEY_BYTES: Final = 32
_MAX_KEY_BYTES: Final = 64
_DIGEST_BYTES: Final = 10
"""Ten thousand million names collide with a chance of 4 in 100,000."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Pseudonyms under one key.

    Attributes:
        key: 32 to 64 bytes.
    """

    key: bytes = field(repr=False)

    def source(self, name: str) -> str:
        """Pseudonym of a source."""
        return self._pseudonym("s", name)

    def conversation(self, scope: str, key: str) -> str:
        """Pseudonym of a conversation within a scope."""
        return self._pseudonym("c", scope, key)

    def person(self, scope: str, name: str) -> str:
        """Pseudonym of somebody; the same in all conversations of a scope, and another in every other scope."""
        return self._pseudonym("p", scope, name)

    def task(self, sources: Iterable[str]) -> str:
        """Name of a task's files, by the ids of its sources; these are made from names, sizes and times of files."""
        return self._pseudonym("t", *sources)

    def _pseudonym(self, kind: str, *parts: str) -> str:
        digest = blake2b(key=self.key, digest_size=_DIGEST_BYTES, person=kind.encode())
        for part in parts:
            encoded = part.encode("utf-8", "surrogatepass")
            digest.update(len(encoded).to_bytes(8, "big"))
            digest.update(encoded)
        return kind + digest.hexdigest()


def read_key(path: Path) -> bytes:
    """Read the key in a file.

    Raises:
        UnreadableError: it cannot be read.
        OptionError: it is too short.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, error.strerror or str(error)) from error
    if len(content) < _KEY_BYTES:
        raise OptionError("--key", str(path), mark("a file of 32 random bytes or more"))
    return content if len(content) <= _MAX_KEY_BYTES else blake2b(content, digest_size=_MAX_KEY_BYTES).digest()


def write_key(path: Path, key: bytes | None = None) -> None:
    """Write a key, a random one where none is given, to a file that only the owner can read.

    Raises:
        OSError: it cannot be written.
    """
    with private_copy_of(path) as temporary:
        temporary.write_bytes(key or secrets.token_bytes(_KEY_BYTES))
