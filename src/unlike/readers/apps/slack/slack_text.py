"""What a person typed in Slack, from the markup that Slack makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from unlike.readers.formats.html_text import shown_characters
from unlike.readers.formats.json_fields import JsonObject, objects, text_of

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


def block_words(blocks: object, names: Mapping[str, str]) -> str:
    """The words in the blocks of a message whose own text is empty; those of other apps' blocks are not typed.

    Args:
        blocks: "blocks" of a message.
        names: of people by their ids.
    """
    typed = [block for block in objects(blocks) if block.get("type") == "rich_text"]
    return "\n".join(filter(None, (_part(part, names) for block in typed for part in objects(block.get("elements")))))


def _part(part: JsonObject, names: Mapping[str, str]) -> str:
    """A section, list or quotation; the entries of a list are sections themselves."""
    elements = objects(part.get("elements"))
    if part.get("type") == "rich_text_list":
        return "\n".join(filter(None, (_part(entry, names) for entry in elements)))
    return "".join(_element(element, names) for element in elements)


def _element(element: JsonObject, names: Mapping[str, str]) -> str:
    kind, who = text_of(element.get("type")), text_of(element.get("user_id"))
    if kind == "user":
        return f"@{names.get(who) or who}"
    if kind == "emoji":
        return f":{text_of(element.get('name'))}:"
    if kind == "broadcast":
        return f"@{text_of(element.get('range'))}"
    return text_of(element.get("text")) or text_of(element.get("url"))
