"""One page of Google Voice: text messages with the same people, or a call or voicemail.

The pages are cut where a message begins and not parsed as a tree, so that a lost tag costs one message alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from unlike.readers.formats.attachment_kinds import kind_of_name
from unlike.readers.formats.html_text import shown_characters
from unlike.readers.iso_times import iso_microseconds

OWNER: Final = ""
"""Stands for the owner in place of a number."""

_INSIDE: Final = r"[^<>]{0,1000}"
"""What may stand in a tag before an attribute; bounded, so that no page takes long."""

_DIV: Final = rf'<div{_INSIDE}\bclass="message"[^<>]*>'
_MESSAGE: Final = re.compile(rf'(?:{_DIV}\s*)?(?=<abbr{_INSIDE}\bclass="dt")|{_DIV}')
"""Where a message begins: at its own element, or, where that is damaged, at its time."""

_CALL: Final = re.compile(rf'<div{_INSIDE}\bclass="haudio"[^<>]*>')
_PARTICIPANTS: Final = re.compile(rf'<div{_INSIDE}\bclass="participants"[^<>]*>')
_TIME: Final = re.compile(rf'<abbr{_INSIDE}\bclass="(?:dt|published)"{_INSIDE}\btitle="([^"<>]*)"')
_PERSON: Final = re.compile(
    rf'<a{_INSIDE}\bclass="tel"{_INSIDE}\bhref="tel:([^"<>]*)"{_INSIDE}>\s*<(span|abbr){_INSIDE}\bclass="fn"{_INSIDE}>([^<]*)<'
)
_WORDS_START: Final = re.compile(r"<q\s*>")
_WORDS_END: Final = re.compile(r"</q\s*>")
_BREAK: Final = re.compile(r"<br\s*/?>")
_TAG: Final = re.compile(r"<[^<>]*>")
_FILE: Final = re.compile(rf'<(?:img|audio|video){_INSIDE}\bsrc="([^"<>]*)"')
_ATTACHMENT: Final = re.compile(rf'<(img|audio|video)\b|<a{_INSIDE}\bclass="(vcard|video|audio)"')
_KINDS: Final = {"img": "image", "audio": "audio", "video": "video", "vcard": "contact"}
_LABEL: Final = re.compile(r'href="[^"]*voice#(\w+)"')
_VOICEMAIL: Final = frozenset({"voicemail", "recorded"})
_PLACED: Final = "placed"
_PLACEHOLDERS: Final = frozenset({"MMS Sent", "MMS Received"})
"""What stands in place of words where only a file was sent."""

PAGE_MARKS: Final = (re.compile(r'class="(?:hChatLog|haudio)\b'), re.compile(r'class="(?:message|contributor)\b'))
"""What a page of messages or of a call holds."""


@dataclass(frozen=True, slots=True)
class VoiceMessage:
    """A text message or call.

    Attributes:
        sender: number; `OWNER` for the owner, None where the page does not say.
        name: of the sender, where the page has one.
        sent_at: microseconds since 1970, UTC.
        sent_by_wall_clock: it has no offset, and is that of a wall clock.
        kind: one of the table's kinds.
        text: what was typed.
        called: number that the owner called.
        is_whole: it could be read to its end.
    """

    sender: str | None
    name: str
    sent_at: int | None
    kind: str
    text: str | None = None
    called: str = ""
    is_whole: bool = True
    sent_by_wall_clock: bool = False


@dataclass(frozen=True, slots=True)
class VoicePage:
    """A page.

    Attributes:
        messages: in the order of the page.
        people: names of all others by their numbers.
        own_number: the owner's, where the page has it.
        is_cut: the file breaks off.
    """

    messages: tuple[VoiceMessage, ...]
    people: dict[str, str]
    own_number: str | None
    is_cut: bool


def voice_page(text: str) -> VoicePage:
    """Everything in a page."""
    head, *split = _MESSAGE.split(text)
    parts = [part for part in split if part]  # between an element and its time stands nothing
    is_cut = not text.rstrip().endswith("</html>")
    is_call = not parts and bool(_CALL.search(text))
    messages = (_call(text),) if is_call else tuple(_message(part) for part in parts)
    listed = _PARTICIPANTS.search(head)
    beside = _people(head[listed.end() :]) if listed else ()
    people = {number: name for number, is_owner, name in beside if number and not is_owner}
    for message in messages:
        other = message.called or message.sender
        if other:
            people[other] = message.name or people.get(other, "")
    own = next((number for part in parts for number, is_owner, _ in _people(part) if is_owner and number), None)
    return VoicePage(messages, people, own, is_cut)


def _people(part: str) -> Iterator[tuple[str, bool, str]]:
    """Number, whether it is the owner, and name of every person in a part of a page."""
    for number, element, name in _PERSON.findall(part):
        shown = " ".join(_plain(name).split())
        yield (
            shown_characters(number).strip(),
            element == "abbr",
            "" if shown == shown_characters(number).strip() else shown,
        )


def _message(part: str) -> VoiceMessage:
    time = _TIME.search(part)
    number, is_owner, name = next(_people(part), (None, False, ""))
    start = _WORDS_START.search(part)
    end = _WORDS_END.search(part, start.end()) if start else None
    text = _plain(part[start.end() : end.start()]).strip("\n") if start and end else ""
    attachment = _ATTACHMENT.search(part, end.end() if end else 0)
    is_placeholder = text.strip() in _PLACEHOLDERS
    kind = _file_kind(attachment[1] or attachment[2], part) if attachment else "media" if is_placeholder else "text"
    sender = OWNER if is_owner else number or None
    at, has_offset = iso_microseconds(time[1] if time else None)
    words = None if is_placeholder else text
    return VoiceMessage(sender, name, at, kind, words, is_whole=end is not None, sent_by_wall_clock=not has_offset)


def _call(text: str) -> VoiceMessage:
    """A call as a message of who called; a voicemail as a recording, without the words that a machine heard in it."""
    start = _CALL.search(text)
    part = text[start.end() :] if start else text
    time, labels = _TIME.search(part), set(_LABEL.findall(part))
    number, _, name = next(_people(part), (None, False, ""))
    kind = "audio" if labels & _VOICEMAIL else "call"
    at, has_offset = iso_microseconds(time[1] if time else None)
    if number and _PLACED in labels:
        return VoiceMessage(OWNER, name, at, kind, called=number, sent_by_wall_clock=not has_offset)
    return VoiceMessage(number or None, name, at, kind, is_whole=bool(time), sent_by_wall_clock=not has_offset)


def _file_kind(element: str, part: str) -> str:
    """The kind of what is attached: a GIF is shown as any other picture."""
    source = _FILE.search(part)
    return "gif" if element == "img" and source and kind_of_name(source[1]) == "gif" else _KINDS[element]


def _plain(content: str) -> str:
    """Text of HTML: line breaks as such, no tags."""
    return shown_characters(_TAG.sub("", _BREAK.sub("\n", content)))
