"""Words of who is who on the page: who may be one person and why, joining two people, and taking that back."""

from __future__ import annotations

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.sanitise import isolated, sanitise
from unlike.presentation.sentences.interface.people_text import reason_text

TITLE = mark("Who is who")
LINES = (
    mark("Within an app a name is one person; across apps nobody is joined unless you say so."),
    mark("Whoever you join is one person everywhere, and your chats with them are one history, oldest first."),
)
EXPORT_LINES = (
    mark("Whoever you join is one person in the exports that are open, and your chats with them are one history."),
    mark("It holds until you open something else, and is not kept; in your library you can say it for good."),
)
CHANGED = mark("You changed who is one person, and the answer was made anew.")
MAY_BE_TITLE = mark("They may be one person")
NO_MATCH = mark("No two people agree in a number, an address, a user name or a full name that nobody else bears.")
SAME, DISTINCT = mark("They are one person"), mark("They are not")
JOINED_TITLE, TAKE_APART = mark("Joined"), mark("Take apart")
JOIN_TITLE, JOIN = mark("Join two people"), mark("Join them")
FIRST, SECOND = mark("Person, whose name stays"), mark("is also")
NOBODY_CHOSEN = mark("Choose two people. Nothing was changed.")
SPLIT_TITLE = mark("A chat is with somebody else …")
SPLIT_LINE = mark("Two people who bear one name in one app are taken for one. Say in which chat it is somebody else.")
SPLIT_CHAT, SPLIT = mark("Chat"), mark("Somebody else")
SUGGEST_AGAIN = mark("Suggest it again")
UNDONE = mark("It is as it was before.")
CANNOT_UNDO = mark("Your library has changed since, so that this can no longer be taken back. Nothing was changed.")
GONE = mark("Who is who has changed since this page was shown. Nothing was changed; look again.")
OUTDATED = mark("What is shown here was made before you last said who is who.")
MAKE_ANEW = mark("Make it anew")


def chat_line(app: str, title: str, name: str) -> str:
    """A chat of a person, with the person's name in it where that is another than the title."""
    chat = {"app": app, "title": isolated(sanitise(title))}
    if name == title:
        return translate("{app}: {title}", **chat)
    return translate("{app}: {title}, as {name}", **chat, name=isolated(sanitise(name)))


def reasons_line(reasons: tuple[str, ...], first: str, second: str) -> str:
    """Sentence on what agrees in two people, and on the name that they would have as one person."""
    agreeing = "; ".join(map(reason_text, reasons))
    if first == second:
        return translate("What agrees: {reasons}.", reasons=agreeing)
    name = isolated(sanitise(first))
    return translate("What agrees: {reasons}. Joined, both are called {name}.", reasons=agreeing, name=name)


def more_matches(number: int) -> str:
    """How many suggestions are folded away."""
    return translate_plural("{number} more suggestion", "{number} more suggestions", number)


def refused_line(number: int) -> str:
    """How many suggestions are not made any more."""
    return translate_plural("{number} suggestion that you refused", "{number} suggestions that you refused", number)


def distinct_line(name: str, other_name: str) -> str:
    """Sentence saying that two are not one person."""
    names = {"name": isolated(sanitise(name)), "other": isolated(sanitise(other_name))}
    return translate("{name} and {other} are two people.", **names)


def suggested_line(name: str, other_name: str) -> str:
    """Sentence saying that two are suggested again."""
    names = {"name": isolated(sanitise(name)), "other": isolated(sanitise(other_name))}
    return translate("{name} and {other} are suggested again.", **names)
