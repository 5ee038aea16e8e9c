"""Notes that are written in the page: kept with the spell, coming back when it does, forgotten again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from page_client import HOSTILE, SAME_ORIGIN, post_form, text
from unlike.api import Analysis, AnalysisOptions, with_annotations
from unlike.web import session
from unlike.web.note_undo import note_digest
from unlike.web.session import Workspace


def kept(workspace: Workspace) -> list[str]:
    return [note.text for note in workspace.user_data.notes.all()]


def digest_of(words: str, workspace: Workspace) -> str:
    return next(note_digest(note) for note in workspace.owner_notes() if note.text == words)


def test_a_note_is_kept_with_the_spell_and_comes_back_at_first_sight(inside: TestClient, workspace: Workspace) -> None:
    answer = post_form(inside, "/finding/3/note", text="  her exams,\n as in spring ")
    assert answer.status_code == 200
    assert "“her exams, as in spring”" in answer.text
    assert "noted on 12 Nov 2025" in answer.text
    assert ">Note saved.<" in answer.text
    assert "“her exams, as in spring”" in text(inside, "/")
    assert "“her exams, as in spring”" in text(inside, "/finding/1")
    assert json.loads(Path(workspace.user_data.location).read_bytes())["notes"][0]["person"] == "Rosa"


def test_a_note_is_forgotten_again(inside: TestClient, workspace: Workspace) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    post_form(inside, "/finding/4/note", text="a visit")
    answer = post_form(inside, "/notes/delete", note=digest_of("exams", workspace), finding="3")
    assert ">Note deleted.<" in answer.text
    assert kept(workspace) == ["a visit"]
    assert "exams" not in text(inside, "/")


def test_words_of_a_note_are_only_words(inside: TestClient) -> None:
    answer = post_form(inside, "/finding/3/note", text=f"{HOSTILE} “quoted”")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;evil" in answer.text
    assert "<script>" not in answer.text
    assert "\u202e" not in answer.text


@pytest.mark.parametrize(("given", "said"), [(" \n\t", "nothing was written"), ("x" * 1001, "at most 1,000 letters")])
def test_a_note_that_is_none_is_refused_and_its_words_stay_in_the_form(
    inside: TestClient, workspace: Workspace, given: str, said: str
) -> None:
    answer = post_form(inside, "/finding/3/note", text=given)
    assert answer.status_code == 422
    assert said in answer.text
    assert f">{given.strip()}</textarea>" in answer.text
    assert kept(workspace) == []


def test_a_note_needs_the_token_of_the_form(inside: TestClient, workspace: Workspace) -> None:
    forms = ("/settings", "/settings/forget", "/notes", "/notes/change", "/notes/delete", "/notes/undo")
    for address in ("/finding/3/note", *forms):
        assert inside.post(address, data={"form": "wrong", "text": "x"}, headers=SAME_ORIGIN).status_code == 403
    assert kept(workspace) == []


def test_notes_go_with_days(inside: TestClient, workspace: Workspace) -> None:
    """A finding that is no spell takes none, and has no form for one."""
    spells = [
        number
        for number in range(1, len(workspace.session.numbered_findings) + 1)
        if 'id="note"' in text(inside, f"/finding/{number}")
    ]
    others = {*range(1, len(workspace.session.numbered_findings) + 1)} - {*spells}
    assert spells
    assert others
    assert post_form(inside, f"/finding/{min(others)}/note", text="x").status_code == 404
    assert post_form(inside, "/finding/999/note", text="x").status_code == 404
    assert kept(workspace) == []


def test_a_broken_file_is_one_sentence_and_the_page_goes_on(
    inside: TestClient, workspace: Workspace, tmp_path: Path
) -> None:
    post_form(inside, "/finding/3/note", text="exams")
    Path(workspace.user_data.location).write_text("{")
    answer = post_form(inside, "/finding/3/note", text="another")
    assert answer.status_code == 422
    assert "kept.json: your notes are kept there, and that does not work now" in answer.text
    assert str(tmp_path) not in answer.text
    assert "does not work now" in text(inside, "/settings")
    assert re.search("unlike Rosa", text(inside, "/"))
    post_form(inside, "/settings/forget", yes="1")
    assert "does not work now" not in text(inside, "/settings")


def test_a_note_never_hides_what_was_read_meanwhile(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = workspace.session.analysis
    assert before is not None
    other = replace(before, findings=replace(before.findings, owner="Somebody else"))
    annotated: list[str] = []

    def reading_meanwhile(analysis: Analysis, options: AnalysisOptions) -> Analysis:
        if not annotated:
            workspace.update(lambda now: replace(now, analysis=other))
        annotated.append(analysis.findings.owner)
        return with_annotations(analysis, options)

    monkeypatch.setattr(session, "with_annotations", reading_meanwhile)
    workspace.refresh_annotations()
    assert annotated == ["Imke", "Somebody else"]
    assert workspace.session.analysis is not None
    assert workspace.session.analysis.messages is other.messages
