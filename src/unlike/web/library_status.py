"""What every page shows of the library: whether it can be opened, and what the exports that are open bring to it."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.i18n import translate
from unlike.presentation.sentences.interface import library_page_text as words
from unlike.web.page_library import LibraryComparison
from unlike.web.session import Workspace

_MAX_NAMES = 5


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """State of the library beside what is open.

    Attributes:
        can_keep: there is a place for a library.
        exists: there is one.
        is_open: its passphrase is known.
        stored: how many chats of it are open.
        chats: how many chats are open, of it or of exports.
        lines: what the open exports bring to it, or brought.
        is_offer: the lines are an offer to add to chats that it knows.
        is_complete: the open exports bring nothing to it.
        is_comparing: what they bring to it is still looked for.
        is_outdated: what is open of it was made before the owner last said who is who.
    """

    can_keep: bool
    exists: bool
    is_open: bool
    stored: int
    chats: int
    lines: tuple[str, ...] = ()
    is_offer: bool = False
    is_complete: bool = False
    is_comparing: bool = False
    is_outdated: bool = False


def library_status(workspace: Workspace) -> LibraryStatus:
    """State of the library, as templates take it."""
    library, session = workspace.library, workspace.session
    comparison = session.comparison
    return LibraryStatus(
        can_keep=library.path is not None,
        exists=library.exists,
        is_open=library.is_open,
        stored=len(session.stored),
        chats=len(session.imported.conversations) if session.imported else 0,
        lines=_lines(comparison) if comparison else (),
        is_offer=bool(comparison and not comparison.added and any(chat.new for chat in comparison.known_chats)),
        is_complete=bool(comparison and not any(chat.new for chat in comparison.chats)),
        is_comparing=library.is_open and workspace.is_comparing,
        is_outdated=session.is_outdated,
    )


def _lines(comparison: LibraryComparison) -> tuple[str, ...]:
    """What was added, or what an offer says of the chats that the library knows."""
    if comparison.unchanged:
        return (translate(words.KNOWN_ALREADY),)
    chats = comparison.chats if comparison.added else comparison.known_chats
    named = chats[:_MAX_NAMES]
    lines = [
        words.brought(chat.title, chat.new, chat.messages, chat.lacking)
        if comparison.added
        else words.offer(chat.title, chat.new, chat.lacking)
        for chat in named
    ]
    return (*lines, words.more_chats(len(chats) - len(named))) if len(chats) > len(named) else tuple(lines)
