"""The library behind the page: locked until its passphrase is given, and again when the program stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from unlike.core.content_caches import empty_content_caches
from unlike.errors import ChatLibraryError, PassphraseError, UnlikeError
from unlike.i18n import mark
from unlike.library.adding import AddedChat
from unlike.library.chat_library import ChatLibrary, has_library, open_library
from unlike.library.exports_to_add import exports_to_add
from unlike.library.library_copies import delete_library
from unlike.library.new_passphrase import check_new_passphrase
from unlike.library.stored_people import set_owner
from unlike.readers import Import

_NO_PATH: Final = Path()


@dataclass(frozen=True, slots=True)
class LibraryComparison:
    """Conversations that the open exports have in common with the library.

    Attributes:
        chats: what they bring to each conversation.
        added: they have been added; False where that is only offered.
        unchanged: all of them were added before.
    """

    chats: tuple[AddedChat, ...]
    added: bool = False
    unchanged: bool = False

    @property
    def known_chats(self) -> tuple[AddedChat, ...]:
        """Conversations of which the library had messages before."""
        return tuple(chat for chat in self.chats if chat.new < chat.messages)


class PageLibrary:
    """Library of whoever runs the program; its passphrase stays in memory, and its file is open only for moments.

    Args:
        path: its file, which need not exist; None where nothing can be kept.
        clock: gives the present time, with its zone.
    """

    def __init__(self, path: Path | None = None, clock: Callable[[], datetime] | None = None) -> None:
        self.path = path
        self._clock = clock
        self._passphrase = ""

    @property
    def exists(self) -> bool:
        """Whether there is one."""
        return self.path is not None and has_library(self.path)

    @property
    def is_open(self) -> bool:
        """Whether its passphrase is known."""
        return bool(self._passphrase) and self.exists

    def unlock(self, passphrase: str) -> None:
        """Remember the passphrase of the library that is there, where it is the right one.

        Raises:
            UnlikeError: it is not, or the library cannot be read.
        """
        if not self.exists:
            raise ChatLibraryError(self.path or _NO_PATH, mark("there is no library yet"))
        with open_library(self.path or _NO_PATH, passphrase):
            self._passphrase = passphrase

    def lock(self) -> None:
        """Forget the passphrase, and what was kept of the words of chats."""
        self._passphrase = ""
        empty_content_caches()

    @contextmanager
    def open_unlocked(self) -> Iterator[ChatLibrary]:
        """Open the library for as long as the block lasts.

        Raises:
            PassphraseError: it is locked.
            ChatLibraryError: it cannot be opened.
        """
        if self.path is None or not self.is_open:
            raise PassphraseError(mark("Your library is locked. Type its passphrase first."))
        with open_library(self.path, self._passphrase) as library:
            yield library

    def create_library(self, passphrase: str, repetition: str) -> None:
        """Make an empty library, and remember its passphrase.

        Raises:
            UnlikeError: the passphrase cannot be used, or the library cannot be made.
        """
        checked_passphrase = check_new_passphrase(passphrase, repetition)
        with open_library(self.path or _NO_PATH, checked_passphrase, create=True):
            self._passphrase = checked_passphrase

    def add_exports(self, paths: Sequence[Path], import_result: Import, owner: str) -> LibraryComparison:
        """Add exports that were read.

        Raises:
            UnlikeError: they or the library cannot be used; nothing is added then.
        """
        exports = exports_to_add(paths, import_result, owner, self._current_time())
        with self.open_unlocked() as library:
            return _library_comparison(library.add(exports), added=True)

    def compare_exports(self, paths: Sequence[Path], import_result: Import, owner: str) -> LibraryComparison | None:
        """Return what `add_exports` would bring; None while the library is locked, and where it cannot be said."""
        if not (self.is_open and paths):
            return None
        try:
            exports = exports_to_add(paths, import_result, owner, self._current_time())
            with self.open_unlocked() as library:
                return _library_comparison(library.compare(exports), added=False)
        except UnlikeError:
            return None  # said in full where the owner asks for it

    def set_owner(self, name: str) -> None:
        """Remember who the owner is in all its chats, so that they are asked once.

        Raises:
            UnlikeError: it is locked, or cannot be written.
        """
        with self.open_unlocked() as library:
            set_owner(library.database, name)

    def delete_file(self) -> None:
        """Delete the library, whatever it holds.

        Raises:
            ChatLibraryError: it cannot be deleted.
        """
        if self.path is not None:
            delete_library(self.path)
        self.lock()

    def _current_time(self) -> datetime:
        if self._clock is None:
            raise ChatLibraryError(self.path or _NO_PATH, mark("it cannot be written"))
        return self._clock()


def _library_comparison(chats_by_export: Sequence[tuple[AddedChat, ...] | None], *, added: bool) -> LibraryComparison:
    chats = tuple(chat for added_chats in chats_by_export for chat in added_chats or ())
    return LibraryComparison(chats, added=added, unchanged=all(added_chats is None for added_chats in chats_by_export))
