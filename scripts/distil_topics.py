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
from pathlib import Path

import numpy as np
import polars as pl

from distillation_texts import labelled, unlabelled
from encoder_pieces import DIMENSIONS, PieceEncoder
from topic_network import Lesson, heads, network
from unlike.text import TOPICS
from unlike.text.phrase_topics import phrase_topics

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "distillation"
TARGET = ROOT / "src" / "unlike" / "text" / "topic_model"
HEADS = ROOT / "src" / "unlike" / "text" / "topics-encoder.npz"
SEED = 1
SEEN, STRENGTH, PRIOR = 20, 30.0, 5.0
"""Uses from which a piece teaches the mapping, its ridge, and how many uses a piece's mapped features count as."""
QUIET, QUIET_WORTH = 15_000, 0.2
"""Unlabelled texts without a phrase that stand for what tells nothing, and what each counts."""


def read_texts(encoder: PieceEncoder, texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Vectors of texts; sums and numbers of what each piece is in them; and each piece's features alone."""
    KEPT.mkdir(parents=True, exist_ok=True)
    file, digest = KEPT / "encoded.npz", json.dumps([len(texts), texts[0], texts[-1]])
    if file.exists():
        with np.load(file) as stored:
            if str(stored["digest"]) == digest:
                return tuple(stored[name].astype(np.float32) for name in ("vectors", "totals", "counts", "alone"))  # type: ignore[return-value]
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


def teach(
    vectors: np.ndarray, learnt: np.ndarray, labels: np.ndarray, quiet: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Heads over the encoder's vectors as they are, shape (512, topics), and their constants."""
    mean, spread = vectors.mean(axis=0), 10 * vectors.std(axis=0)
    entry = (np.concatenate([learnt, vectors[quiet]]) - mean) / spread
    truth = np.concatenate([labels, np.zeros((len(quiet), labels.shape[1]), dtype=bool)])
    worth = np.concatenate([np.ones(len(learnt)), np.full(len(quiet), QUIET_WORTH)])
    table, constants = heads(entry.astype(np.float32), truth, worth)
    return table / spread[:, None], constants - mean / spread @ table


def write(table: np.ndarray, taught: tuple[np.ndarray, np.ndarray, list[np.ndarray]], encoder: PieceEncoder) -> None:
    """The table as int8, the network over it, and the pieces."""
    mean, spread, (bottleneck, *layers) = taught
    narrow = table @ (bottleneck / spread[:, None])
    scale = np.maximum(np.quantile(np.abs(narrow), 0.9998, axis=0), 1e-6) / 127
    TARGET.mkdir(exist_ok=True)
    np.save(TARGET / "vectors.npy", np.clip(np.round(narrow / scale), -127, 127).astype(np.int8)[: len(encoder.pieces)])
    names = ("first", "first_constant", "second", "second_constant", "last", "direct", "last_constant")
    np.savez_compressed(
        TARGET / "network.npz",
        topics=np.array(TOPICS),
        scale=scale.astype(np.float32),
        entry_constant=(-mean / spread @ bottleneck).astype(np.float32),
        **{name: layer.astype(np.float32) for name, layer in zip(names, layers, strict=True)},
    )
    written = np.frombuffer("\n".join(encoder.pieces).encode(), dtype=np.uint8)
    np.savez_compressed(TARGET / "pieces.npz", pieces=written, scores=np.array(encoder.scores, dtype=np.float32))


def main() -> None:
    """Learn and write everything."""
    rng, encoder, texts, messages = np.random.default_rng(SEED), PieceEncoder(), unlabelled(), labelled()
    labels = np.array([[name in told.split(",") for name in TOPICS] for _, told, _ in messages])
    vectors, totals, counts, alone = read_texts(encoder, texts)
    table = piece_table(totals, counts, alone)
    silent = ~phrase_topics(pl.Series(texts), "en").select(pl.any_horizontal(pl.all())).to_series().to_numpy()
    quiet = rng.choice(np.flatnonzero(silent), QUIET, replace=False)
    learnt = encoder.read([text for *_, text in messages], None, None)
    weights, constants = teach(vectors, learnt, labels, quiet)
    np.savez_compressed(HEADS, table=weights.astype(np.float32), bias=constants)
    cut = [np.array(encoder.cut(text)) for *_, text in messages]
    given = sums(table, [np.array(encoder.cut(text)) for text in texts])
    taught = network(Lesson(given, vectors @ weights + constants, table, cut, labels), SEED)
    write(table, taught, encoder)
    size = sum(file.stat().st_size for file in TARGET.glob("*.np*"))
    print(f"{len(texts):,} texts, {len(messages):,} labelled messages; {size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
