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

_MAX_SAMPLE_TEXTS: Final = 60_000  # texts looked at, evenly over the history
_NEVER: Final = r"[^\s\S]"
_MAX_OWN_WORDS: Final = 24
_MAX_PHRASE_WORDS: Final = 4  # words in a phrase
_COLLOCATION_LIFT: Final = 60.0  # how much likelier than by chance the world puts two words side by side
_WORLD_WORDS: Final = 1e6  # size of the world's corpus, in words
_UNLISTED_RATE: Final = 1.0  # uses in a million of a word that is not in the world's list
_MIN_PRIOR_USES: Final = 0.5
"""The same of any phrase: with less, even one said every day is too rare in the world to be sure of."""
_MIN_LOG_ODDS: Final = 2.5  # least log-odds ratio: twelve times as often as the world
_MIN_Z: Final = 4.0  # least z-score of it
_MIN_USE_SHARE: Final = 0.002  # least share of the messages
_MIN_MONTH_SHARE: Final = 0.5  # least share of the months
_MIN_DAYS_PER_USE: Final = 0.6  # least days per use
_MIN_APART_SHARE: Final = 0.3  # least share of the uses in which it is set apart on both sides,
_MIN_CLOSING_SHARE: Final = 0.6  # or in which it closes the message
_SHORTENED: Final = r"(?:n't|'\p{L}*)$"  # the world's list has few of them: "let's" is as common as "let"
_PART_USE_FACTOR: Final = 1.2  # times the uses of a phrase, from which on a part of it is told in its place
_WORD: Final = r"^[\p{L}\p{M}']+"
_TOKEN: Final = r"\p{L}[\p{L}\p{M}']*(?:\s*[^\p{L}\p{M}\p{N}\s':])?"  # noqa: S105 - a word, and what ends a clause


