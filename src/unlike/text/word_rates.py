"""How often the world uses its commonest words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from unlike.text.normalise import plain_letters


@cache
def word_rates(language: str) -> Mapping[str, float]:
    """Uses in a million of the commonest words of a language; empty where they are not known."""
    file = files("unlike.text").joinpath("general", f"{language}.tsv")
    if not file.is_file():
        return {}
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {word: float(rate) for word, rate in lines}


@cache
def plain_rates(language: str) -> Mapping[str, float]:
    """The same rates by words in their plain form, see `normalise.plain`."""
    rates: dict[str, float] = {}
    for word, rate in word_rates(language).items():
        bare = plain_letters(word).replace("'", "")
        rates[bare] = rates.get(bare, 0.0) + rate
    return rates
