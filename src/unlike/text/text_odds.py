"""Texts with their clauses: the log odds of the topics of both, and their plain forms, each made once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.text.normalise import plain
from unlike.text.topic_odds import Odds, topic_odds

Ints = NDArray[np.int64]
_CLAUSE_END: Final = r"[,;.!?\n]+"
_CLAUSE_BEGIN: Final = r"[,;.!?\n]\s*[^\s,;.!?]"
_WORD: Final = r"\S+"


class PlainTexts:
    """Plain forms of texts, made when they are first asked for."""

    def __init__(self, texts: pl.Series, apostrophe: str) -> None:
        self._texts, self._apostrophe = texts, apostrophe
        self._forms = np.full(texts.len(), None, dtype=np.object_)

    def of(self, rows: Ints) -> list[str]:
        """The forms of some of the texts, by their indices."""
        distinct = np.unique(rows)
        missing = distinct[[form is None for form in self._forms[distinct]]]
        self._forms[missing] = plain(self._texts.gather(missing), self._apostrophe).to_list()
        forms: list[str] = self._forms[rows].tolist()
        return forms


@dataclass(frozen=True, slots=True)
class TextOdds:
    """Texts, and the clauses of those that have several.

    Attributes:
        odds: log odds of each text, shape (texts, topics).
        plain: plain forms of the texts.
        clause_rows: index of the text of each clause, in order.
        clause_odds: log odds of each clause, shape (clauses, topics).
        clause_sizes: words of each clause.
        plain_clauses: plain forms of the clauses.
    """

    odds: Odds
    plain: PlainTexts
    clause_rows: Ints
    clause_odds: Odds
    clause_sizes: Ints
    plain_clauses: PlainTexts

    @classmethod
    def of(cls, texts: pl.Series, apostrophe: str) -> Self:
        """Read texts.

        Args:
            texts: one message each; null counts as empty.
            apostrophe: see `normalise.plain`.
        """
        clauses = in_clauses(texts)
        odds = topic_odds(pl.concat([texts, clauses["clause"]]))
        return cls(
            odds[: texts.len()],
            PlainTexts(texts, apostrophe),
            clauses["row"].to_numpy().astype(np.int64),
            odds[texts.len() :],
            clauses["clause"].str.count_matches(_WORD).to_numpy().astype(np.int64),
            PlainTexts(clauses["clause"], apostrophe),
        )

    def clauses_of(self, rows: Ints) -> tuple[Ints, Ints]:
        """Clauses of some texts: their indices, and which of `rows` each belongs to."""
        begins, ends = (np.searchsorted(self.clause_rows, rows, side=side) for side in ("left", "right"))
        sizes = ends - begins
        owners = np.repeat(np.arange(rows.size), sizes)
        return np.arange(owners.size) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes), owners


def in_clauses(texts: pl.Series) -> pl.DataFrame:
    """Clauses of the texts that have several: `clause`, and `row`, the index of its text."""
    clauses = texts.str.replace_all(_CLAUSE_END, "\n").str.split("\n")
    rows = pl.DataFrame({"row": pl.int_range(texts.len(), eager=True), "clause": clauses})
    parts = rows.filter(pl.col("clause").list.len() > 1).explode("clause")
    return parts.filter(pl.col("clause").str.contains(_WORD))


def several_clauses(texts: pl.Series, words: int) -> NDArray[np.bool_]:
    """Whether each text has several clauses and more than some words."""
    several = texts.str.contains(_CLAUSE_BEGIN) & (texts.str.count_matches(_WORD) > words)
    return several.fill_null(value=False).to_numpy()
