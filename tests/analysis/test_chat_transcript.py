"""Messages of one conversation: searched by words, sender and days."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import Studied
from unlike.analysis.chat_transcript import Transcript


@pytest.fixture
def transcript(rosa: Studied) -> Transcript:
    (only,) = rosa.analysis.transcripts.values()
    return only


@pytest.mark.parametrize(
    ("words", "sender", "first", "last"),
    [
        ("GOOD night", "", None, None),
        ("good night", "Rosa", None, None),
        ("", "Rosa", date(2025, 3, 5), date(2025, 3, 5)),
        ("", "", None, date(2023, 9, 5)),
        ("?", "Imke", date(2025, 11, 1), None),
        ("", "nobody", None, None),
        ("a", "", date(2025, 3, 5), date(2025, 3, 4)),
        ("", "", date.min, date.max),
    ],
)
def test_a_search_finds_exactly_what_fits(
    transcript: Transcript, words: str, sender: str, first: date | None, last: date | None
) -> None:
    every = transcript.slice(0, len(transcript))
    fitting = [
        place
        for place, quote in enumerate(every)
        if (not words or words.casefold() in (quote.text or "").casefold())
        and (not sender or quote.sender == sender)
        and (first or date.min) <= quote.sent_at.date() <= (last or date.max)
    ]
    assert transcript.search(words, sender, first, last).tolist() == fitting[::-1]
