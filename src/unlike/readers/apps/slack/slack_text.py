"""What a person typed in Slack, from the markup that Slack makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from unlike.readers.formats.html_text import shown_characters

_MARKUP: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def typed_text(markup: str, names: Mapping[str, str]) -> str:
    """The words of a message: people and channels by their names, links as they were typed.

    Args:
        markup: "text" of a message.
        names: of people by their ids.
    """
    if "<" not in markup and "&" not in markup:
        return markup
    return shown_characters(_MARKUP.sub(lambda match: _shown(match, names), markup))


def _shown(match: re.Match[str], names: Mapping[str, str]) -> str:
    kind, target, label = match[1], match[2], match[3]
    if kind == "@":
        return f"@{names.get(target) or label or target}"
    if kind == "#":
        return f"#{label or target}"
    if kind == "!":
        return label or f"@{target.partition('^')[0]}"
    return label or target.removeprefix("mailto:")
