"""Words around messages that are shown in their place in the chat."""

from __future__ import annotations

from unlike.i18n import mark, mark_in, translate_in, translate_lazy
from unlike.presentation.sanitise import isolated, paragraphs, short_name
from unlike.results import Quote

_KINDS = {
    "media": mark("something that the export left out"),
    "text": mark("message without words"),
    "image": mark("picture"),
    "video": mark("video"),
    "audio": mark("voice message"),
    "sticker": mark("sticker"),
    "gif": mark("GIF"),
    "document": mark("file"),
    "contact": mark("contact"),
    "location": mark("place"),
    "poll": mark("poll"),
    "call": mark("call"),
    "deleted": mark("deleted message"),
    "system": mark("note of the app"),
}


def message_paragraphs(quote: Quote) -> tuple[str, ...]:
    """Paragraphs of a message; its kind in brackets where nothing was typed."""
    lines = tuple(isolated(line) for line in paragraphs(quote.text or ""))
    kind_label = translate_lazy(_KINDS.get(quote.kind, quote.kind))
    if not lines:
        return (f"[{kind_label}]",)
    return lines if quote.kind == "text" else (f"[{kind_label}] {lines[0]}", *lines[1:])


OWNER_LABEL = mark_in("before a verb, or by itself", "you")
"""Label of the owner, to be looked up by `translate_in`."""


def sender_label(quote: Quote, owner: str) -> str:
    """Name of a message's sender; "you" for the owner, empty for the app."""
    if quote.sender is None:
        return ""
    return translate_in(*OWNER_LABEL) if quote.sender == owner else short_name(quote.sender)


NO_MESSAGES = mark("These messages are not in what was read.")
