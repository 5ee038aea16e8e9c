"""What is said by habit, and what only has its words."""

from __future__ import annotations

import polars as pl
import pytest

from unlike.explain.ritual_phrases import says


@pytest.mark.parametrize(
    ("language", "said", "other"),
    [
        ("en", "good night, sleep well", "did you sleep well?"),
        ("en", "hope you sleep well", "I never sleep well before exams"),
        ("en", "goodnight", "good night out with the girls"),
        ("de", "schlaf gut", "ich schlaf gut hier"),
        ("es", "duerme bien", "el bebé duerme bien"),
        ("fr", "dors bien mon cœur", "tu dors bien ?"),
        ("pt", "dorme bem", "você dorme bem?"),
        ("it", "dormi bene", "tu dormi bene?"),
        ("nl", "slaap goed", "ik slaap goed"),
    ],
)
def test_whoever_asks_or_tells_how_somebody_sleeps_says_no_good_night(language: str, said: str, other: str) -> None:
    assert says(pl.Series([said, other, None]), "good_night", language).to_list() == [True, False, False]
