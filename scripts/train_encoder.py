"""Fit `src/unlike/text/topics-encoder.npz`: heads that predict topics from an encoder's vectors, in its 16 languages.

Fitted to the `tune` messages of bench/text/labelled in five languages, with 3,000 comments of GoEmotions (Demszky et
al. 2020, ACL; Apache-2.0) in which no phrase finds anything, for what telling nothing is like. Needs the extra
`encoder` and scikit-learn. Run: `python scripts/train_encoder.py [../shared/data/goemotions]`. No seed is needed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.linear_model import LogisticRegression

from unlike.text import TOPICS, languages, topics
from unlike.text.encoder import vectors

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/unlike/text/topics-encoder.npz"
QUIET, LIGHT, HEAVY, STRENGTH = 3000, 0.2, 4.0, 5.0
"""Comments that tell nothing, what each counts, what a message that tells a topic counts, and how little to shrink."""


def labelled_messages() -> tuple[list[str], np.ndarray]:
    """The tuning messages of all languages, and which topics each tells."""
    files = [ROOT / f"bench/text/labelled/{language}.tsv" for language in languages()]
    parts = [pl.read_csv(file, separator="\t", quote_char=None) for file in files]
    rows = pl.concat(parts).fill_null("").filter(pl.col("part") == "tune")
    return rows["text"].to_list(), np.array(
        [[name in labels.split(",") for name in TOPICS] for labels in rows["topics"]]
    )


def comments_without_topic(folder: Path) -> list[str]:
    """Comments in which no phrase finds a topic."""
    lines = (folder / "train.tsv").read_text("utf-8").splitlines()[::6]
    texts = pl.Series([line.split("\t")[0] for line in lines])
    has_topic = topics(texts, "en").select(pl.any_horizontal(pl.all())).to_series()
    return texts.filter(~has_topic).head(QUIET).to_list()


def main(folder: Path) -> None:
    """Learn each topic apart and write all together."""
    texts, labels = labelled_messages()
    comments = comments_without_topic(folder)
    encoded = vectors(pl.Series([*texts, *comments]))
    if encoded is None:
        sys.exit("The extra is missing: pip install 'unlike[encoder]'")
    truth = np.concatenate([labels, np.zeros((len(comments), len(TOPICS)), dtype=bool)])
    worth = np.concatenate([np.ones(len(texts)), np.full(len(comments), LIGHT)])
    heads = [
        LogisticRegression(C=STRENGTH, max_iter=500).fit(encoded, column, worth * np.where(column, HEAVY, 1.0))
        for column in truth.T
    ]
    table = np.stack([head.coef_[0] for head in heads], axis=1).astype(np.float16)
    np.savez_compressed(TARGET, table=table, bias=np.array([head.intercept_[0] for head in heads]))
    print(f"{TARGET.stat().st_size / 2**10:.0f} KiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/goemotions")
