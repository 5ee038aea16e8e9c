"""The two people's own words: pet names, sayings and running jokes, found from the history itself.

A word or phrase is their own if they use it far more than the world does: log-odds ratio with an informative
Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words", Political Analysis 16:372-403), the prior being
general usage. It must also be spread over the history, so that a topic of one month is no habit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from unlike.signals.lexicon import Lexicon

_SAMPLE: Final = 60_000  # texts looked at, evenly over the history
_MOST: Final = 40
_LONGEST: Final = 3  # words in a phrase
_LIFT: Final = 60.0  # how much likelier than by chance the world puts two words side by side
_WORLD: Final = 1e6  # size of the world's corpus, in words
_RARE: Final = 1.0  # uses in a million of a word that is not in the world's list
_STRENGTH: Final = 2.5  # least log-odds ratio: twelve times as often as the world
_SURE: Final = 4.0  # least z-score of it
_USES: Final = 0.002  # least share of the messages
_MONTHS: Final = 0.5  # least share of the months
_BURST: Final = 0.6  # least days per use
_SHORTENED: Final = r"(?:n't|'\p{L}*)$"  # the world's list has few of them: "let's" is as common as "let"
_TOKEN: Final = r"\p{L}[\p{L}\p{M}']*"  # noqa: S105 - a pattern


def own_words(texts: pl.DataFrame, names: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The words and phrases that these people have between them, the most telling first.

    Args:
        texts: columns `lower` (text in lower case, no nulls) and `day` (date), in order of time.
        names: the people's own names, which are not words.
        lexicon: the languages spoken; without general usage for one of them nothing is found.
    """
    world = general_usage(lexicon.languages)
    if world.is_empty() or texts.is_empty():
        return ()
    sample = texts.gather_every(max(1, texts.height // _SAMPLE)).with_row_index("row")
    phrases = _phrases(sample, names)
    least = max(8, int(_USES * sample.height))
    counted = (
        phrases.filter(pl.len().over("phrase") >= least)
        .group_by("phrase")
        .agg(uses=pl.len(), days=pl.col("day").n_unique(), months=pl.col("day").dt.truncate("1mo").n_unique())
    )
    months = sample["day"].dt.truncate("1mo").n_unique()
    steady = counted.filter(pl.col("months") >= _MONTHS * months, pl.col("days") >= _BURST * pl.col("uses"))
    total = phrases.filter(~pl.col("phrase").str.contains(" ", literal=True)).height
    telling = _log_odds(steady, world, total).filter(pl.col("odds") >= _STRENGTH, pl.col("z") >= _SURE)
    ranked = telling.sort(pl.col("odds") * pl.col("uses").sqrt(), "phrase", descending=[True, False])
    known = lexicon.pattern("greetings")
    return _apart([p for p in ranked["phrase"].to_list() if not (known and re.fullmatch(known, p))])[:_MOST]


@cache
def general_usage(languages: tuple[str, ...]) -> pl.DataFrame:
    """How often the world uses its commonest words: columns `word`, `rate` (uses in a million)."""
    room = files("unlike.signals").joinpath("general")
    rows = [
        line.split("\t")
        for code in languages
        if (file := room.joinpath(f"{code}.tsv")).is_file()
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    frame = pl.DataFrame(
        {"word": [word for word, _ in rows], "rate": [float(rate) for _, rate in rows]},
        schema={"word": pl.String, "rate": pl.Float64},
    )
    return frame.group_by("word").agg(pl.col("rate").max())


def _phrases(sample: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Every word and every run of two or three words, one row a use: `phrase`, `day`."""
    named = {part for name in names for part in re.findall(r"\w+", name.lower())}
    words = (
        sample.select(
            "row", "day", word=pl.col("lower").str.replace_all("’", "'", literal=True).str.extract_all(_TOKEN)
        )
        .explode("word")
        .drop_nulls("word")
    )
    runs = [words.select("day", phrase="word", last="word")]
    for size in range(2, _LONGEST + 1):
        following = [pl.col("word").shift(-step) for step in range(size)]
        whole = pl.col("row") == pl.col("row").shift(-(size - 1))
        runs.append(
            words.select("day", phrase=pl.when(whole).then(pl.concat_str(following, separator=" ")), last=following[-1])
        )
    return pl.concat(runs).drop_nulls("phrase").filter(~pl.col("phrase").is_in(named)).select("phrase", "day")


def _log_odds(counted: pl.DataFrame, world: pl.DataFrame, total: int) -> pl.DataFrame:
    """Add `odds` (log-odds ratio against the world) and `z`; eq. 16 and 22 of Monroe et al."""
    rates = (
        counted.select("phrase", word=pl.col("phrase").str.split(" "))
        .explode("word")
        .with_columns(whole=pl.col("word").str.replace(_SHORTENED, ""))
        .join(world, on="word", how="left")
        .join(world.rename({"word": "whole", "rate": "rate_whole"}), on="whole", how="left")
        .group_by("phrase")
        .agg(rate=pl.max_horizontal("rate", "rate_whole").fill_null(_RARE).log().sum(), size=pl.len())
    )
    beside = (pl.col("size") - 1) * (pl.lit(_LIFT).log() - pl.lit(1e6).log())
    prior = (pl.col("rate") + beside).exp().clip(lower_bound=1e-3)  # of the world's million words
    here, there = pl.col("uses") + prior, 2 * prior
    odds = (here / (total + _WORLD - here)).log() - (there / (2 * _WORLD - there)).log()
    return (
        counted.join(rates, on="phrase")
        .with_columns(odds=odds, deviation=(1 / here + 1 / there).sqrt())
        .with_columns(z=pl.col("odds") / pl.col("deviation").clip(upper_bound=pl.col("odds") / 1e-6))
    )


def _apart(phrases: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is part of, or holds, a phrase already taken."""
    kept: list[str] = []
    for phrase in phrases:
        padded = f" {phrase} "
        if not any(padded in f" {other} " or f" {other} " in padded for other in kept):
            kept.append(phrase)
    return tuple(kept)
