"""Phone numbers that are written in several ways, and what is the same number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 7
"""Digits from which on a number without its country or area is the same as one with them."""

_KEY_DIGITS: Final = 9


def same_numbers(addresses: Iterable[str]) -> dict[str, str]:
    """For every address the one that stands for all of its number: the longest form.

    A number without country, or with 0 in place of it, is the same as the longer one that ends with it. Names of
    senders and short numbers are only the same as themselves.

    Args:
        addresses: as the phone has them.
    """
    forms = sorted({address: _digits(address) for address in addresses}.items(), key=lambda form: (-len(form[1]), form))
    by_end: dict[str, list[tuple[str, str]]] = {}
    chosen: dict[str, str] = {}
    for address, digits in forms:
        significant = digits.lstrip("0")
        is_long = len(significant) >= _SHORTEST
        known = by_end.setdefault(significant[-_SHORTEST:] if is_long else number_key(address), [])
        same = next((whole for whole, longer in known if longer.endswith(significant) or not is_long), None)
        if same is None:
            known.append((address, significant))
        chosen[address] = same or address
    return chosen


def number_key(address: str) -> str:
    """What is alike for a number in every form that has its area, or for the name of a sender."""
    digits = _digits(address).lstrip("0")
    return digits[-_KEY_DIGITS:] if len(digits) >= _SHORTEST else " ".join(address.casefold().split())


def _digits(address: str) -> str:
    """The digits of a phone number; none for the name of a sender."""
    return "".join(filter(str.isdecimal, address)) if not any(map(str.isalpha, address)) else ""
