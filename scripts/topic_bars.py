"""Learn bars of log odds: from which on a topic is told where a phrase says it, and where the table alone does.

    UNLIKE_DATA=../shared/data PYTHONPATH=. nice python scripts/topic_bars.py

Prints what `src/unlike/text/topic_model/bars.json` can be written from, after `distil_topics.py`. Files of `training`
by other hands than the first are parted in two; the messages of each part get the odds of a table that is learnt
without it. Beside them stand ordinary messages of which nothing is learnt: the `dev` part of GoEmotions, messages of
the channels that one tunes on, and the chats `*-quiet` of each part. For either case a logistic function says how
likely a topic is told, with a slope for the odds and an intercept for each topic and each group of languages, and is
cut at `CUT`. The tables of the parts are kept in build/distillation, so that a run that was broken off goes on.

The file is of an earlier run, without quiet chats, with fewer labels, and without messages of the channels, which all
were among those learnt. By hand, with the tests and the figures of docs/measurements/topics-and-tone.md in view, it
has lower bars than that run printed for phrases of health (-3.9 instead of -1.0) and work (-3.7 instead of -3.3),
below which plain messages of few words lay (*ich hab fieber*), and so for all phrases in English (0.1 instead of
0.7), German, French and Portuguese (-2.6 instead of -2.2) and Spanish (-3.2); and finds of these four need -0.85
instead of -1.4, since there were no ordinary messages.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import polars as pl

from distil_topics import KEPT, Corpus, corpus, learn
from distillation_texts import channel_messages, comments
from encoder_pieces import PieceEncoder
from unlike.text import TOPICS
from unlike.text.assertions import without_quotations
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_grammar import grammar
from unlike.text.topic_odds import TopicModel
from unlike.text.topics import CLAUSE_MARGINS, FIND_MARGIN, LONG_MARGIN, is_long, short_clauses
from unlike.text.word_pieces import WordPieces

PARTS = (
    frozenset({"en-5", "de-2", "pt-2", "it-2", "pl-2", "zh-2", "tr-2", "de-quiet", "pt-quiet"}),
    frozenset({"en-6", "es-2", "fr-2", "nl-2", "ru-2", "ja-2", "es-quiet", "fr-quiet"}),
)
"""Files of other hands; no language but English is in both."""
GROUPS = {"en": 0, "de": 1, "es": 1, "fr": 1, "pt": 1}
"""Groups of languages; all others are one more."""
ORDINARY, ORDINARY_WORTH = 6000, 2.0
"""Messages of the channels, and what an ordinary message counts beside a labelled one."""
CUT = -0.7
"""Log odds by the logistic functions from which on a topic is told."""
_FEWEST = (-8.0, -5.0)
"""Odds of the table from which on a phrase, or the table alone, is looked at."""
_RIDGE, _STEPS = 0.5, 30


@dataclass(frozen=True, slots=True)
class Candidates:
    """Topics that may be told, one a row: the table's `odds`, whether each is `told`, its `topic`, `group`, `worth`."""

    odds: np.ndarray
    told: np.ndarray
    topic: np.ndarray
    group: np.ndarray
    worth: np.ndarray


def odds_of(model: TopicModel, encoder: PieceEncoder, texts: pl.Series) -> np.ndarray:
    """Log odds of each topic for each text by a model that is not the package's, shape (texts, topics)."""
    cut, layers = [encoder.cut(text) for text in texts.to_list()], model.layers
    if not cut:
        return np.zeros((0, len(TOPICS)))
    means = [model.vectors[pieces].sum(axis=0, dtype=np.float32) / np.sqrt(len(pieces)) for pieces in cut]
    entry = np.stack(means) * model.scale + layers["entry_constant"]
    hidden = np.maximum(entry @ layers["first"] + layers["first_constant"], 0)
    hidden += np.maximum(hidden @ layers["second"] + layers["second_constant"], 0)
    return np.asarray(hidden @ layers["last"] + entry @ layers["direct"] + layers["last_constant"])


def evidence(
    model: TopicModel, encoder: PieceEncoder, texts: pl.Series, language: str
) -> tuple[np.ndarray, np.ndarray]:
    """Odds less margins, as `text.topics` weighs them, where a phrase says a topic, and where none does; else -inf."""
    texts = without_quotations(texts, grammar(language))
    odds, clauses = odds_of(model, encoder, texts), short_clauses(texts)
    of_clauses, rows = odds_of(model, encoder, clauses["clause"]), clauses["row"].to_numpy()
    said = phrase_topics(texts, language).to_numpy()
    in_clause = phrase_topics(clauses["clause"], language).to_numpy()
    by_phrase = np.where(said, odds - LONG_MARGIN * is_long(texts)[:, None], -np.inf)
    np.maximum.at(by_phrase, rows, np.where(in_clause, of_clauses - CLAUSE_MARGINS, -np.inf))
    alone = odds.copy()
    np.maximum.at(alone, rows, of_clauses - FIND_MARGIN)
    return by_phrase, np.where(np.isfinite(by_phrase), -np.inf, alone)


