from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from page_client import client, post_form, text
from unlike.api import AnalysisStep
from unlike.web.import_progress import ImportProgress
from unlike.web.progress_views import progress_values
from unlike.web.session import Session, Workspace

LOOKING = ImportProgress(10, 10, 1, 1, 400, AnalysisStep.EXPLAIN)


def waiting(workspace: Workspace, folder: Path, progress: ImportProgress) -> TestClient:
    """Client of a page that waits for a reading."""
    session = workspace.session
    return client(Workspace(Session(session.zone, session.today, progress=progress)), folder)


def test_what_is_known_early_is_shown_with_and_without_scripts(analysed: Workspace, uploads: Path) -> None:
    analysis = analysed.session.analysis
    assert analysis is not None
    with waiting(analysed, uploads, replace(LOOKING, early_findings=analysis.findings)) as page:
        answers = page.get("/progress").json()["answers"]
        markup = text(page, "/")
    assert "unlike Rosa" in answers[0]["headline"]
    assert len(answers) == 2
    for answer in answers:
        assert answer["headline"] in markup
    assert 'aria-live="polite"><h2>Known already</h2>' in markup


@pytest.mark.parametrize("people", [1, 3])
def test_the_share_never_falls_and_the_bar_may_always_move(people: int) -> None:
    before = [replace(LOOKING, people_analysed=0, people_total=people, step=0)]
    each = [
        replace(LOOKING, people_analysed=done, people_total=people, step=step)
        for done in range(people)
        for step in (AnalysisStep.MEASURE, AnalysisStep.COMPARE)
    ]
    after = [
        replace(LOOKING, people_analysed=people, people_total=people, step=step)
        for step in (AnalysisStep.COMPARE, AnalysisStep.RELATE, AnalysisStep.EXPLAIN)
    ]
    values = [progress_values(progress) for progress in (*before, *each, *after)]
    shares = [value["share"] for value in values]
    assert shares == sorted(shares)
    assert len(set(shares)) == len(shares) - 1  # the first person is measured at once
    for value in values:
        assert value["share"] < value["until"] <= 1
    for value, later in pairwise(values):
        assert value["until"] <= later["until"]
    assert len({value["said"] for value in values[-2:]}) == 2


def test_before_that_nothing_is(analysed: Workspace, uploads: Path) -> None:
    with waiting(analysed, uploads, LOOKING) as page:
        assert page.get("/progress").json()["answers"] == []
        assert 'hidden aria-live="polite"><h2>Known already</h2>' in text(page, "/")


def test_no_name_is_told_early_where_names_are_hidden(analysed: Workspace, uploads: Path) -> None:
    analysis = analysed.session.analysis
    assert analysis is not None
    with waiting(analysed, uploads, replace(LOOKING, early_findings=analysis.findings)) as page:
        post_form(page, "/veil", on="1", place="/")
        assert page.get("/progress").json()["answers"] == []
        assert "Rosa" not in text(page, "/")
