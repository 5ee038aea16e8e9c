"""The two people's own words: pet names, sayings and running jokes, found from the history itself.

A word or phrase is their own if they use it far more than the world does: log-odds ratio with an informative
Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words", Political Analysis 16:372-403), the prior being
general usage. It must also be spread over the history, so that a topic of one month is no habit; and it must stand by
itself as a call or a saying does ("night, otter"), which the names of friends and things seldom do ("Nele called").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
import polars as pl

from unlike.text.lexicon import Lexicon
from unlike.text.word_rates import word_rates

_SAMPLE: Final = 60_000  # texts looked at, evenly over the history
_NEVER: Final = r"[^\s\S]"
_MOST: Final = 24
_LONGEST: Final = 4  # words in a phrase
_LIFT: Final = 60.0  # how much likelier than by chance the world puts two words side by side
_WORLD: Final = 1e6  # size of the world's corpus, in words
_RARE: Final = 1.0  # uses in a million of a word that is not in the world's list
_RAREST: Final = 0.5  # and of any phrase: with less, even one said every day is too rare in the world to be sure of
_STRENGTH: Final = 2.5  # least log-odds ratio: twelve times as often as the world
_SURE: Final = 4.0  # least z-score of it
_USES: Final = 0.002  # least share of the messages
_MONTHS: Final = 0.5  # least share of the months
_BURST: Final = 0.6  # least days per use
_APART: Final = 0.3  # least share of the uses in which it is set apart on both sides,
_CLOSING: Final = 0.6  # or in which it closes the message
_SHORTENED: Final = r"(?:n't|'\p{L}*)$"  # the world's list has few of them: "let's" is as common as "let"
_ALSO: Final = 1.2  # times the uses of a phrase, from which on a part of it is told in its place
_WORD: Final = r"^[\p{L}\p{M}']+"
_TOKEN: Final = r"\p{L}[\p{L}\p{M}']*(?:\s*[^\p{L}\p{M}\p{N}\s':])?"  # noqa: S105 - a word, and what ends a clause


def own_words(texts: pl.DataFrame, names: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The words and phrases that these people have between them, the most telling first.

    Args:
        texts: columns `lower` (text in lower case, no nulls) and `day` (date), in order of time.
        names: the people's own names, which are not words.
        lexicon: the languages spoken; without general usage for one of them nothing is found.
    """
    world = general_usage(lexicon.languages)
    if not world or texts.is_empty():
        return ()
    sample = even_messages(texts).with_row_index("row")
    words = _words(sample, frozenset(lexicon.listed("calls", "hellos")).difference(lexicon.listed("i")))
    least = max(8, int(_USES * sample.height))
    counted = _counted(_phrases(words, names, least))
    months = sample["day"].dt.truncate("1mo").n_unique()
    steady = counted.filter(
        pl.col("months") >= _MONTHS * months,
        pl.col("days") >= _BURST * pl.col("uses"),
        (pl.col("apart") >= _APART) | (pl.col("closing") >= _CLOSING),
    )
    if steady.is_empty():
        return ()
    telling = _log_odds(steady, world, words.height).filter(pl.col("odds") >= _STRENGTH, pl.col("z") >= _SURE)
    weight = pl.col("odds") * pl.col("uses").sqrt() * pl.max_horizontal("apart", _APART)
    ranked = telling.sort(weight, "phrase", descending=[True, False])
    greetings = re.compile(lexicon.pattern("greetings") or _NEVER)
    numbers = frozenset(lexicon.listed("numbers"))
    own = {
        phrase: uses
        for phrase, uses in ranked.select("phrase", "uses").collect().iter_rows()
        if not _of_everybody(phrase, greetings, numbers)
    }
    return _distinct([_shortest(phrase, own) for phrase in own])[:_MOST]


