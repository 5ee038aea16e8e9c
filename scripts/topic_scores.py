"""Make `src/unlike/text/topic_model/scores.json`: how surely a topic is told, by a phrase or by its words alone.

    UNLIKE_DATA=../shared/data PYTHONPATH=. nice python scripts/topic_scores.py

After `distil_topics.py`. Files of `training` by other hands, and the first hand's in usual words, are parted in three;
the messages of each part get the odds of a table learnt without it. Beside them stand ordinary messages of which
none of these tables learns: the `dev` part of GoEmotions, messages of the channels that one tunes on, and the chats
`*-quiet` of `training`. For either case a logistic function says how likely a topic is told, by the table's odds, the
length of the message and its marks, with a constant for each topic and language, and is cut at `CUTS`. Prints what
is found in each part by functions that are learnt from the others, then learns from all and writes. A quarter of an
hour of one core.

The cuts were chosen by what is printed, `ILLNESS` by the tests, which have plain messages (*ich hab fieber*).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace

import numpy as np
import polars as pl

from distil_topics import TARGET, Corpus, corpus, learn
from distillation_texts import channel_messages, comments
from encoder_pieces import PieceEncoder
from unlike.text import TOPICS, languages
from unlike.text.assertions import BETWEEN_US, without_quotations
from unlike.text.message_marks import MARKS, message_marks
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_finds import find_scores
from unlike.text.topic_grammar import grammar
from unlike.text.topic_odds import TopicModel
from unlike.text.topic_scores import RANGE, UNIT, word_logarithms
from unlike.text.topics import CLAUSE_MARGINS, FIND_MARGIN, LONG_MARGIN, is_long, short_clauses
from unlike.text.word_pieces import WordPieces

TABLED = ("en", "de", "es", "fr", "pt")
"""Languages with ordinary messages; all others have one constant."""
PARTS = (
    frozenset({"en-5", "de-2", "pt-2", "it-2", "pl-2", "zh-2", "tr-2", *(f"{code}-tune" for code in TABLED)}),
    frozenset({"en-6", "es-2", "fr-2", "nl-2", "ru-2", "ja-2", *(f"{code}-everyday" for code in TABLED)}),
    frozenset({"en-7", "de-3", "es-3", "fr-3", "pt-3", "it-3", "nl-3"}),
)
"""Files of other hands than the first, and of the first hand's those that say things in the usual words."""
QUIET = ("de-quiet", "es-quiet", "fr-quiet", "pt-quiet")
"""Files of ordinary chats in which nothing is told."""
ORDINARY, ORDINARY_WORTH = 6000, 2.0
"""Messages of the channels, and what an ordinary message counts beside a labelled one."""
CUTS = (-1.1, -0.8)
"""Log odds by the functions from which on a topic is told by a phrase, and by the table alone."""
ILLNESS = 1.25
"""What a phrase of an illness needs less: labelled messages have it to tempt, people write it because they are ill."""
ENGLISH = 0.2
"""What English needs more, so that it fires on ordinary messages about as often as the other languages do."""
BETWEEN_US_MARKS = ("question", "writer")
"""Marks that have another weight for topics of the two."""
_CASES = ("phrase", "table")
_FEWEST = -5.0
"""Odds of the table from which on the table alone is looked at."""
_RIDGE, _STEPS = 1.0, 30
Evidence = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Topics that may be told, one a row.

    Attributes:
        odds: of the table, less margins.
        told: whether each is.
        topic, language: indices in `TOPICS` and `TABLED`; the number of these stands for all other languages.
        words: logarithms of the numbers of words.
        marks: shape (candidates, marks).
        message: a number for each message.
        worth: what each counts.
        part: index in `PARTS`.
    """

    odds: np.ndarray
    told: np.ndarray
    topic: np.ndarray
    language: np.ndarray
    words: np.ndarray
    marks: np.ndarray
    message: np.ndarray
    worth: np.ndarray
    part: np.ndarray

    def select(self, rows: np.ndarray) -> Candidates:
        """Some of them."""
        return Candidates(*(getattr(self, field.name)[rows] for field in fields(self)))


def joined(parts: list[Candidates]) -> Candidates:
    """All of several."""
    return Candidates(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Candidates)))


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


def evidence(model: TopicModel, encoder: PieceEncoder, texts: pl.Series, language: str) -> Evidence:
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
    found = find_scores(texts, alone.astype(np.float32), language, -_FEWEST)
    return by_phrase, np.where(np.isfinite(by_phrase), -np.inf, found)


def candidates(
    cases: Evidence, texts: pl.Series, told: np.ndarray, of_all: tuple[str, float, int, int]
) -> list[Candidates]:
    """The candidates of some messages, by a phrase and by the table alone.

    Args:
        cases: see `evidence`.
        texts: the messages.
        told: their topics, shape (texts, topics).
        of_all: language, worth, part and first number of the messages.
    """
    code, worth, part, first = of_all
    words, marks = word_logarithms(texts), message_marks(texts, code)
    result = []
    for odds in cases:
        rows, columns = np.nonzero(np.isfinite(odds))
        language = np.full(rows.size, TABLED.index(code) if code in TABLED else len(TABLED))
        of_rows = (words[rows], marks[rows], first + rows, np.full(rows.size, worth), np.full(rows.size, part))
        result.append(Candidates(odds[rows, columns], told[rows, columns], columns, language, *of_rows))
    return result


def columns_of(rows: Candidates) -> tuple[np.ndarray, np.ndarray]:
    """What the logistic function weighs, shape (candidates, columns), and the ridge of each column."""
    units = np.clip(rows.odds, *RANGE) / UNIT
    between = np.isin(rows.topic, [TOPICS.index(topic) for topic in BETWEEN_US])[:, None]
    of_two = between * rows.marks[:, [MARKS.index(mark) for mark in BETWEEN_US_MARKS]]
    languages_of = np.eye(len(TABLED) + 1)[rows.language]
    groups = np.stack([languages_of[:, 0], languages_of[:, 1:-1].any(axis=1), languages_of[:, -1]], axis=1)
    parts = [np.ones((units.size, 1)), np.stack([units, rows.words, units * rows.words], axis=1)]
    parts += [rows.marks, of_two, np.eye(len(TOPICS))[rows.topic], groups, languages_of]
    ridge = np.full(sum(part.shape[1] for part in parts), _RIDGE)
    ridge[:2] = 0.01
    return np.concatenate(parts, axis=1), ridge


def logistic(rows: Candidates) -> np.ndarray:
    """Weights of the columns, by Newton's method with a ridge."""
    entry, ridge = columns_of(rows)
    weights = np.zeros(entry.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(entry @ weights, -30, 30)))
        curvature = (entry * (rows.worth * chance * (1 - chance) + 1e-9)[:, None]).T @ entry + np.diag(ridge)
        weights += np.linalg.solve(curvature, entry.T @ (rows.worth * (rows.told - chance)) - ridge * weights)
    return weights


