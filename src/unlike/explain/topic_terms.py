"""By which of its words a message tells a topic: so that what is said all the time is known from what is not."""

from __future__ import annotations

from itertools import chain
from typing import Final

import polars as pl

from unlike.text.normalise import plain
from unlike.text.phrase_topics import topics_of
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import topic_odds

MOST: Final = 4000
"""Messages that are looked at word by word; in a longer history the others are known by the words found in these."""
_SLICE: Final = 100_000
"""Messages whose words are looked up at a time."""
_MAX_WORDS: Final = 40
"""Words of a message that are looked at."""


def telling_words(texts: pl.Series, names: pl.Series, language: str, *, every: bool = False) -> pl.Series:
    """The word that completes the first phrase that tells a topic, and the one that begins the last: often the same.

    Args:
        texts: messages, each of which tells a topic.
        names: the topic of each.
        language: one of `languages()`.
        every: whether each message is looked at word by word, however many there are.

    Returns:
        Lists of one or two words in their plain form, one list a message; empty where none was found.
    """
    rows = pl.DataFrame({"text": texts.fill_null(""), "topic": names.cast(pl.String)})
    each = rows.unique(maintain_order=True)
    looked = each if every else each.gather_every(max(1, -(-each.height // MOST)))
    looked = looked.with_columns(words=_ends(looked, language))
    told = rows.join(looked, on=("text", "topic"), how="left", maintain_order="left")
    return told["words"] if looked.height == each.height else _by_known(told, looked)


def _ends(rows: pl.DataFrame, language: str) -> pl.Series:
    """Both words of each message; of one that only the table of meanings finds, the word that tells most."""
    messages = [text.split()[:_MAX_WORDS] or [""] for text in rows["text"].to_list()]
    bare = _plain_words(messages, grammar(language).apostrophe)
    shown = {word: form.strip(" ,") for word, form in _plain_words(messages, "").items()}
    names = rows["topic"].to_list()
    meant = [at for at, words in enumerate(messages) if not _tells([bare[word] for word in words], names[at], language)]
    strongest = dict(zip(meant, _strongest([messages[at] for at in meant], [names[at] for at in meant]), strict=True))
    ends: list[list[str]] = []
    for at, (words, topic) in enumerate(zip(messages, names, strict=True)):
        if at in strongest:
            ends.append([shown[words[strongest[at]]]])
            continue
        forms = [bare[word] for word in words]
        first = _shortest([forms[:size] for size in range(1, len(forms) + 1)], topic, language)
        last = _shortest([forms[-size:] for size in range(1, len(forms) + 1)], topic, language)
        ends.append(list(dict.fromkeys((shown[words[first - 1]], shown[words[-last]]))))
    return pl.Series(ends, dtype=pl.List(pl.String))


def _strongest(messages: list[list[str]], names: list[str]) -> list[int]:
    """Which word of each message tells its topic most: the one without which the topic is least likely."""
    without = [" ".join(words[:at] + words[at + 1 :]) for words in messages for at in range(len(words))]
    odds = topic_odds(pl.Series(without, dtype=pl.String))
    places, begin = [], 0
    for words, name in zip(messages, names, strict=True):
        places.append(int(odds[begin : begin + len(words), TOPICS.index(name)].argmin()))
        begin += len(words)
    return places


def _plain_words(messages: list[list[str]], apostrophe: str) -> dict[str, str]:
    """The plain form of each word, without the spaces around it."""
    words = list(dict.fromkeys(chain.from_iterable(messages)))
    forms = plain(pl.Series(words, dtype=pl.String), apostrophe).str.strip_chars(" ")
    return dict(zip(words, forms.to_list(), strict=True))


def _shortest(parts: list[list[str]], topic: str, language: str) -> int:
    """How many words of a message, one more in each part, tell a topic; found by halving."""
    low, high = 1, len(parts)
    while low < high:
        middle = (low + high) // 2
        if _tells(parts[middle - 1], topic, language):
            high = middle
        else:
            low = middle + 1
    return high


def _tells(bare: list[str], topic: str, language: str) -> bool:
    """Whether words in their plain form tell a topic."""
    return topic in topics_of(f" {' '.join(filter(None, bare))} ", language)


def _by_known(told: pl.DataFrame, looked: pl.DataFrame) -> pl.Series:
    """The words of those that were not looked at: the known ones of their topic that stand in them."""
    known = looked.select("topic", pl.col("words").alias("word")).explode("word").unique()
    numbered = told.with_row_index("row")
    rest = numbered.filter(pl.col("words").is_null()).select("row", "topic", "text")
    found = pl.concat([_known_in(rows, known) for rows in rest.iter_slices(_SLICE)])
    spread = numbered.select("row", "words").join(found, on="row", how="left", maintain_order="left")
    return spread.select(pl.coalesce("words", "found").fill_null([]))["words"]


def _known_in(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """`row` and `found`: the known words of a topic that stand in each of not too many messages, if any does."""
    words = plain(rows["text"]).str.strip_chars(" ").str.split(" ")
    each = rows.select("row", "topic", word=words).explode("word")
    found = each.join(known, on=("topic", "word"), maintain_order="left")
    return found.group_by("row").agg(found=pl.col("word").unique(maintain_order=True))
