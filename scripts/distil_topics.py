"""Make `src/unlike/text/topic_model/` and `topics-encoder.npz`: what tells topics, learnt from an encoder of sentences.

    UNLIKE_DATA=../shared/data PYTHONPATH=. nice python scripts/distil_topics.py

1. Google's multilingual USE v3 (Apache-2.0, the extra `encoder`) reads the texts of `distillation_texts.py`; the mean
   of what it makes of each piece, before it adds them up, is the table. A piece that no text has takes its own
   features, mapped linearly to what pieces in texts have.
2. Logistic heads over the encoder's vectors learn the labelled messages: the teacher, and the extra's own heads.
3. A network with a bottleneck of 64 numbers over sums of the table's rows learns the teacher's odds and the labels.
4. The table, brought down to the bottleneck, is stored as int8.

Everything is drawn from one seed. What the encoder made of the texts is kept in build/distillation. Needs, besides the
extra, `pip install --no-deps chatterbot-corpus==1.3.3`. Ten minutes of one core the first time, then two.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from distillation_texts import Labelled, labelled, labelled_comments, unlabelled
from encoder_pieces import DIMENSIONS, PieceEncoder
from topic_network import Lesson, heads, network
from unlike.text import TOPICS
from unlike.text.topic_odds import TopicModel
from unlike.text.word_pieces import WordPieces

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "distillation"
TARGET = ROOT / "src" / "unlike" / "text" / "topic_model"
HEADS = ROOT / "src" / "unlike" / "text" / "topics-encoder.npz"
SEED = 1
SEEN, STRENGTH, PRIOR = 20, 30.0, 5.0
"""Uses from which a piece teaches the mapping, its ridge, and how many uses a piece's mapped features count as."""
QUIET, QUIET_WORTH = 100_000, 0.6
"""Unlabelled texts that stand for what tells nothing, though some in a hundred tell something, and what each counts.

With 15,000 of .2 the odds of ordinary comments lay so high that, at five comments in 1,000 with a topic, .20 of what
writers tell whom the table does not know was found; with these .37.
"""
NOTHING_WORTH = 3.0
"""What a labelled message that tells nothing counts."""


