"""Links into the page, each of which opens it a single time: what stands in a history afterwards opens nothing."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

ENTRY_PATH: Final = "/enter/"
"""Begin of the path of every link."""
_MAX_LINKS: Final = 1000


def new_secret() -> str:
    """Make 256 random bits, as letters that an address can hold."""
    return secrets.token_urlsafe(32)


def secrets_match(candidate: str, secret: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(candidate.encode("utf-8", "replace"), secret.encode())


@dataclass(slots=True)
class EntryLinks:
    """Links of one run.

    Attributes:
        on_use: called when a link has opened the page, so that whatever carried it can be deleted.
        on_reuse: called when a link is tried again and no other one is unused, so that its owner is given a new one.
    """

    on_use: Callable[[], None] = lambda: None
    on_reuse: Callable[[], None] = lambda: None
    _unused: list[str] = field(default_factory=list, repr=False)
    _used: list[str] = field(default_factory=list, repr=False)

    def issue_link(self) -> str:
        """Make a link and return its path."""
        path = f"{ENTRY_PATH}{new_secret()}"
        self._unused.append(path)
        return path

    @property
    def is_any_used(self) -> bool:
        """Whether a link has opened the page."""
        return bool(self._used)

    def use_link(self, path: str) -> bool:
        """Whether a path opens the page; it does not a second time."""
        for link in self._unused:
            if secrets_match(path, link):
                self._unused.remove(link)
                self._used.append(link)
                self.on_use()
                return True
        return False

    def is_used(self, path: str) -> bool:
        """Whether a path is that of a link that has opened the page before; its owner is given a new one then."""
        is_known = any(secrets_match(path, link) for link in self._used)
        if is_known and not self._unused and len(self._used) < _MAX_LINKS:
            self.on_reuse()
        return is_known
