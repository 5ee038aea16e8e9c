"""Changes planted into real histories on known days: cooler at three strengths, and kinds of other sorts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

SMILEY = r"[:;=][-']?[)(DPp3*o]|<3|\^\^|[\x{1F300}-\x{1FAFF}\x{2600}-\x{27BF}]"
GREETING = (
    r"(?i)\b(?:good\s*)?(?:morning|night|evening|afternoon)\b|\b(?:hi|hey|hello|moin|o/|\\o|re|bye|cya|greetings)\b"
)
QUESTION = r"\?(?:[^\w=&%/]|$)"
"""A question mark that is not part of a link."""
FACTORS = {"strong": (0.3, 0.4, 0.4), "moderate": (0.5, 0.6, 0.6), "mild": (0.7, 0.8, 0.8)}
"""Messages kept, words × , and of the messages with a smiley or a question those that keep it.

The words that are cut are the last ones, and marks mostly stand at the end: only put back before they are thinned are
as many left as said. Exclamation marks and full stops go with the words.
"""
MARKS_CUT = ", marks cut"
"""End of the name of a kind in which smileys and questions go with the words that are cut, and hardly any are left."""

Change = Callable[[pl.DataFrame, pl.DataFrame, np.random.Generator], pl.DataFrame]
"""(the person's messages of the days, all of theirs, numbers) -> their messages of the days, changed."""


@dataclass(frozen=True)
class Plant:
    """A kind of change, and how many days it lasts."""

    kind: str
    days: int
    change: Change


def cooler(messages_kept: float, words: float, marks: float, *, marks_cut: bool = False) -> Change:
    """Fewer messages, fewer words, fewer smileys and questions; `marks_cut`: those that go with the words stay away."""

    def change(rows: pl.DataFrame, _: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
        kept_rows = rows.filter(chance(rows, rng) < messages_kept)
        shortened = shorter(kept_rows, words, rng)
        return unmarked(shortened if marks_cut else marked_again(shortened, kept_rows["text"]), marks, rng)

    return change


def chance(rows: pl.DataFrame, rng: np.random.Generator) -> pl.Series:
    return pl.Series(rng.random(rows.height))


def shorter(rows: pl.DataFrame, factor: float, rng: np.random.Generator) -> pl.DataFrame:
    """The first words of each message, at least one."""
    words = rows["text"].fill_null("").str.split(" ").to_list()
    word_counts = [
        max(1, int(len(message_words) * factor + draw))
        for message_words, draw in zip(words, rng.random(len(words)), strict=True)
    ]
    texts = [" ".join(message_words[:word_count]) for message_words, word_count in zip(words, word_counts, strict=True)]
    return rows.with_columns(text=pl.Series(texts, dtype=pl.String))


def marked_again(rows: pl.DataFrame, originals: pl.Series, *, ends: bool = False) -> pl.DataFrame:
    """Messages with a smiley and a question mark where their originals had one; `ends`: with !, . and … there, too."""
    text = pl.col("text")
    rows = rows.with_columns(original=originals.fill_null(""))
    smiley = pl.col("original").str.extract(f"({SMILEY})", 1)
    rows = rows.with_columns(
        text=pl.when(smiley.is_not_null() & ~text.str.contains(SMILEY)).then(text + " " + smiley).otherwise(text)
    )
    if ends:
        stop, exclaims = pl.col("original").str.extract(r"([.…]+)$", 1), pl.col("original").str.contains("!")
        rows = rows.with_columns(
            text=pl.when(stop.is_not_null() & ~text.str.contains(r"[.…]$")).then(text + stop).otherwise(text)
        )
        rows = rows.with_columns(text=pl.when(exclaims & ~text.str.contains("!")).then(text + "!").otherwise(text))
    asks = pl.col("original").str.contains(QUESTION) & ~text.str.contains(QUESTION)
    return rows.with_columns(text=pl.when(asks).then(text + "?").otherwise(text)).drop("original")


def unmarked(rows: pl.DataFrame, marks_kept: float, rng: np.random.Generator) -> pl.DataFrame:
    """Remove smileys and question marks from all but a share of the messages."""
    for pattern in (SMILEY, r"\?"):
        is_removed = chance(rows, rng) >= marks_kept
        rows = rows.with_columns(
            text=pl.when(is_removed).then(pl.col("text").str.replace_all(pattern, "")).otherwise(pl.col("text"))
        )
    return rows


def without(pattern: str) -> Change:
    """Change that removes every match of a pattern."""

    def change(rows: pl.DataFrame, _: pl.DataFrame, __: np.random.Generator) -> pl.DataFrame:
        return rows.with_columns(pl.col("text").str.replace_all(pattern, "").str.strip_chars())

    return change


def plainer(rows: pl.DataFrame, _: pl.DataFrame, __: np.random.Generator) -> pl.DataFrame:
    """Remove smileys, stretched letters, exclamation marks and laughter."""
    text = pl.col("text").str.replace_all(SMILEY, "").str.replace_all("!+", "")
    text = text.str.replace_all(r"(?i)\b(?:a?(?:ha){2,}h?|lol+|lmao|rofl|hehe+|heh)\b", "")
    for letter in "aeiouhmnsy":
        text = text.str.replace_all(f"{letter}{{3,}}", letter)
    return rows.with_columns(text=text.str.strip_chars())


def later(rows: pl.DataFrame, _: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Every run of messages some minutes to hours later: reply times about fourfold, at least."""
    turn = (rows["sent_at"].diff().fill_null(pl.duration(days=1)) > pl.duration(minutes=5)) if rows.height else None
    if turn is None:
        return rows
    run = rows.select(turn=pl.col("sent_at").diff().fill_null(pl.duration(days=1)) > pl.duration(minutes=5))["turn"]
    number = run.cast(pl.Int64).cum_sum()
    delays = np.exp(rng.normal(np.log(12), 0.7, size=int(number.to_numpy().max()) + 1))
    late = pl.Series(delays[number.to_numpy()] * 60e6).cast(pl.Int64).cast(pl.Duration("us"))
    return rows.with_columns(sent_at=(pl.col("sent_at").cast(pl.Datetime("us")) + late).alias("sent_at"))


def one_habit(rows: pl.DataFrame, _: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Fewer words, nothing else: every mark is put back."""
    return marked_again(shorter(rows, 0.4, rng), rows["text"], ends=True)


def one_habit_marks_cut(rows: pl.DataFrame, _: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Fewer words, and the marks go with them."""
    return shorter(rows, 0.4, rng)


def warmer(day_rows: pl.DataFrame, own_messages: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Messages × 2, words × 1.7, a smiley in a third, a question mark in a fifth."""
    if day_rows.is_empty():
        return day_rows
    repeated = day_rows.sample(day_rows.height, with_replacement=True, seed=int(rng.integers(1 << 30)))
    rows = pl.concat([day_rows, repeated])
    tails = own_messages["text"].fill_null("").gather(rng.integers(0, own_messages.height, size=rows.height))
    longer = pl.Series(rng.random(rows.height) < 0.7)
    text = pl.when(longer).then(pl.concat_str(pl.col("text").fill_null(""), pl.lit(" "), tails)).otherwise("text")
    rows = rows.with_columns(text=text)
    for mark, part in ((" :)", 0.33), ("?", 0.2)):
        rows = rows.with_columns(text=pl.when(chance(rows, rng) < part).then(pl.col("text") + mark).otherwise("text"))
    return rows


PLANTS = (
    *(Plant(kind, days, cooler(*FACTORS[kind])) for kind in FACTORS for days in (1, 3, 7, 14, 30)),
    *(
        Plant(kind + MARKS_CUT, days, cooler(*FACTORS[kind], marks_cut=True))
        for kind, days in (("strong", 3), ("moderate", 3), ("strong", 7), ("moderate", 7), ("mild", 30))
    ),
    Plant("later replies", 7, later),
    Plant("no greetings", 7, without(GREETING)),
    Plant("no questions", 7, without(r"\?")),
    Plant("plainer", 7, plainer),
    Plant("one habit", 7, one_habit),
    Plant("one habit" + MARKS_CUT, 7, one_habit_marks_cut),
    Plant("warmer", 7, warmer),
)


def planted(
    messages: pl.DataFrame, nick: str, spans: list[tuple[np.datetime64, np.datetime64]], change: Change, seed: int
) -> pl.DataFrame:
    """A conversation with a change of one person's messages on some days (first and last included)."""
    rng = np.random.default_rng(seed)
    messages = messages.with_columns(pl.col("sent_at").cast(pl.Datetime("us")))
    days = pl.any_horizontal([pl.col("day").is_between(pl.lit(first), pl.lit(last)) for first, last in spans])
    is_changed = days & (pl.col("sender") == nick)
    changed_messages = change(messages.filter(is_changed), messages.filter(pl.col("sender") == nick), rng)
    return pl.concat([messages.filter(~is_changed), changed_messages]).sort("sent_at", maintain_order=True)


def spliced(other: pl.DataFrame) -> Change:
    """Another person's texts in place of theirs, in the order in which they were written."""

    def change(rows: pl.DataFrame, _: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
        start = int(rng.integers(0, max(other.height - rows.height, 1)))
        texts = other["text"].gather((np.arange(rows.height) + start) % other.height)
        return rows.with_columns(text=texts)

    return change


def spans(active: np.ndarray, first: np.datetime64, days: int, seed: int) -> list[tuple[np.datetime64, np.datetime64]]:
    """Ten windows in three years, one in each hundred days; the person writes on at least half of the days of each."""
    rng = np.random.default_rng(seed)
    active_days = np.convolve(active, np.ones(days), "valid")
    windows = []
    for part in range(10):
        starts = np.arange(50 + 100 * part, min(110 + 100 * part, active_days.size))
        is_active = active_days[starts] >= min(max(1, days / 2), active_days[starts].max())
        start = int(rng.choice(starts[is_active]))
        windows.append((first + np.timedelta64(start, "D"), first + np.timedelta64(start + days - 1, "D")))
    return windows
