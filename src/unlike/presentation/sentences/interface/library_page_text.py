"""Words of the page's library: keeping a chat, opening the library, and forgetting what is in it."""

from __future__ import annotations

from datetime import date

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.sanitise import isolated, sanitise
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.formatting.number_format import format_integer

LIBRARY = mark("my library")
TITLE = mark("Your library")

NOTHING = mark("Nothing is kept.")
NOTHING_LINES = (
    mark("When the program stops, it forgets every chat. If you want, it keeps a chat here instead, encrypted."),
    mark("Open a chat first. Under its answer you can keep it."),
)

KEEP, KEEP_ALL = mark("Keep this chat"), mark("Keep these chats")
KEEP_LINE = mark("Off unless you ask. What you keep stays on this machine, encrypted, and opens without its file.")
KEEP_MORE, KEEP_ALL_MORE = mark("Keep this chat …"), mark("Keep these chats …")
KEEP_LINES = (
    mark("What you keep stays on this machine, encrypted. Next time you open it here, without its file."),
    mark("Add a newer export later: each message is kept once, and what was deleted since is kept and marked."),
)
NEW_PASSPHRASE, AGAIN = mark("Choose a passphrase"), mark("Once more")
NEW_PASSPHRASE_LINE = mark("At least 8 characters; better four words that have nothing to do with each other.")
LOST_WARNING = mark(
    "Write it down. Nobody can restore it: if you forget it, what is kept is lost. You can then only start anew with "
    "exports that you still have."
)
KEEP_YES = mark("Keep it")
KEPT = mark("This chat is in your library.")
SEVERAL_KEPT = mark("These chats are in your library.")
TO_LIBRARY = mark("To your library")

LOCKED_LINE = mark("It is encrypted. Type your passphrase to see what is in it.")
PASSPHRASE, UNLOCK = mark("Passphrase"), mark("Open it")
LOST = mark("I have forgotten the passphrase …")
LOST_LINES = (
    mark("Then nobody can open this library. If you still know the passphrase of a backup, use unlike restore."),
    mark("Else delete the library, and keep your chats anew from their exports. This cannot be undone."),
)
DELETE_YES = mark("Yes, delete the library")

EMPTY = mark("There is no chat in it yet. Open one; under its answer you can keep it.")
OPEN, OPEN_ALL = mark("Open"), mark("Open all of them")
FORGET, FORGET_YES = mark("Forget …"), mark("Yes, forget it")
FORGET_LINE = mark(
    "It is deleted from the library for good. Exports and backups stay where you put them, and so do your notes about "
    "it until you delete them, under settings."
)
LOCK = mark("Lock your library")
LOCKED, FORGOTTEN, DELETED = (
    mark("Your library is locked."),
    mark("The chat is forgotten."),
    mark("The library is deleted."),
)
ADD = mark("Add them to your library")
KNOWN_ALREADY = mark("This export is in your library already, with every message.")


def chat_size(messages: int, span: tuple[date, date] | None) -> str:
    """Messages of a chat, and the days from the first to the last."""
    size = translate_plural("{number} message", "{number} messages", messages)
    return f"{size} · {format_days(*span)}" if span else size


def chat_details(app: str, exports: int, lacking: int) -> str:
    """App, number of exports, and what a later one lacks."""
    parts = [app]
    if exports > 1:
        parts.append(translate_plural("from {number} export", "from {number} exports", exports))
    if lacking:
        parts.append(
            translate_plural(
                "{number} message is kept that a later one no longer has",
                "{number} messages are kept that a later one no longer has",
                lacking,
            )
        )
    return " · ".join(parts)


def open_label(title: str) -> str:
    """Label of the button that opens a chat, where only its name is heard."""
    return translate("Open {chat}", chat=isolated(sanitise(title)))


def forget_label(title: str) -> str:
    """The same of what forgets it."""
    return translate("Forget {chat} …", chat=isolated(sanitise(title)))


def offer_line(title: str, new: int, lacking: int) -> str:
    """A chat of the library, of which a newer export is open."""
    name = isolated(sanitise(title))
    if not new:
        return translate("{chat} is in your library, with every message of this export.", chat=name)
    sentence = translate_plural(
        "{chat} is in your library. This export has {number} new message.",
        "{chat} is in your library. This export has {number} new messages.",
        new,
        chat=name,
    )
    return f"{sentence} {_lacking_text(lacking)}".strip()


def added_line(title: str, new: int, messages: int, lacking: int) -> str:
    """Sentence on what was added to a chat."""
    name = isolated(sanitise(title))
    if new == messages:
        return translate_plural(
            "{chat} is kept: {number} message.", "{chat} is kept: {number} messages.", messages, chat=name
        )
    sentence = translate_plural(
        "{chat}: {number} new message is kept; it now has {all}.",
        "{chat}: {number} new messages are kept; it now has {all}.",
        new,
        chat=name,
        all=format_integer(messages),
    )
    return f"{sentence} {_lacking_text(lacking)}".strip()


def more_chats(number: int) -> str:
    """How many chats are not named."""
    return translate_plural("And {number} more chat.", "And {number} more chats.", number)


def _lacking_text(number: int) -> str:
    if not number:
        return ""
    return translate_plural(
        "{number} message that a newer export lacks is kept and marked.",
        "{number} messages that a newer export lacks are kept and marked.",
        number,
    )
