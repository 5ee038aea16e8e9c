"""Answers about the demo's chats that are at hand: for tests of how something is said, and not of what is found."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unlike.analysis import stages
from unlike.analysis.analysis import Analysis
from unlike.analysis.analysis_options import AnalysisOptions
from unlike.api import owner_of, read
from unlike.cli.sample import TELEGRAM_EXPORT, WHATSAPP_EXPORT
from unlike.readers import Import

if TYPE_CHECKING:
    from conftest import Studied

Answers = dict[str, Analysis]
"""Analyses by the question that they answer."""


@pytest.fixture(scope="session")
def demo_answers(rosa: Studied, jule: Studied) -> Answers:
    """Answers about the demo's two pairs, as one analysis for all tests has made them."""
    return answers_of([(studied.path, studied.analysis) for studied in (rosa, jule)])


@pytest.fixture
def ready_analyses(demo_answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found about the demo's pairs is at hand, wherever their exports are analysed in this process."""
    remember_analyses(monkeypatch, demo_answers)


@pytest.fixture(scope="session")
def page_answers() -> Answers:
    """Answers about the small chats that are dropped on a page and kept, as the first test that asks has made them."""
    return {}


@pytest.fixture
def ready_samples(rosa: Studied, jule: Studied, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exports that `unlike sample` writes are at hand; that they are the demo's is a test of their own."""
    samples = {WHATSAPP_EXPORT: rosa.path.read_bytes(), TELEGRAM_EXPORT: jule.path.read_bytes()}
    monkeypatch.setattr(sys.modules["unlike.cli.sample"], "_sample_exports", lambda: samples)


def answers_of(ready: Sequence[tuple[Path, Analysis]]) -> Answers:
    """Answers about some exports.

    Args:
        ready: exports, and their analyses in Berlin as another test has made them.
    """
    return {
        _question(read(path, zone="Europe/Berlin"), AnalysisOptions(owner=analysis.findings.owner)): analysis
        for path, analysis in ready
    }


def remember_analyses(monkeypatch: pytest.MonkeyPatch, ready: Answers) -> None:
    """Let equal questions about equal messages be answered once: tests ask again and again about one invented chat.

    Args:
        monkeypatch: until when.
        ready: answers that are known before, to which others are added.
    """

    def remembered(imported: Import, options: AnalysisOptions) -> Analysis:
        bare = AnalysisOptions(
            owner=owner_of(imported, options.owner),
            person=options.person,
            since=options.since,
            until=options.until,
            possible=options.possible,
            despite_unread=options.despite_unread,
        )
        key = _question(imported, bare)
        if key not in ready:
            ready[key] = stages.analyse(imported, bare)
        return stages.with_annotations(ready[key], options)

    monkeypatch.setattr("unlike.api.chat_analysis.run_stages", remembered)


def _question(imported: Import, options: AnalysisOptions) -> str:
    """What is asked of which messages."""
    rows = imported.messages.hash_rows().sum() if imported.messages.height else 0
    return repr((options, rows, imported.zone, imported.questions, imported.conversations))
