"""Messages in the terminal: a column each for times, names and words, in every language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from unlike.i18n.current_language import language_context
from unlike.presentation.sentences.formatting.date_format import format_clock
from unlike.presentation.terminal.transcript import transcript
from unlike.results import Quote

SENT = datetime(2025, 11, 12, 22, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt"])
def test_a_time_stands_apart_from_its_name(language: str) -> None:
    with language_context(language):
        _, line = transcript([Quote("m1", SENT, "Rosa", "good night", "text", marked=False)], "Imke", 80)
        assert f" {format_clock(SENT)}  Rosa" in line.plain
