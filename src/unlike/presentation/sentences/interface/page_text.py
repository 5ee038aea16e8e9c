"""Words of the local page: asking for an export, who the owner is, what it can and cannot know."""

from __future__ import annotations

from unlike.i18n import mark, translate, translate_plural

ADD = mark("Which chat would you like to look at?")
ADD_LINES = (
    mark("Drop the export here or choose it, as the app made it: a file or a zip. Several at once are fine."),
    mark(
        "It is only read, on this machine. Nothing is sent anywhere, and the copy that your browser hands over is "
        "deleted when the program stops."
    ),
)
CHOOSE, READ, SEARCH, BACK = mark("Exports"), mark("Read the chat"), mark("Search this chat"), mark("Back")
TRY, TRY_LINE = mark("Try it with an invented chat"), mark("Two invented people, Imke and Rosa; you are Imke.")
WHO = mark("Which of these is you?")
WHO_LINE = mark("So that your messages are told apart from theirs. It stays on this machine.")
DESPITE_UNREAD = mark("I know what was not read: answer all the same")
ORDER = mark("Does the day or the month come first?")
ORDER_LINE = mark("Dates in this export can be read both ways, and nothing in it decides which.")
ORDER_AGAIN = mark("The export is read again with what you choose.")
DAY_FIRST, MONTH_FIRST = mark("The day (31/12)"), mark("The month (12/31)")
PEOPLE, ABOUT, CHAT = mark("people"), mark("about"), mark("the chat")
ANOTHER, LOOK = mark("open a chat"), mark("answer")
KEEP, KEEP_NAMES, KEEP_QUOTES = mark("Save as one page"), mark("with names"), mark("with messages")
EARLIER, LATER = mark("Earlier messages"), mark("Later messages")
IN_CHAT = mark("Read on in the chat")
NONE_FOUND = mark("No message holds these words.")
NO_FILE = mark("No file was chosen.")
CLOSED = mark("This page is closed. Open it with the link that the program printed.")
LINK_USED = mark(
    "This link has been used: each one opens the page once. The program has printed a new one where you started it."
)
FINDING = mark("a finding")
NOT_THERE = mark("There is nothing here.")
CAN = (
    (
        mark("It can see"),
        (
            mark("whether the last messages are unlike this person in this chat, and in what"),
            mark("whether that has been so before, and how it went on"),
            mark("what stayed the same, and changes that came and stayed"),
            mark("the messages that each of these rests on"),
        ),
    ),
    (
        mark("It cannot know"),
        (
            mark("why: the reason may simply not be in the chat"),
            mark("whether it is about you: it sees one chat, not their day or their phone calls"),
            mark("small or short changes, which mostly pass unseen; and now and then chance looks like a spell"),
            mark("what anybody feels or wants: no finding says so"),
        ),
    ),
    (
        mark("What to do with it"),
        (
            mark("ask, kindly, and leave room for no"),
            mark("do not use it to watch anyone"),
            mark("if you are afraid of someone, or for someone, please talk to a person you trust or to a helpline"),
        ),
    ),
)
RECORD = mark("How right it was for you")
RECORD_LINE = mark("By your own notes, on this machine alone. It changes no finding.")
SKIP, PAGES, A_CHAT = mark("Skip to the page"), mark("Pages"), mark("open a chat")
FIND, SAVE, READ_CHAT = mark("Search"), mark("Save"), mark("Read the chat")
HOW_TITLE = mark("Which app is the chat in?")
KEEP_LINE = mark("Names and messages are replaced in it, unless you ask for them: think of the other person.")
PEOPLE_TITLE, ABOUT_TITLE = mark("People"), mark("What it can and cannot know")
PRIVATE = mark("What stays where")
PRIVATE_LINE = mark(
    "This page is served by your own machine to your own browser, to nobody else, and fetches nothing from anywhere. "
    "Nothing is logged. When the program stops, the page is gone."
)
HIDE_NAMES, SHOW_NAMES = mark("hide names"), mark("show names")
LEAVE, LEAVE_KEYS = mark("Exit this page"), mark("(or press Shift three times)")


DATE_ORDER = mark("order of dates")


def you_are(name: str) -> str:
    """Name that the owner is taken for, as a link to say otherwise."""
    return translate("You are {name}. Not you?", name=name)


def page_opened(link: str) -> str:
    """Sentence that the terminal prints when the page is ready."""
    only = translate("Only this machine can reach it. Ctrl-C stops it.")
    return "\n".join((translate("Open in your browser: {link}", link=link), only))


def too_little(number: int) -> str:
    """How many people wrote too little."""
    return translate_plural(
        "Too little to say about {number} person yet.", "Too little to say about {number} people yet.", number
    )
