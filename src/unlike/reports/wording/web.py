"""Words that only the local page needs: asking for an export, who the owner is, and what it can and cannot know."""

from __future__ import annotations

from unlike.reports.wording.numbers import count

ADD = "Which chat would you like to look at?"
ADD_LINES = (
    (
        "Drop the export here or choose it: a WhatsApp .txt or .zip, or a Telegram result.json, as the app made it. "
        "Several at once are fine."
    ),
    (
        "It is only read, on this machine. Nothing is sent anywhere, and the copy that your browser hands over is "
        "deleted when the program stops."
    ),
)
HOW = (
    ("WhatsApp, Android", "Open the chat, ⋮, More, Export chat, Without media."),
    ("WhatsApp, iPhone", "Open the chat, tap the name, Export Chat, Without Media."),
    ("Telegram", "With Telegram Desktop: open the chat, ⋮, Export chat history, Machine-readable JSON."),
)
CHOOSE, READ, SEARCH, BACK = "Exports", "Read them", "Search this chat", "Back"
WHO, WHO_LINE = "Which of these is you?", "So that your messages are told apart from theirs. It stays on this machine."
ORDER = "Does the day or the month come first?"
ORDER_LINE = "Dates in this export can be read both ways, and nothing in it decides which."
DAY_FIRST, MONTH_FIRST = "The day (31/12)", "The month (12/31)"
PEOPLE, ABOUT, CHAT, ANOTHER, LOOK = "people", "about", "the chat", "another chat", "first sight"
KEEP, KEEP_NAMES, KEEP_QUOTES = "Save as one page", "with names", "with messages"
EARLIER, LATER = "Earlier messages", "Later messages"
IN_CHAT, ITS_FINDING = "Read on in the chat", "part of a finding"
NONE_FOUND = "No message holds these words."
NO_FILE = "No file was chosen."
CLOSED = "This page is closed. Open it with the link that the program printed."
NOT_THERE = "There is nothing here."
CAN = (
    ("It can see", (
        "whether the last messages are unlike this person in this chat, and in which small habits",
        "whether that has been so before, and how it went on",
        "what stayed the same, and changes that came and stayed",
        "the messages that each of these rests on",
    )),
    ("It cannot know", (
        "why: the reason may simply not be in the chat",
        "whether it is about you: it sees one chat, not their day or their phone calls",
        "small or short changes, which mostly pass unseen; and now and then chance looks like a spell",
        "what anybody feels or wants: no finding says so",
    )),
    ("What to do with it", (
        "ask, kindly, and leave room for no",
        "do not use it to watch anyone",
        "if you are afraid of someone, or for someone, please talk to a person you trust or to a helpline",
    )),
)  # fmt: skip


def hits(number: int, *, most: int) -> str:
    """How many messages hold the words."""
    return f"{count(number, 'message')}" + (f", the latest {most} shown" if number > most else "")


def opened(link: str) -> str:
    """What the terminal says when the page is ready."""
    return f"Open in your browser: {link}\nOnly this machine can reach it. Ctrl-C stops it."


SKIP, PAGES, A_CHAT, FIND, SAVE = "Skip to the page", "Pages", "open a chat", "Search", "Save"
READ_CHAT = "Read the chat"
HOW_TITLE = "Getting a chat out of the app"
KEEP_LINE = "Names and messages are replaced in it, unless you ask for them: think of the other person."
PEOPLE_TITLE, ABOUT_TITLE = "People", "What it can and cannot know"
PRIVATE = "What stays where"
PRIVATE_LINE = (
    "This page is served by your own machine to your own browser, to nobody else, and fetches nothing from anywhere. "
    "Nothing is logged. When the program stops, the page is gone."
)


def too_little(number: int) -> str:
    """People of whom too little is there."""
    return f"Too little to say about {count(number, 'person')} yet."