def own_words(texts: pl.DataFrame, names: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The words and phrases that these people have between them, the most telling first.

    Args:
        texts: columns `lower` (text in lower case, no nulls) and `day` (date), in order of time.
        names: the people's own names, which are not words.
        lexicon: the languages spoken; without general usage for one of them nothing is found.
    """
    world_rates = general_usage(lexicon.languages)
    if not world_rates or texts.is_empty():
        return ()
    sample = even_messages(texts).with_row_index("row")
    word_table = _word_rows(sample, frozenset(lexicon.listed("calls", "hellos")).difference(lexicon.listed("i")))
    min_uses = max(8, int(_MIN_USE_SHARE * sample.height))
    phrase_uses = _phrase_counts(_phrase_rows(word_table, names, min_uses))
    months = sample["day"].dt.truncate("1mo").n_unique()
    steady_phrases = phrase_uses.filter(
        pl.col("months") >= _MIN_MONTH_SHARE * months,
        pl.col("days") >= _MIN_DAYS_PER_USE * pl.col("uses"),
        (pl.col("apart") >= _MIN_APART_SHARE) | (pl.col("closing") >= _MIN_CLOSING_SHARE),
    )
    if steady_phrases.is_empty():
        return ()
    distinctive = _log_odds(steady_phrases, world_rates, word_table.height).filter(
        pl.col("odds") >= _MIN_LOG_ODDS, pl.col("z") >= _MIN_Z
    )
    weight = pl.col("odds") * pl.col("uses").sqrt() * pl.max_horizontal("apart", _MIN_APART_SHARE)
    ranked_phrases = distinctive.sort(weight, "phrase", descending=[True, False])
    greetings = re.compile(lexicon.pattern("greetings") or _NEVER)
    numbers = frozenset(lexicon.listed("numbers"))
    own_uses = {
        phrase: uses
        for phrase, uses in ranked_phrases.select("phrase", "uses").collect().iter_rows()
        if not _is_common_usage(phrase, greetings, numbers)
    }
    return _distinct_phrases([_shortest_part(phrase, own_uses) for phrase in own_uses])[:_MAX_OWN_WORDS]


def even_messages(messages: pl.DataFrame) -> pl.DataFrame:
    """Sample of at most about `_MAX_SAMPLE_TEXTS` rows, spaced evenly; a sample of a sample is itself."""
    return messages.gather_every(max(1, messages.height // _MAX_SAMPLE_TEXTS))


def _shortest_part(phrase: str, own_uses: Mapping[str, int]) -> str:
    """Shortest part of a phrase that is used clearly more often than the phrase: "otter" for "my otter"."""
    words = phrase.split(" ")
    parts = (" ".join(words[begin:end]) for end in range(1, len(words) + 1) for begin in range(end))
    frequent_parts = [part for part in parts if own_uses.get(part, 0) >= _PART_USE_FACTOR * own_uses[phrase]]
    return min(frequent_parts, key=lambda part: part.count(" "), default=phrase)


def _is_common_usage(phrase: str, greetings: re.Pattern[str], numbers: Collection[str]) -> bool:
    """Whether a phrase is a greeting, has stretched letters, or is about numbers and times of day."""
    words = phrase.split(" ")
    if re.search(r"(.)\1\1", phrase) or greetings.fullmatch(phrase):
        return True
    return 2 * sum(word in numbers for word in words) > len(words)


@cache
def general_usage(languages: tuple[str, ...]) -> Mapping[str, float]:
    """General usage of common words: uses in a million words, in the language in which each is commonest."""
    rates: dict[str, float] = {}
    for word, rate in (row for code in languages for row in word_rates(code).items()):
        rates[word] = max(rate, rates.get(word, 0.0))
    return rates


def _word_rows(sample: pl.DataFrame, calling_words: Collection[str]) -> pl.DataFrame:
    """One row a word: `row`, `day`, `word`; whether a clause `begins` or `ends` with it, and it `closes` its text.

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
    with_ends = tokens.with_columns(ends=pl.col("closes") | (pl.col("word") != pl.col("token")))
    return with_ends.with_columns(
        begins=(pl.col("ends") | pl.col("word").is_in(list(calling_words))).shift().fill_null(value=True)
    ).collect()


def _phrase_rows(words: pl.DataFrame, names: Sequence[str], min_uses: int) -> pl.DataFrame:
    """Words and short runs within a clause, used `min_uses` times, one row a use: `phrase`, `day`, `apart`, `closes`.

    Only a run that is used so often is made longer: with one more word it is used no oftener.
    """
    categories = pl.Categorical(pl.Categories.random())  # those of all tables are never forgotten, and these are words
    word_codes = words["word"].cast(categories).to_physical().fill_null(0).to_numpy().astype(np.int64)
    is_frequent = (np.bincount(word_codes)[word_codes] >= min_uses) & words["word"].is_not_null().to_numpy()
    begins, ends, closes = (words[name].to_numpy() for name in ("begins", "ends", "closes"))
    name_words = [part for name in names for part in re.findall(r"\w+", name.lower())]
    word_column, day_column = words.select("word"), words.select("day")
    first, runs = np.flatnonzero(is_frequent), []
    run_codes = word_codes[first]
    for size in range(1, _MAX_PHRASE_WORDS + 1):
        _, run_codes, uses = np.unique(run_codes, return_inverse=True, return_counts=True)
        is_used = uses[run_codes] >= min_uses
        first, run_codes = first[is_used], run_codes[is_used]
        last = first + size - 1
        parts = [word_column[first + step].to_series().alias(str(step)) for step in range(size)]
        run = {
            "phrase": pl.DataFrame(parts).select(pl.concat_str(pl.all(), separator=" ")).to_series(),
            "day": day_column[first].to_series(),
            "apart": begins[first] & ends[last],
            "closes": closes[last],
        }
        runs.append(pl.DataFrame(run))
        can_grow = ~ends[last]
        can_grow[can_grow] = is_frequent[last[can_grow] + 1]
        first, last = first[can_grow], last[can_grow]
        run_codes = run_codes[can_grow] * (word_codes.max(initial=0) + 1) + word_codes[last + 1]
    return pl.concat(runs).filter(~pl.col("phrase").is_in(name_words))


def _phrase_counts(phrases: pl.DataFrame) -> pl.DataFrame:
    """Count uses by phrase: `uses`, `days`, `months`, and the shares `apart` and `closing`."""
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


def _log_odds(phrase_uses: pl.DataFrame, world_rates: Mapping[str, float], total: int) -> pl.LazyFrame:
    """Add `odds` (log-odds ratio against the world) and `z`; eq. 16 and 22 of Monroe et al."""
    words = (
        phrase_uses.lazy()
        .select("phrase", word=pl.col("phrase").str.split(" "))
        .explode("word")
        .with_columns(whole=pl.col("word").str.replace(_SHORTENED, ""))
        .collect()
    )
    rate_columns = [
        pl.Series(name, list(map(world_rates.get, words[name])), dtype=pl.Float64) for name in ("word", "whole")
    ]
    rates = (
        words.lazy()
        .select("phrase", rate=pl.max_horizontal(rate_columns).fill_null(_UNLISTED_RATE).log())
        .group_by("phrase")
        .agg(pl.col("rate").sum(), size=pl.len())
    )
    collocation = (pl.col("size") - 1) * (pl.lit(_COLLOCATION_LIFT).log() - pl.lit(1e6).log())
    prior = (pl.col("rate") + collocation).exp().clip(lower_bound=_MIN_PRIOR_USES)  # of the world's million words
    count, world_count = pl.col("uses") + prior, 2 * prior
    odds = (count / (total + _WORLD_WORDS - count)).log() - (world_count / (2 * _WORLD_WORDS - world_count)).log()
    return (
        phrase_uses.lazy()
        .join(rates, on="phrase")
        .with_columns(odds=odds, deviation=(1 / count + 1 / world_count).sqrt())
        .with_columns(z=pl.col("odds") / pl.col("deviation").clip(upper_bound=pl.col("odds") / 1e-6))
    )


def _distinct_phrases(phrases: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is part of, or holds, a phrase already taken."""
    chosen_phrases: list[str] = []
    for phrase in phrases:
        padded = f" {phrase} "
        if not any(padded in f" {other} " or f" {other} " in padded for other in chosen_phrases):
            chosen_phrases.append(phrase)
    return tuple(chosen_phrases)
