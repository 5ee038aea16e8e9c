"""Signs that stand in every text with a phrase, one behind the other: a quick look before an expression is made."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"\\.|\[[^\]]*\]|\{[^{}]*\}|\.\. |~ |.", re.DOTALL)
_LITERAL: Final = re.compile(r"[a-z0-9& ]")
_QUANTIFIER: Final = re.compile(r"[?*+]|\{\d")


def literal_parts(written: str, lead: str) -> tuple[str, ...]:
    """Strings each of which stands in every plain text that has a phrase; none where its parts are alternatives.

    Args:
        written: one of `phrase_lists.bare_phrases`.
        lead: see `phrase_lists.lead_of`.
    """
    parts, depth, last = [lead], 0, False
    for token in _TOKEN.findall(written):
        if token == "|" and not depth:
            return ()
        if not depth and last and _QUANTIFIER.match(token):
            parts[-1] = parts[-1][:-1]  # what may be missing or come again
        last = not depth and bool(_LITERAL.fullmatch(token))
        if last:
            parts[-1] += token
        else:
            parts.append("")
        depth += (token == "(") - (token == ")")
    parts[-1] += " "
    return tuple(part for part in parts if part.strip())
