"""One entry of Google Chat's `messages.json` as a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from unlike.i18n import mark
from unlike.readers.conversation_rows import RecordRow
from unlike.readers.formats.attachment_kinds import kind_of_name
from unlike.readers.formats.json_fields import JsonObject, entries, fields, identifier, line_of, objects, text_of
from unlike.readers.formats.written_moments import WrittenDates
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

UNKNOWN: Final = UNKNOWN_SENDER
BOTS: Final = frozenset({"BOT", "APP"})
DELETED: Final = mark("it was deleted, and the export says neither who sent it nor when")

_MOST_REACTIONS: Final = 1_000
_APP_DATA: Final = ("tasks_data", "calendar_event_data")
"""What Google's other apps write into a chat, with words of theirs."""


@dataclass(slots=True)
class ChatEntries:
    """Entries of one conversation so far.

    Attributes:
        dates: of the account.
        names: latest name by person, whom the mail address tells, else the name.
        roots: ref of the first entry of each topic.
        bots: entries that an app wrote.
        without_id: entries without an id of their own.
    """

    dates: WrittenDates
    names: dict[str, str] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    bots: int = 0
    without_id: int = 0

    def row(self, entry: JsonObject, number: int) -> RecordRow | None:
        """An entry as a row whose sender and reactions are keys of `names`; None where it was deleted without a trace.

        Args:
            entry: of "messages".
            number: its place in the list, from 1.
        """
        if is_deleted(entry) and not entry.get("created_date"):
            return None
        ident = identifier(entry.get("message_id"))
        self.without_id += ident is None
        ref = f"m{ident}" if ident else f"entry {number}"
        creator = fields(entry.get("creator"))
        sender = self._person(creator)
        kind, text = _content(entry)
        is_bot = text_of(creator.get("user_type")).upper() in BOTS
        self.bots += is_bot
        return RecordRow(
            ref=ref,
            sent_at=self.dates.microseconds(entry.get("created_date")),
            sender=sender,
            kind="system" if is_bot else kind,
            text=None if is_bot else text,
            reply_to=self._answered(entry, ref),
            edited_at=self.dates.microseconds(entry.get("updated_date")),
            reactions=tuple(_reactions(entry)),
        )

    def _person(self, creator: JsonObject) -> str:
        key = person_key(creator)
        name = line_of(creator.get("name"))
        if name or key not in self.names:
            self.names[key] = name or key
        return key

    def _answered(self, entry: JsonObject, ref: str) -> str | None:
        """The message that is quoted, else the first one of the same topic."""
        quoted = identifier(fields(entry.get("quoted_message_metadata")).get("message_id"))
        topic = identifier(entry.get("topic_id"))
        root = self.roots.setdefault(topic, ref) if topic else ref
        if quoted:
            return f"m{quoted}"
        return None if root == ref else root


def person_key(person: JsonObject) -> str:
    """What tells a person from others: the mail address, else the name."""
    return line_of(person.get("email")).casefold() or line_of(person.get("name")) or UNKNOWN


def is_deleted(entry: JsonObject) -> bool:
    """Whether an entry is what is left of a deleted message."""
    return entry.get("message_state") == "DELETED" or bool(entry.get("deleted_date"))


def _content(entry: JsonObject) -> tuple[str, str | None]:
    """Kind and words."""
    if is_deleted(entry):
        return "deleted", None
    text = text_of(entry.get("text"))
    files = objects(entry.get("attached_files"))
    names = [text_of(file.get(key)) for file in files for key in ("original_name", "export_name")]
    if files:
        return kind_of_name(next(filter(None, names), "")), text
    notes = objects(entry.get("annotations"))
    apps = [fields(note.get("gsuite_integration_metadata")) for note in notes]
    if any("call_data" in app for app in apps):
        return "call", None
    if any(key in app for app in apps for key in _APP_DATA):
        return "media", None
    if not text.strip() and any("drive_metadata" in note for note in notes):
        return "document", None
    return "text", text


def _reactions(entry: JsonObject) -> Iterator[tuple[str, str | None]]:
    """Each reaction, with the key of the person."""
    left = _MOST_REACTIONS
    for reaction in objects(entry.get("reactions")):
        emoji = fields(reaction.get("emoji"))
        shown = line_of(emoji.get("unicode")) or line_of(fields(emoji.get("custom_emoji")).get("shortcode")) or "custom"
        people = [line_of(mail).casefold() for mail in entries(reaction.get("reactor_emails"))] or [""]
        for mail in people[: max(left, 0)]:
            yield shown, mail or None
        left -= len(people)
