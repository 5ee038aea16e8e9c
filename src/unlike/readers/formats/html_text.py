"""The words of a message that an app keeps as HTML."""

from __future__ import annotations

import html
import re
from typing import Final

_BLOCK: Final = re.compile(
    r"</?(?:p|div|li|ul|ol|blockquote|pre|h[1-6]|tr|table|codeblock)\b[^<>]*>|<(?:br|hr)\b[^<>]*>", re.IGNORECASE
)
_SHOWN: Final = re.compile(r'<(?:custom)?emoji\b[^<>]{0,2000}?\balt="([^"<>]*)"[^<>]*>', re.IGNORECASE)
_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]*>")
_HUGE_NUMBER: Final = re.compile(r"&#\d{100,}+;?")


def shown_characters(text: str) -> str:
    """The text with the characters that &amp; and the like stand for; numbers beyond all characters are U+FFFD."""
    return html.unescape(_HUGE_NUMBER.sub("\ufffd", text)) if "&" in text else text


def typed_words(markup: str) -> str:
    """The text without tags: a line for each block, emoji as they are, no white space around.

    Args:
        markup: a part of a page; nothing in it is fetched or run.
    """
    source = markup.replace("\r", "").replace("\n", " ")
    shown = _SHOWN.sub(lambda match: match[1], source)
    text = shown_characters(_TAG.sub("", _BLOCK.sub("\n", shown))).replace("\xa0", " ")
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))
