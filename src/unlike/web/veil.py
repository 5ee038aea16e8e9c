"""Names and quoted words of a page behind a blur, for somebody who is looked at over the shoulder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markupsafe import escape

from unlike.presentation.sanitise import sanitise, short_name

_TAG = re.compile(r"(<[^>]*>)")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_QUOTED = r"“[^”]*”|„[^“]*“|«[^»]*»"
_PLAIN_ELEMENTS = frozenset({"title", "option", "textarea", "script", "style"})
"""Elements that hold text alone; the style sheet blurs those of a form as a whole."""
_REVEALING = frozenset({"a", "button", "summary"})
"""Elements that get the focus themselves, and reveal what is in them."""


def veil_markup(markup: str, names: Iterable[str]) -> str:
    """Markup with every name and every quotation in an element of class `veil`.

    Args:
        markup: a page whose texts are escaped, so that `<` begins a tag.
        names: names of people and titles of chats, as an export has them.
    """
    spellings = {spelling for name in names for spelling in (sanitise(name), short_name(name)) if spelling}
    alternatives = (re.escape(str(escape(spelling))) for spelling in sorted(spellings, key=len, reverse=True))
    pattern = re.compile("|".join((_QUOTED, *(rf"(?<!\w){spelling}(?!\w)" for spelling in alternatives))))
    return "".join(_veiled_parts(_TAG.split(markup), pattern))


def _veiled_parts(parts: list[str], pattern: re.Pattern[str]) -> Iterator[str]:
    """Tags as they are, and texts between them with what a pattern finds behind the blur."""
    depth: dict[str, int] = {}
    for index, part in enumerate(parts):
        if index % 2:
            _count_depth(part, depth)
            yield part
        elif not part.strip() or any(depth.get(name) for name in _PLAIN_ELEMENTS):
            yield part
        else:
            yield pattern.sub(_veil_replacement(depth), part)


def _veil_replacement(depth: dict[str, int]) -> str:
    """Element around what a pattern finds, where elements are as deep as counted."""
    if depth.get("svg"):
        return r'<tspan class="veil">\g<0></tspan>'
    focus = "" if any(depth.get(name) for name in _REVEALING) else ' tabindex="0"'
    return rf'<span class="veil"{focus}>\g<0></span>'


def _count_depth(tag: str, depth: dict[str, int]) -> None:
    """Count how deep elements stand in each other."""
    name = _TAG_NAME.match(tag)
    if name:
        step = -1 if tag.startswith("</") else int(not tag.endswith("/>"))
        depth[name[1].lower()] = depth.get(name[1].lower(), 0) + step