def even_messages(messages: pl.DataFrame) -> pl.DataFrame:
    """The messages that are looked at, evenly over all; of these, all."""
    return messages.gather_every(max(1, messages.height // _SAMPLE))


def _shortest(phrase: str, own: Mapping[str, int]) -> str:
    """What of a phrase is said without the rest of it as well: "otter" for "my otter"."""
    words = phrase.split(" ")
    parts = (" ".join(words[a:b]) for b in range(1, len(words) + 1) for a in range(b))
    often = [part for part in parts if own.get(part, 0) >= _ALSO * own[phrase]]
    return min(often, key=lambda part: part.count(" "), default=phrase)


def _of_everybody(phrase: str, greetings: re.Pattern[str], numbers: Collection[str]) -> bool:
    """Whether a phrase is a greeting, has stretched letters, or is about numbers and times of day."""
    words = phrase.split(" ")
    if re.search(r"(.)\1\1", phrase) or greetings.fullmatch(phrase):
        return True
    return 2 * sum(word in numbers for word in words) > len(words)


@cache
def general_usage(languages: tuple[str, ...]) -> Mapping[str, float]:
    """How often the world uses its commonest words: uses in a million, in the language in which it is commonest."""
    rates: dict[str, float] = {}
    for word, rate in (row for code in languages for row in word_rates(code).items()):
        rates[word] = max(rate, rates.get(word, 0.0))
    return rates


def _words(sample: pl.DataFrame, calling: Collection[str]) -> pl.DataFrame:
    """Every word: `row`, `day`, `word`; whether a clause `begins` or `ends` with it, and it `closes` its text.

    Behind a word that one calls somebody with ("night otter") the next one counts as a beginning.
    """
    tokens = (
        sample.lazy()
        .select("row", "day", token=pl.col("lower").str.replace_all("’", "'", literal=True).str.extract_all(_TOKEN))
        .explode("token")
        .drop_nulls("token")
        .with_columns(
            word=pl.col("token").str.extract(_WORD, 0),
            closes=(pl.col("row") != pl.col("row").shift(-1)).fill_null(value=True),
        )
    )
    ended = tokens.with_columns(ends=pl.col("closes") | (pl.col("word") != pl.col("token")))
    return ended.with_columns(
        begins=(pl.col("ends") | pl.col("word").is_in(list(calling))).shift().fill_null(value=True)
    ).collect()


def _phrases(words: pl.DataFrame, names: Sequence[str], least: int) -> pl.DataFrame:
    """Words and runs of a few within a clause, used `least` times, one row a use: `phrase`, `day`, `apart`, `closes`.

    Only a run that is used so often is made longer: with one more word it is used no oftener.
    """
    kind = pl.Categorical(pl.Categories.random())  # those of all tables are never forgotten, and these are words
    code = words["word"].cast(kind).to_physical().fill_null(0).to_numpy().astype(np.int64)
    often = (np.bincount(code)[code] >= least) & words["word"].is_not_null().to_numpy()
    begins, ends, closes = (words[name].to_numpy() for name in ("begins", "ends", "closes"))
    named = [part for name in names for part in re.findall(r"\w+", name.lower())]
    word, day = words.select("word"), words.select("day")
    first, runs = np.flatnonzero(often), []
    run_code = code[first]
    for size in range(1, _LONGEST + 1):
        _, run_code, uses = np.unique(run_code, return_inverse=True, return_counts=True)
        used = uses[run_code] >= least
        first, run_code = first[used], run_code[used]
        last = first + size - 1
        parts = [word[first + step].to_series().alias(str(step)) for step in range(size)]
        run = {
            "phrase": pl.DataFrame(parts).select(pl.concat_str(pl.all(), separator=" ")).to_series(),
            "day": day[first].to_series(),
            "apart": begins[first] & ends[last],
            "closes": closes[last],
        }
        runs.append(pl.DataFrame(run))
        goes_on = ~ends[last]
        goes_on[goes_on] = often[last[goes_on] + 1]
        first, last = first[goes_on], last[goes_on]
        run_code = run_code[goes_on] * (code.max(initial=0) + 1) + code[last + 1]
    return pl.concat(runs).filter(~pl.col("phrase").is_in(named))


def _counted(phrases: pl.DataFrame) -> pl.DataFrame:
    """The phrases: `uses`, `days`, `months`, and the shares `apart` and `closing`."""
    return (
        phrases.lazy()
        .group_by("phrase")
        .agg(
            uses=pl.len(),
            days=pl.col("day").n_unique(),
            months=pl.col("day").dt.truncate("1mo").n_unique(),
            apart=pl.col("apart").mean(),
            closing=pl.col("closes").mean(),
        )
        .collect()
    )


def _log_odds(counted: pl.DataFrame, world: Mapping[str, float], total: int) -> pl.LazyFrame:
    """Add `odds` (log-odds ratio against the world) and `z`; eq. 16 and 22 of Monroe et al."""
    words = (
        counted.lazy()
        .select("phrase", word=pl.col("phrase").str.split(" "))
        .explode("word")
        .with_columns(whole=pl.col("word").str.replace(_SHORTENED, ""))
        .collect()
    )
    world_rates = [pl.Series(name, list(map(world.get, words[name])), dtype=pl.Float64) for name in ("word", "whole")]
    rates = (
        words.lazy()
        .select("phrase", rate=pl.max_horizontal(world_rates).fill_null(_RARE).log())
        .group_by("phrase")
        .agg(pl.col("rate").sum(), size=pl.len())
    )
    beside = (pl.col("size") - 1) * (pl.lit(_LIFT).log() - pl.lit(1e6).log())
    prior = (pl.col("rate") + beside).exp().clip(lower_bound=_RAREST)  # of the world's million words
    here, there = pl.col("uses") + prior, 2 * prior
    odds = (here / (total + _WORLD - here)).log() - (there / (2 * _WORLD - there)).log()
    return (
        counted.lazy()
        .join(rates, on="phrase")
        .with_columns(odds=odds, deviation=(1 / here + 1 / there).sqrt())
        .with_columns(z=pl.col("odds") / pl.col("deviation").clip(upper_bound=pl.col("odds") / 1e-6))
    )


def _distinct(phrases: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is part of, or holds, a phrase already taken."""
    words: list[str] = []
    for phrase in phrases:
        padded = f" {phrase} "
        if not any(padded in f" {other} " or f" {other} " in padded for other in words):
            words.append(phrase)
    return tuple(words)
