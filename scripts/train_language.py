"""Fit `src/unlike/text/tone-en.npz` to GoEmotions: 43,000 short English comments with 28 emotions.

Source: Demszky et al. 2020, ACL (Apache-2.0). Needs scikit-learn, which the package itself does not.
Run: `python scripts/train_language.py [../shared/data/goemotions]`. The seedless solver makes the same file again.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from unlike.text.normalise import plain
from unlike.text.tone_model import BUCKETS, TONES, grams, pieces

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/unlike/text/tone-en.npz"
EMOTIONS = {
    "warm": ("love", "caring", "gratitude", "admiration", "joy", "amusement", "excitement"),
    "irritated": ("anger", "annoyance", "disgust", "disapproval"),
    "sad": ("sadness", "grief", "disappointment", "remorse"),
    "worried": ("fear", "nervousness"),
}


def read_comments(folder: Path, part: str) -> tuple[pl.Series, dict[str, np.ndarray]]:
    """The comments of a part, and for each tone whether they have it."""
    names = (folder / "labels.txt").read_text().split()
    lines = [line.split("\t") for line in (folder / f"{part}.tsv").read_text("utf-8").splitlines()]
    emotion_sets = [{names[int(number)] for number in line[1].split(",")} for line in lines]
    has = {tone: np.array([bool(emotions & set(EMOTIONS[tone])) for emotions in emotion_sets]) for tone in TONES}
    return pl.Series([line[0] for line in lines]), has


def count_matrix(texts: pl.Series) -> csr_matrix:
    """The comments as rows of counts, scaled as `weights.sums` scales them."""
    table = grams(plain(texts))
    pieces_of = {gram: pieces(gram) for gram in table["gram"].unique()}
    rows, columns, values = [], [], []
    for row, gram in table.iter_rows():
        for bucket, count in pieces_of[gram]:
            rows.append(row)
            columns.append(bucket)
            values.append(count)
    size = np.bincount(rows, np.square(values), texts.len())
    counts = csr_matrix((values, (rows, columns)), shape=(texts.len(), BUCKETS))
    return diags(1 / np.sqrt(np.maximum(size, 1))) @ counts


def main(folder: Path) -> None:
    """Learn each tone apart and write them together, a byte a weight."""
    texts, has = read_comments(folder, "train")
    dev_texts, truth = read_comments(folder, "dev")
    training_matrix, dev_matrix = count_matrix(texts), count_matrix(dev_texts)
    weights, bias = [], []
    for tone in TONES:
        model = LogisticRegression(C=2.0, max_iter=300).fit(training_matrix, has[tone])
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
        print(tone, "AUC on dev", round(roc_auc_score(truth[tone], model.decision_function(dev_matrix)), 3))
    table = np.stack(weights, axis=1)
    scale = np.abs(table).max(axis=0) / 127
    np.savez_compressed(TARGET, table=np.round(table / scale).astype(np.int8), scale=scale, bias=np.array(bias))
    print(f"{TARGET.stat().st_size / 2**20:.2f} MiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/goemotions")
