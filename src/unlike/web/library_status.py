"""State of the library for every page: whether it can be opened, and what the open exports bring to it."""

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
        stored_count: how many chats of it are open.
        chat_count: how many chats are open, of it or of exports.
        lines: what the open exports bring to it, or brought.
        is_offer: the lines are an offer to add to chats that it knows.
        is_complete: the open exports bring nothing to it.
        is_comparing: what they bring to it is still looked for.
        is_outdated: what is open of it was made before the owner last said who is who.
    """

    can_keep: bool
    exists: bool
    is_open: bool
    stored_count: int
    chat_count: int
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
        stored_count=len(session.stored),
        chat_count=len(session.import_result.conversations) if session.import_result else 0,
        lines=_comparison_lines(comparison) if comparison else (),
        is_offer=bool(comparison and not comparison.added and any(chat.new for chat in comparison.known_chats)),
        is_complete=bool(comparison and not any(chat.new for chat in comparison.chats)),
        is_comparing=library.is_open and workspace.is_comparing,
        is_outdated=session.is_outdated,
    )


def _comparison_lines(comparison: LibraryComparison) -> tuple[str, ...]:
    """Lines on what was added, or what an offer says of the chats that the library knows."""
    if comparison.unchanged:
        return (translate(words.KNOWN_ALREADY),)
    chats = comparison.chats if comparison.added else comparison.known_chats
    named_chats = chats[:_MAX_NAMES]
    lines = [
        words.added_line(chat.title, chat.new, chat.messages, chat.lacking)
        if comparison.added
        else words.offer_line(chat.title, chat.new, chat.lacking)
        for chat in named_chats
    ]
    return (*lines, words.more_chats(len(chats) - len(named_chats))) if len(chats) > len(named_chats) else tuple(lines)