def read_texts(encoder: PieceEncoder, texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Vectors of texts; sums and numbers of what each piece is in them; and each piece's features alone."""
    KEPT.mkdir(parents=True, exist_ok=True)
    file, digest = KEPT / "encoded.npz", json.dumps([len(texts), texts[0], texts[-1]])
    if file.exists():
        with np.load(file) as stored:
            if str(stored["digest"]) == digest:
                return tuple(stored[name].astype(np.float32) for name in ("vectors", "totals", "counts", "alone"))
    totals, counts = np.zeros((encoder.size, DIMENSIONS), dtype=np.float32), np.zeros(encoder.size, dtype=np.float32)
    parts = [encoder.read(texts[begin : begin + 4096], totals, counts) for begin in range(0, len(texts), 4096)]
    vectors, alone = np.concatenate(parts), encoder.alone()
    np.savez(file, digest=digest, vectors=vectors.astype(np.float16), totals=totals, counts=counts, alone=alone)
    return vectors, totals, counts, alone


def piece_table(totals: np.ndarray, counts: np.ndarray, alone: np.ndarray) -> np.ndarray:
    """Features of each piece, shape (pieces, 512): their mean in texts, drawn to what they would be by the mapping."""
    seen = np.flatnonzero(counts >= SEEN)
    entry = np.concatenate([alone, np.ones((len(alone), 1), dtype=np.float32)], axis=1)
    weighed = entry[seen] * np.minimum(counts[seen], 200)[:, None]
    ridge = weighed.T @ entry[seen] + STRENGTH * np.eye(entry.shape[1])
    mapping = np.linalg.solve(ridge, weighed.T @ (totals[seen] / counts[seen][:, None]))
    return np.asarray((totals + PRIOR * (entry @ mapping)) / (counts[:, None] + PRIOR), dtype=np.float32)


def sums(table: np.ndarray, cut: list[np.ndarray]) -> np.ndarray:
    """Sums of the table's rows over the root of their number, shape (texts, 512)."""
    return np.stack([table[pieces].sum(axis=0) / np.sqrt(len(pieces)) for pieces in cut])


@dataclass(frozen=True, slots=True)
class Corpus:
    """What there is to learn from.

    Attributes:
        texts: those without labels.
        vectors: theirs by the encoder, shape (texts, 512).
        quiet: places of those that stand for what tells nothing.
        table: features of each piece, shape (pieces, 512).
        given: sums of the table's rows for each text, see `sums`.
        messages: those with labels.
        learnt: vectors of these, shape (messages, 512).
        cut: pieces of these.
        labels: topics of these, shape (messages, topics).
    """

    texts: list[str]
    vectors: np.ndarray
    quiet: np.ndarray
    table: np.ndarray
    given: np.ndarray
    messages: list[Labelled]
    learnt: np.ndarray
    cut: list[np.ndarray]
    labels: np.ndarray


def corpus(encoder: PieceEncoder) -> Corpus:
    """Everything that is learnt from, read by the encoder."""
    texts, messages = unlabelled(), labelled()
    known = labelled_comments(texts)
    messages += [Labelled("en", "", topics, texts[place]) for place, topics in known.items()]
    vectors, totals, counts, alone = read_texts(encoder, texts)
    table = piece_table(totals, counts, alone)
    others = np.setdiff1d(np.arange(len(texts)), list(known))
    return Corpus(
        texts,
        vectors,
        np.random.default_rng(SEED).choice(others, QUIET, replace=False),
        table,
        sums(table, [np.array(encoder.cut(text)) for text in texts]),
        messages,
        encoder.read([message.text for message in messages], None, None),
        [np.array(encoder.cut(message.text)) for message in messages],
        np.array([[name in message.topics.split(",") for name in TOPICS] for message in messages]),
    )


def teach(whole: Corpus, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Heads over the encoder's vectors as they are, shape (512, topics), and their constants, learnt from some rows."""
    mean, spread = whole.vectors.mean(axis=0), 10 * whole.vectors.std(axis=0)
    entry = (np.concatenate([whole.learnt[rows], whole.vectors[whole.quiet]]) - mean) / spread
    truth = np.concatenate([whole.labels[rows], np.zeros((len(whole.quiet), len(TOPICS)), dtype=bool)])
    of_rows = np.where(whole.labels[rows].any(axis=1), 1.0, NOTHING_WORTH)
    worth = np.concatenate([of_rows, np.full(len(whole.quiet), QUIET_WORTH)])
    table, constants = heads(entry.astype(np.float32), truth, worth)
    return table / spread[:, None], constants - mean / spread @ table


def learn(whole: Corpus, rows: np.ndarray, pieces: WordPieces) -> tuple[tuple[np.ndarray, np.ndarray], TopicModel]:
    """The heads and the table with its network, learnt from some of the labelled messages and all other texts."""
    weights, constants = teach(whole, rows)
    cut = [whole.cut[row] for row in rows]
    lesson = Lesson(whole.given, whole.vectors @ weights + constants, whole.table, cut, whole.labels[rows])
    return (weights, constants), narrow_model(whole.table, network(lesson, SEED), pieces)


def narrow_model(
    table: np.ndarray, taught: tuple[np.ndarray, np.ndarray, list[np.ndarray]], pieces: WordPieces
) -> TopicModel:
    """The table as int8, and the network over it."""
    mean, spread, (bottleneck, *layers) = taught
    narrow = table @ (bottleneck / spread[:, None])
    scale = np.maximum(np.quantile(np.abs(narrow), 0.9998, axis=0), 1e-6) / 127
    names = ("first", "first_constant", "second", "second_constant", "last", "direct", "last_constant")
    constants = {"entry_constant": -mean / spread @ bottleneck, **dict(zip(names, layers, strict=True))}
    return TopicModel(
        pieces,
        np.clip(np.round(narrow / scale), -127, 127).astype(np.int8),
        scale.astype(np.float32),
        {name: layer.astype(np.float32) for name, layer in constants.items()},
    )


def write(model: TopicModel, encoder: PieceEncoder) -> None:
    """The table, the network over it, and the pieces."""
    TARGET.mkdir(exist_ok=True)
    np.save(TARGET / "vectors.npy", model.vectors[: len(encoder.pieces)])
    network_arrays: dict[str, Any] = {"topics": np.array(TOPICS), "scale": model.scale, **model.layers}
    np.savez_compressed(TARGET / "network.npz", **network_arrays)
    written = np.frombuffer("\n".join(encoder.pieces).encode(), dtype=np.uint8)
    np.savez_compressed(TARGET / "pieces.npz", pieces=written, scores=np.array(encoder.scores, dtype=np.float32))


def main() -> None:
    """Learn and write everything."""
    encoder = PieceEncoder()
    whole = corpus(encoder)
    pieces = WordPieces(encoder.pieces, encoder.scores)
    (weights, constants), model = learn(whole, np.arange(len(whole.messages)), pieces)
    np.savez_compressed(HEADS, table=weights.astype(np.float32), bias=constants)
    write(model, encoder)
    size = sum(file.stat().st_size for file in TARGET.glob("*.np*"))
    print(f"{len(whole.texts):,} texts, {len(whole.messages):,} labelled messages; {size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
