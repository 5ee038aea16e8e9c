"""One chat item of Signal's own export as a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from unlike.readers.apps.signal.recipients import JsonObject, as_object, as_objects, identifier
from unlike.readers.conversation_rows import RecordRow, second_or_millisecond
from unlike.readers.formats.poll_words import poll_words

OTHER_SIDE: Final = "other side"
OWN_SIDE: Final = "own side"
"""Senders that are no ids: of a call it is known only which side began it."""

_MILLISECOND: Final = 1_000

_MEDIA: Final = {"image": "image", "video": "video", "audio": "audio"}
_FLAGS: Final[Mapping[object, str]] = {"VOICE_MESSAGE": "audio", 1: "audio", "GIF": "gif", 8: "gif"}
"""By the flag's name in Signal's own export, and by its number in Signal Desktop's database."""

_Content = tuple[str, str | None]
"""Kind and words."""


def row_of_item(item: JsonObject, line: int) -> RecordRow:
    """A chat item as a row whose sender, reactions and reply are ids of the export, to be replaced by names.

    An edited message stands at the time of its first version, with its latest words.

    Args:
        item: the value of "chatItem".
        line: where it stands.
    """
    first = next(iter(as_objects(item.get("revisions"))), None)
    sent = sent_at(item) if first is None else sent_at(first) or sent_at(item)
    kind, text = _content(item)
    return RecordRow(
        ref=f"L{line}" if sent is None else f"m{sent // _MILLISECOND}",
        sent_at=sent,
        sender=_sender(item, kind),
        kind=kind,
        text=text,
        reply_to=_quoted(item),
        edited_at=None if first is None else sent_at(item),
        reactions=tuple(_reactions(item)),
    )


def sent_at(item: JsonObject) -> int | None:
    """When an item was sent, in microseconds: by the sender's clock, else by the server's or the receiver's."""
    incoming = as_object(item.get("incoming"))
    values = (item.get("dateSent"), incoming.get("dateServerSent"), incoming.get("dateReceived"))
    return next((at for at in (second_or_millisecond(value) for value in values) if at), None)


def place_of(sender: str | None, sent: int) -> str:
    """What a quotation names: whose message of which moment."""
    return f"{sender}@{sent}"


def has_long_text(item: JsonObject) -> bool:
    """Whether an item's words are longer than what stands in it."""
    return "longText" in as_object(item.get("standardMessage"))


def is_known(item: JsonObject) -> bool:
    """Whether it is told what an item is."""
    return any(name in item for name in _CONTENTS)


def _content(item: JsonObject) -> _Content:
    for name, content in _CONTENTS.items():
        if name in item:
            return content(as_object(item[name]))
    return ("system", None) if "directionless" in item else ("media", None)


def _standard(message: JsonObject) -> _Content:
    attachments = as_objects(message.get("attachments"))
    kind = "text"
    if attachments:
        kind = attachment_kind(as_object(attachments[0].get("pointer")).get("contentType"), attachments[0].get("flag"))
    return kind, _body(message)


def attachment_kind(media: object, flag: object) -> str:
    """The kind of a file that was sent.

    Args:
        media: its MIME type.
        flag: what Signal says of it beside that.
    """
    if isinstance(flag, str | int) and flag in _FLAGS:
        return _FLAGS[flag]
    return _MEDIA.get(media.partition("/")[0], "document") if isinstance(media, str) else "media"


def _body(message: JsonObject) -> str | None:
    body = as_object(message.get("text")).get("body")
    return body if isinstance(body, str) else None


def _story_reply(message: JsonObject) -> _Content:
    return "text", _body(as_object(message.get("textReply")))


def _poll(poll: JsonObject) -> _Content:
    options = [option.get("option") for option in as_objects(poll.get("options"))]
    return "poll", poll_words(poll.get("question"), options)


def _update(update: JsonObject) -> _Content:
    return ("call" if "individualCall" in update or "groupCall" in update else "system"), None


def _of_kind(kind: str) -> Callable[[JsonObject], _Content]:
    return lambda _message: (kind, None)


_CONTENTS: Final[Mapping[str, Callable[[JsonObject], _Content]]] = {
    "standardMessage": _standard,
    "updateMessage": _update,
    "stickerMessage": _of_kind("sticker"),
    "contactMessage": _of_kind("contact"),
    "remoteDeletedMessage": _of_kind("deleted"),
    "adminDeletedMessage": _of_kind("deleted"),
    "viewOnceMessage": _of_kind("media"),
    "directStoryReplyMessage": _story_reply,
    "paymentNotification": _of_kind("media"),
    "giftBadge": _of_kind("media"),
    "poll": _poll,
}
"""What an item can hold, and what becomes of it."""


def _sender(item: JsonObject, kind: str) -> str | None:
    """The author's id; of a call, the side that began it."""
    if kind == "system":
        return None
    update = as_object(item.get("updateMessage"))
    if "individualCall" in update:
        direction = as_object(update["individualCall"]).get("direction")
        return OTHER_SIDE if direction == "INCOMING" else OWN_SIDE
    if "groupCall" in update:
        call = as_object(update["groupCall"])
        starters = (identifier(call.get(name)) for name in ("startedCallRecipientId", "ringerRecipientId"))
        return next((who for who in starters if who), None) or identifier(item.get("authorId")) or OTHER_SIDE
    return OWN_SIDE if "outgoing" in item else identifier(item.get("authorId")) or OTHER_SIDE


def _quoted(item: JsonObject) -> str | None:
    quote = as_object(as_object(item.get("standardMessage")).get("quote"))
    at = second_or_millisecond(quote.get("targetSentTimestamp"))
    return place_of(identifier(quote.get("authorId")), at) if at else None


def _reactions(item: JsonObject) -> list[tuple[str, str | None]]:
    content = next((as_object(item[name]) for name in _CONTENTS if name in item), {})
    reactions = as_objects(content.get("reactions"))
    return [
        (reaction["emoji"], identifier(reaction.get("authorId")))
        for reaction in reactions
        if isinstance(reaction.get("emoji"), str) and reaction["emoji"]
    ]
