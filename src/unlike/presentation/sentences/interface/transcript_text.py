"""The words around messages that are shown in their place."""

from __future__ import annotations

from unlike.i18n import phrase, say_in, spoken
from unlike.presentation.sanitise import isolated, paragraphs, short_name
from unlike.results import Quote

_KINDS = {
    "media": phrase("something that the export left out"),
    "text": phrase("message without words"),
    "image": phrase("picture"),
    "video": phrase("video"),
    "audio": phrase("voice message"),
    "sticker": phrase("sticker"),
    "gif": phrase("GIF"),
    "document": phrase("file"),
    "contact": phrase("contact"),
    "location": phrase("place"),
    "poll": phrase("poll"),
    "call": phrase("call"),
    "deleted": phrase("deleted message"),
    "system": phrase("note of the app"),
}


def said(quote: Quote) -> tuple[str, ...]:
    """The lines of a message; what it was, in brackets, where nothing was typed."""
    lines = tuple(isolated(line) for line in paragraphs(quote.text or ""))
    what = spoken(_KINDS.get(quote.kind, quote.kind))
    if not lines:
        return (f"[{what}]",)
    return lines if quote.kind == "text" else (f"[{what}] {lines[0]}", *lines[1:])


def speaker(quote: Quote, owner: str) -> str:
    """Who wrote it."""
    if quote.sender is None:
        return ""
    return say_in("before a verb, or by itself", "you") if quote.sender == owner else short_name(quote.sender)


NO_MESSAGES = phrase("These messages are not in what was read.")
