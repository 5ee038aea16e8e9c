"""The words around messages that are shown in their place."""

from __future__ import annotations

from unlike.findings import Quote
from unlike.reports.plain import isolated, paragraphs, short_name

_KINDS = {
    "text": "message without words",
    "image": "picture",
    "audio": "voice message",
    "gif": "GIF",
    "call": "call",
    "deleted": "deleted message",
    "system": "note of the app",
}


def said(quote: Quote) -> tuple[str, ...]:
    """The lines of a message; what it was, in brackets, where nothing was typed."""
    lines = tuple(isolated(line) for line in paragraphs(quote.text or ""))
    what = _KINDS.get(quote.kind, quote.kind)
    if not lines:
        return (f"[{what}]",)
    return lines if quote.kind == "text" else (f"[{what}] {lines[0]}", *lines[1:])


def speaker(quote: Quote, owner: str) -> str:
    """Who wrote it."""
    if quote.sender is None:
        return ""
    return "you" if quote.sender == owner else short_name(quote.sender)


NO_MESSAGES = "These messages are not in what was read."
