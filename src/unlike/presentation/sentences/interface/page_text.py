"""Words that only the local page needs: asking for an export, who the owner is, and what it can and cannot know."""

from __future__ import annotations

from unlike.i18n import phrase, say, say_many

ADD = phrase("Which chat would you like to look at?")
ADD_LINES = (
    phrase(
        "Drop the export here or choose it: a WhatsApp .txt or .zip, or a Telegram result.json, as the app made it. "
        "Several at once are fine."
    ),
    phrase(
        "It is only read, on this machine. Nothing is sent anywhere, and the copy that your browser hands over is "
        "deleted when the program stops."
    ),
)
HOW = (
    (phrase("WhatsApp, Android"), phrase("Open the chat, ⋮, More, Export chat, Without media.")),
    (phrase("WhatsApp, iPhone"), phrase("Open the chat, tap the name, Export Chat, Without Media.")),
    (
        phrase("Telegram"),
        phrase("With Telegram Desktop: open the chat, ⋮, Export chat history, Machine-readable JSON."),
    ),
)
CHOOSE, READ, SEARCH, BACK = phrase("Exports"), phrase("Read them"), phrase("Search this chat"), phrase("Back")
WHO = phrase("Which of these is you?")
WHO_LINE = phrase("So that your messages are told apart from theirs. It stays on this machine.")
ORDER = phrase("Does the day or the month come first?")
ORDER_LINE = phrase("Dates in this export can be read both ways, and nothing in it decides which.")
DAY_FIRST, MONTH_FIRST = phrase("The day (31/12)"), phrase("The month (12/31)")
PEOPLE, ABOUT, CHAT = phrase("people"), phrase("about"), phrase("the chat")
ANOTHER, LOOK = phrase("another chat"), phrase("first sight")
KEEP, KEEP_NAMES, KEEP_QUOTES = phrase("Save as one page"), phrase("with names"), phrase("with messages")
EARLIER, LATER = phrase("Earlier messages"), phrase("Later messages")
IN_CHAT, ITS_FINDING = phrase("Read on in the chat"), phrase("part of a finding")
NONE_FOUND = phrase("No message holds these words.")
NO_FILE = phrase("No file was chosen.")
CLOSED = phrase("This page is closed. Open it with the link that the program printed.")
NOT_THERE = phrase("There is nothing here.")
CAN = (
    (
        phrase("It can see"),
        (
            phrase("whether the last messages are unlike this person in this chat, and in which small habits"),
            phrase("whether that has been so before, and how it went on"),
            phrase("what stayed the same, and changes that came and stayed"),
            phrase("the messages that each of these rests on"),
        ),
    ),
    (
        phrase("It cannot know"),
        (
            phrase("why: the reason may simply not be in the chat"),
            phrase("whether it is about you: it sees one chat, not their day or their phone calls"),
            phrase("small or short changes, which mostly pass unseen; and now and then chance looks like a spell"),
            phrase("what anybody feels or wants: no finding says so"),
        ),
    ),
    (
        phrase("What to do with it"),
        (
            phrase("ask, kindly, and leave room for no"),
            phrase("do not use it to watch anyone"),
            phrase("if you are afraid of someone, or for someone, please talk to a person you trust or to a helpline"),
        ),
    ),
)
SKIP, PAGES, A_CHAT = phrase("Skip to the page"), phrase("Pages"), phrase("open a chat")
FIND, SAVE, READ_CHAT = phrase("Search"), phrase("Save"), phrase("Read the chat")
HOW_TITLE = phrase("Getting a chat out of the app")
KEEP_LINE = phrase("Names and messages are replaced in it, unless you ask for them: think of the other person.")
PEOPLE_TITLE, ABOUT_TITLE = phrase("People"), phrase("What it can and cannot know")
PRIVATE = phrase("What stays where")
PRIVATE_LINE = phrase(
    "This page is served by your own machine to your own browser, to nobody else, and fetches nothing from anywhere. "
    "Nothing is logged. When the program stops, the page is gone."
)


def hits(number: int, *, most: int) -> str:
    """How many messages hold the words."""
    if number <= most:
        return say_many("{number} message", "{number} messages", number)
    return say_many(
        "{number} message, the latest {most} shown", "{number} messages, the latest {most} shown", number, most=most
    )


def opened(link: str) -> str:
    """What the terminal says when the page is ready."""
    only = say("Only this machine can reach it. Ctrl-C stops it.")
    return "\n".join((say("Open in your browser: {link}", link=link), only))


def too_little(number: int) -> str:
    """People of whom too little is there."""
    return say_many(
        "Too little to say about {number} person yet.", "Too little to say about {number} people yet.", number
    )
