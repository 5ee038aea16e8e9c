"""The invented chat can be tried where nothing is open, and never takes the place of somebody's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from page_client import SAME_ORIGIN, client, empty_workspace, form_token, text, wait_until_read
from unlike.synthetic import SyntheticChat, World, demo
from unlike.web.session import Workspace
from unlike.web.views import sample_views


@pytest.mark.usefixtures("ready_analyses")
def test_a_newcomer_can_try_it_on_two_invented_people(
    tmp_path: Path, english: SyntheticChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats: dict[World, SyntheticChat] = {demo()[0]: english}
    monkeypatch.setattr(sample_views, "generate", chats.__getitem__)
    workspace = empty_workspace()
    page = client(workspace, tmp_path)
    assert "Try it with an invented chat" in text(page, "/")
    page.post("/try", data={"form": form_token(text(page, "/settings"))}, headers=SAME_ORIGIN)
    wait_until_read(page)
    assert workspace.session.problem == ""
    assert "unlike Rosa" in text(page, "/")
    assert [path.name for path in workspace.session.paths] == ["WhatsApp Chat with Rosa.txt"]
    assert "Try it with an invented chat" not in text(page, "/add")


def test_it_does_not_take_the_place_of_what_is_open(page: TestClient, workspace: Workspace) -> None:
    before = workspace.session.analysis
    page.post("/try", data={"form": form_token(text(page, "/settings"))}, headers=SAME_ORIGIN)
    assert workspace.session.analysis is before
