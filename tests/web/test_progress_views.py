from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from page_client import client, post_form, text
from unlike.api import AnalysisStep
from unlike.web.import_progress import ImportProgress
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