def named(weights: np.ndarray, case: str) -> dict[str, object]:
    """The weights of one function as they are stored."""
    sizes = [1, 3, len(MARKS), len(BETWEEN_US_MARKS), len(TOPICS), 3, len(TABLED) + 1]
    constant, terms, marks, of_two, topics, groups, each = np.split(weights, np.cumsum(sizes)[:-1])
    by_topic, of_languages = bars(case)
    of_languages = groups[[0, *[1] * (len(TABLED) - 1), 2]] + each + constant - of_languages
    at = {code: TABLED.index(code) if code in TABLED else len(TABLED) for code in languages()}
    return {
        **dict(zip(("odds", "words", "odds_words"), rounded(terms), strict=True)),
        "marks": dict(zip(MARKS, rounded(marks), strict=True)),
        "between_us": dict(zip(BETWEEN_US_MARKS, rounded(of_two), strict=True)),
        "topics": dict(zip(TOPICS, rounded(topics - by_topic), strict=True)),
        "languages": {code: rounded(of_languages)[place] for code, place in at.items()},
    }


def bars(case: str) -> tuple[np.ndarray, np.ndarray]:
    """Log odds by a function from which on a topic is told: of each topic, shape (topics,), and language."""
    of_topics = [-ILLNESS * (topic == "health" and case == "phrase") for topic in TOPICS]
    of_languages = [CUTS[_CASES.index(case)] + ENGLISH * (code == "en") for code in (*TABLED, "")]
    return np.array(of_topics), np.array(of_languages)


