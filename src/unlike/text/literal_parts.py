"""Signs that stand in every text with a phrase, one behind the other: a quick look before an expression is made."""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = re.compile(r"\\.|\[[^\]]*\]|\{[^{}]*\}|\.\. |~ |.", re.DOTALL)
_LITERAL: Final = re.compile(r"[a-z0-9& ]")
_QUANTIFIER: Final = re.compile(r"[?*+]|\{\d")


def literal_parts(written: str, lead: str) -> tuple[str, ...]:
    """Strings each of which stands in every plain text that has a phrase; none where its parts are alternatives.

    Args:
        written: one of `phrase_lists.bare_phrases`.
        lead: see `phrase_lists.lead_of`.
    """
    parts, depth, is_literal = [lead], 0, False
    for sign in _SIGN.findall(written):
        if sign == "|" and not depth:
            return ()
        if not depth and is_literal and _QUANTIFIER.match(sign):
            parts[-1] = parts[-1][:-1]  # what may be missing or come again
        is_literal = not depth and bool(_LITERAL.fullmatch(sign))
        if is_literal:
            parts[-1] += sign
        else:
            parts.append("")
        depth += (sign == "(") - (sign == ")")
    parts[-1] += " "
    return tuple(part for part in parts if part.strip())