def candidates(cases: tuple[np.ndarray, np.ndarray], told: np.ndarray, language: str, worth: float) -> list[Candidates]:
    """The candidates of some messages in one language, by a phrase and by the table alone."""
    result = []
    for odds, fewest in zip(cases, _FEWEST, strict=True):
        rows, columns = np.nonzero(odds > fewest)
        group = np.full(rows.size, GROUPS.get(language, 2))
        result.append(Candidates(odds[rows, columns], told[rows, columns], columns, group, np.full(rows.size, worth)))
    return result


def logistic(parts: list[Candidates]) -> tuple[float, np.ndarray, np.ndarray]:
    """Slope, intercept of each topic, and of each group of languages, by Newton's method with a ridge."""
    odds, told, topic, group, worth = (
        np.concatenate([getattr(part, name) for part in parts]) for name in Candidates.__slots__
    )
    columns = [odds[:, None] / 3, np.ones((odds.size, 1)), np.eye(len(TOPICS))[topic], np.eye(3)[group]]
    entry = np.concatenate(columns, axis=1)
    ridge, weights = np.full(entry.shape[1], _RIDGE), np.zeros(entry.shape[1])
    ridge[:2] = 0.01
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(entry @ weights, -30, 30)))
        curvature = (entry * (worth * chance * (1 - chance) + 1e-9)[:, None]).T @ entry + np.diag(ridge)
        weights += np.linalg.solve(curvature, entry.T @ (worth * (told - chance)) - ridge * weights)
    return weights[0] / 3, weights[1] + weights[2:-3], weights[-3:]


def table_without(whole: Corpus, part: int, pieces: WordPieces) -> TopicModel:
    """The table learnt without a part, from build/distillation where an earlier run with the same messages left it."""
    rows = [row for row, message in enumerate(whole.messages) if message.file not in PARTS[part]]
    learnt = json.dumps([whole.messages[row] for row in rows]).encode()
    file = KEPT / f"table-without-{part}-{sha256(learnt).hexdigest()[:12]}.npz"
    if not file.exists():
        _, model = learn(whole, np.array(rows), pieces)
        arrays: dict[str, Any] = {"vectors": model.vectors, "scale": model.scale, **model.layers}
        np.savez(file, **arrays)
    with np.load(file) as stored:
        layers = {name: stored[name] for name in stored.files}
    return TopicModel(pieces, layers.pop("vectors"), layers.pop("scale"), layers)


def ordinary_messages(known: set[str]) -> list[str]:
    """Comments and messages of the channels that are not among those known.

    Of the channels more are drawn than are asked for: a smaller even sample may lie wholly in the one that is learnt.
    """
    drawn = [text for text in channel_messages(10 * ORDINARY, tune=True) if text not in known]
    of_channels = drawn[:: max(1, len(drawn) // ORDINARY)][:ORDINARY]
    return [*(text for text in comments("dev") if text not in known), *of_channels]


def all_candidates(whole: Corpus, encoder: PieceEncoder) -> list[list[Candidates]]:
    """The candidates of each part by a table learnt without it, and of ordinary messages by both tables."""
    pieces, ordinary = WordPieces(encoder.pieces, encoder.scores), ordinary_messages(set(whole.texts))
    nothing = np.zeros((len(ordinary), len(TOPICS)), dtype=bool)
    result = []
    for number, part in enumerate(PARTS):
        model = table_without(whole, number, pieces)
        print(f"table {number + 1} of {len(PARTS)}", file=sys.stderr)
        result.append(candidates(evidence(model, encoder, pl.Series(ordinary), "en"), nothing, "en", ORDINARY_WORTH))
        for file in sorted(part):
            places = [row for row, message in enumerate(whole.messages) if message.file == file]
            texts, language = pl.Series([whole.messages[row].text for row in places]), file.split("-")[0]
            worth = ORDINARY_WORTH if file.endswith("-quiet") else 1.0
            result.append(candidates(evidence(model, encoder, texts, language), whole.labels[places], language, worth))
    return result


def main() -> None:
    """Learn and print the bars."""
    encoder = PieceEncoder()
    cases = zip(*all_candidates(corpus(encoder), encoder), strict=True)
    learnt = [logistic(list(parts)) for parts in cases]
    of_topics = {
        name: [round(float(-topic[column] / slope), 2) for slope, topic, _ in learnt]
        for column, name in enumerate(TOPICS)
    }
    of_groups = [[round(float((CUT - group[at]) / slope), 2) for slope, _, group in learnt] for at in range(3)]
    print(json.dumps({"topics": of_topics, "groups": of_groups}, indent=1))


if __name__ == "__main__":
    main()