def rounded(values: np.ndarray) -> list[float]:
    """Values with as many digits as they are worth."""
    return [round(float(value), 3) for value in values]


def part_candidates(whole: Corpus, encoder: PieceEncoder, number: int) -> tuple[list[Candidates], np.ndarray]:
    """Candidates of a part and of ordinary messages by either case, by a table learnt without them.

    Beside them of each message its part, language, whether it is ordinary, and the number of its topics.
    """
    rows = [row for row, message in enumerate(whole.messages) if message.file not in {*PARTS[number], *QUIET}]
    _, model = learn(whole, np.array(rows), WordPieces(encoder.pieces, encoder.scores))
    known = set(whole.texts)
    ordinary = [text for text in (*comments("dev"), *channel_messages(ORDINARY, tune=True)) if text not in known]
    groups = [("en", pl.Series(ordinary), np.zeros((len(ordinary), len(TOPICS)), dtype=bool), True)]
    for file in (*QUIET, *sorted(PARTS[number])):
        places = [row for row, message in enumerate(whole.messages) if message.file == file]
        texts = pl.Series([whole.messages[row].text for row in places])
        groups.append((file.split("-")[0], texts, whole.labels[places], file in QUIET))
    cases: list[list[Candidates]] = []
    messages: list[tuple[int, int, bool, int]] = []
    for code, texts, told, is_ordinary in groups:
        of_all = (code, ORDINARY_WORTH if is_ordinary else 1.0, number, len(messages))
        cases.append(candidates(evidence(model, encoder, texts, code), texts, told, of_all))
        place = TABLED.index(code) if code in TABLED else len(TABLED)
        messages += [(number, place, is_ordinary, count) for count in told.sum(axis=1).tolist()]
    return [joined(list(parts)) for parts in zip(*cases, strict=True)], np.array(messages)


def all_candidates(parts: list[tuple[list[Candidates], np.ndarray]]) -> tuple[list[Candidates], np.ndarray]:
    """Those of all parts, messages numbered throughout."""
    first = np.cumsum([0, *(len(messages) for _, messages in parts)])
    cases = [
        joined([replace(rows[case], message=rows[case].message + first[at]) for at, (rows, _) in enumerate(parts)])
        for case in range(len(_CASES))
    ]
    return cases, np.concatenate([messages for _, messages in parts])


def held_out(cases: list[Candidates], messages: np.ndarray) -> None:
    """Print what is found in each part by functions that are learnt from the other parts."""
    scored = [rows.select(rows.part == part) for part in range(len(PARTS)) for rows in cases]
    learnt = [logistic(rows.select(rows.part != part)) for part in range(len(PARTS)) for rows in cases]
    needed = [bars(case) for _ in PARTS for case in _CASES]
    found = np.concatenate(
        [
            columns_of(rows)[0] @ weights > of_topics[rows.topic] + of_languages[rows.language]
            for rows, weights, (of_topics, of_languages) in zip(scored, learnt, needed, strict=True)
        ]
    )
    rows = joined(scored)
    fired = np.isin(np.arange(len(messages)), rows.message[found])
    _, language, is_ordinary, count = messages.T
    right = np.bincount(rows.message[found & rows.told], minlength=len(messages))
    for place, code in enumerate((*TABLED, "others")):
        here = language == place
        silent, ordinary = here & (is_ordinary == 0) & (count == 0), here & (is_ordinary == 1)
        recall = right[here].sum() / count[here].sum()
        topics_found = np.isin(rows.message[found], np.flatnonzero(here & (is_ordinary == 0))).sum()
        precision = right[here].sum() / max(1, topics_found)
        print(
            f"{code}: recall {recall:.3f}, precision {precision:.3f}, of those that tempt {fired[silent].mean():.3f},"
            f" of 1,000 ordinary ones {1000 * fired[ordinary].mean() if ordinary.any() else np.nan:.1f}"
        )


def main() -> None:
    """Learn and write."""
    encoder = PieceEncoder()
    whole = corpus(encoder)
    cases, messages = all_candidates([part_candidates(whole, encoder, number) for number in range(len(PARTS))])
    held_out(cases, messages)
    functions = {case: named(logistic(rows), case) for case, rows in zip(_CASES, cases, strict=True)}
    (TARGET / "scores.json").write_text(json.dumps(functions, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
