"""The two people's own words: pet names, sayings and running jokes, found from the history itself.

A word or phrase is their own if they use it far more than the world does: log-odds ratio with an informative
Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words", Political Analysis 16:372-403), the prior being
general usage. It must also be spread over the history, so that a topic of one month is no habit; and it must stand by
itself as a call or a saying does ("night, otter"), which the names of friends and things seldom do ("Nele called").
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

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
_SHORTENED: Final = re.compile(
    r"(?:n't|'[^\W\d_]*)$"
)  # the world's list has few of them: "let's" is as common as "let"
_PART_USE_FACTOR: Final = 1.2  # times the uses of a phrase, from which on a part of it is told in its place
_WORD: Final = r"^[\p{L}\p{M}']+"
Positions = NDArray[np.int64]
_TOKEN: Final = r"\p{L}[\p{L}\p{M}']*(?:\s*[^\p{L}\p{M}\p{N}\s':])?"  # noqa: S105 - a word, and what ends a clause


@dataclass(frozen=True, slots=True)
class _PhraseUse:
    """Use of a word or phrase in a history.

    Attributes:
        phrase: its words, parted by spaces.
        uses: how often it is used.
        days, months: on how many, and in how many.
        apart: share of the uses in which it is set apart on both sides.
        closing: share in which it closes the message.
    """

    phrase: str
    uses: int
    days: int
    months: int
    apart: float
    closing: float


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
    months = np.unique(_months(sample["day"].to_numpy())).size
    steady_phrases = [use for use in _phrase_uses(word_table, names, min_uses) if _is_steady(use, months)]
    odds_of_use = {use: _log_odds(use, world_rates, word_table.height) for use in steady_phrases}
    distinctive = [use for use, (odds, z) in odds_of_use.items() if odds >= _MIN_LOG_ODDS and z >= _MIN_Z]
    weights = {use: odds_of_use[use][0] * math.sqrt(use.uses) * max(use.apart, _MIN_APART_SHARE) for use in distinctive}
    greetings = re.compile(lexicon.pattern("greetings") or _NEVER)
    numbers = frozenset(lexicon.listed("numbers"))
    own_uses = {
        use.phrase: use.uses
        for use in sorted(distinctive, key=lambda use: (-weights[use], use.phrase))
        if not _is_common_usage(use.phrase, greetings, numbers)
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


def _phrase_uses(words: pl.DataFrame, names: Sequence[str], min_uses: int) -> Iterator[_PhraseUse]:
    """Uses of words and short runs within a clause that are used `min_uses` times and are no names.

    Only a run that is used so often is made longer: with one more word it is used no oftener.
    """
    categories = pl.Categorical(pl.Categories.random())  # those of all tables are never forgotten, and these are words
    word_codes = words["word"].cast(categories).to_physical().fill_null(0).to_numpy().astype(np.int64)
    is_frequent = (np.bincount(word_codes)[word_codes] >= min_uses) & words["word"].is_not_null().to_numpy()
    day, begins, ends, closes = (words[name].to_numpy() for name in ("day", "begins", "ends", "closes"))
    name_words = {part for name in names for part in re.findall(r"\w+", name.lower())}
    first = np.flatnonzero(is_frequent)
    run_codes = word_codes[first]
    for size in range(1, _MAX_PHRASE_WORDS + 1):
        first, starts = _frequent_runs(first, run_codes, min_uses)
        if not first.size:
            return
        last, uses = first + size - 1, np.diff(starts, append=first.size)
        days, months = (_changes(part, starts) for part in (day[first], _months(day[first])))
        apart = np.add.reduceat(begins[first] & ends[last], starts, dtype=np.int64) / uses
        closing = np.add.reduceat(closes[last], starts, dtype=np.int64) / uses
        run_words = zip(*(words["word"][first[starts] + step].to_list() for step in range(size)), strict=True)
        figures = zip(*(part.tolist() for part in (uses, days, months, apart, closing)), strict=True)
        runs = (_PhraseUse(" ".join(run), *figure) for run, figure in zip(run_words, figures, strict=True))
        yield from (run for run in runs if run.phrase not in name_words)
        can_grow = ~ends[last]
        can_grow[can_grow] = is_frequent[last[can_grow] + 1]
        run_codes = np.repeat(np.arange(starts.size), uses)[can_grow] * (word_codes.max(initial=0) + 1)
        first, run_codes = first[can_grow], run_codes + word_codes[last[can_grow] + 1]


def _frequent_runs(first: Positions, codes: Positions, min_uses: int) -> tuple[Positions, Positions]:
    """First words of the uses of runs that are used `min_uses` times, run by run and in order of time.

    Args:
        first: first word of each use, those of one run in order of time, shape (n,).
        codes: the run of each use, shape (n,).
        min_uses: uses of a run, at least.

    Returns:
        First words, shape (m,), and where in them each run begins.
    """
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    uses = np.diff(starts, append=order.size)
    is_used = uses >= min_uses
    return first[order][np.repeat(is_used, uses)], np.cumsum(uses[is_used]) - uses[is_used]


def _changes(values: NDArray[np.datetime64], starts: Positions) -> Positions:
    """Number of different values in each run, of values that ascend in it."""
    is_new = np.append(True, values[1:] != values[:-1])
    is_new[starts] = True
    return np.add.reduceat(is_new, starts, dtype=np.int64)


def _months(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    return days.astype("datetime64[M]")


def _is_steady(use: _PhraseUse, months: int) -> bool:
    """Whether a phrase is used all over the history, by itself or at the end."""
    is_spread = use.months >= _MIN_MONTH_SHARE * months and use.days >= _MIN_DAYS_PER_USE * use.uses
    return is_spread and (use.apart >= _MIN_APART_SHARE or use.closing >= _MIN_CLOSING_SHARE)


def _log_odds(use: _PhraseUse, world_rates: Mapping[str, float], total: int) -> tuple[float, float]:
    """Log-odds ratio of a phrase against the world, and its z-score; eq. 16 and 22 of Monroe et al."""
    words = use.phrase.split(" ")
    rates = (_rate(word, world_rates) for word in words)
    collocation = (len(words) - 1) * (math.log(_COLLOCATION_LIFT) - math.log(_WORLD_WORDS))
    prior = max(math.exp(sum(map(math.log, rates)) + collocation), _MIN_PRIOR_USES)  # of the world's million words
    count, world_count = use.uses + prior, 2 * prior
    odds = math.log(count / (total + _WORLD_WORDS - count)) - math.log(world_count / (2 * _WORLD_WORDS - world_count))
    return odds, odds / math.sqrt(1 / count + 1 / world_count)


def _rate(word: str, world_rates: Mapping[str, float]) -> float:
    """Uses of a word in the world, in a million; of what it is shortened from, where that is commoner."""
    rates = (world_rates.get(form) for form in (word, _SHORTENED.sub("", word, count=1)))
    return max((rate for rate in rates if rate is not None), default=_UNLISTED_RATE)


def _distinct_phrases(phrases: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is part of, or holds, a phrase already taken."""
    chosen_phrases: list[str] = []
    for phrase in phrases:
        padded = f" {phrase} "
        if not any(padded in f" {other} " or f" {other} " in padded for other in chosen_phrases):
            chosen_phrases.append(phrase)
    return tuple(chosen_phrases)
