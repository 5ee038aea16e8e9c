"""Parts of a phrase that may be missing: the space beside each becomes its own, so that it is missing with it.

`sick (again)?` becomes `sick( again)?`, and `(so)? (very)? tired` becomes `(so )?(very )?tired`. As written they would
ask for a space behind "sick" and before "tired" even where nothing stands there, which no plain text has. Where words
on both sides stay, the widest of the gaps between stays with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_LOOSE: Final = re.compile(r"(?:(?:^|[ (|?*])(?:\([^()]*[^() ]\)|\\?\w)|\{\w+\}|\)[^()]*\))[?*](?:[ ~|)]|$)")
"""What a part that may be missing looks like; a phrase without it stays as it is, which most do."""
_GAP: Final = re.compile(r"(?:~ | (?!\?))(?:\.\. )*")
_TOKEN: Final = re.compile(rf"{_GAP.pattern}|\.\. |\\.|\[[^\]]*\]|\{{\w+\}}| \?|.")
_QUANTIFIER: Final = re.compile(r"[?*+]|\{\d.*")
_WITH_SPACE: Final = re.compile(r"\(* .*|.* \)*[?*]", re.DOTALL)
"""An atom that begins or ends with a space of its own, or is one."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two gaps of a phrase: its atoms, each a sign or a group with its quantifier."""

    atoms: tuple[str, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether it can be nothing, and not all of it has spaces of its own."""
        return all(atom[-1] in "?*" for atom in self.atoms) and not all(map(_WITH_SPACE.fullmatch, self.atoms))

    def with_gaps(self, before: str, after: str) -> str:
        """The part with gaps that are missing where it is missing."""
        written = "".join(self.atoms)
        if not before and not after:
            return written
        return f"({before}{written.removesuffix('?') if len(self.atoms) == 1 else written}{after})?"


def with_own_spaces(phrase: str) -> str:
    """A phrase of which each part that may be missing has the space beside it."""
    return _alternatives(_TOKEN.findall(phrase), 0)[0] if _LOOSE.search(phrase) else phrase


def _alternatives(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """What the tokens up to the end of a group become, and where that end is."""
    branches, parts, gaps = list[str](), [_Part()], list[str]()
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == "|":
            branches.append(_joined(parts, gaps))
            parts, gaps = [_Part()], []
        elif _GAP.fullmatch(tokens[at]):
            gaps.append(tokens[at])
            parts.append(_Part())
        else:
            atom, at = _atom(tokens, at)
            parts[-1] = _Part((*parts[-1].atoms, atom))
        at += 1
    return "|".join([*branches, _joined(parts, gaps)]), at


def _atom(tokens: Sequence[str], at: int) -> tuple[str, int]:
    """One sign or group with its quantifiers, and where its last token is."""
    atom = tokens[at]
    if atom == "(":
        inner, at = _alternatives(tokens, at + 1)
        atom = f"({inner})"
    while at + 1 < len(tokens) and _QUANTIFIER.fullmatch(tokens[at + 1]):
        at += 1
        atom += tokens[at]
    return atom, at


def _joined(parts: Sequence[_Part], gaps: Sequence[str]) -> str:
    """One alternative: its parts, and the gaps between them."""
    before, after, between = [""] * len(parts), [""] * len(parts), [*gaps, ""]
    fixed = [at for at, part in enumerate(parts) if not part.optional]
    for left, right in pairwise([-1, *fixed, len(parts)]):
        if right - left == 1 or not fixed:
            continue
        inner = range(max(left, 0), min(right, len(gaps)))
        stays = max(inner, key=lambda at: len(gaps[at]))
        if left < 0 or right == len(parts):
            stays = -1 if left < 0 else len(parts)
        for at in inner:
            if at < stays:
                before[at + 1], between[at] = gaps[at], ""
            elif at > stays:
                after[at], between[at] = gaps[at], ""
    return "".join(part.with_gaps(*own) + gap for part, *own, gap in zip(parts, before, after, between, strict=True))
