"""Told apart: a person who changed with the owner alone, and one who changed with everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BERLIN

from unlike.findings import PersonFindings, Verdict
from unlike.pipeline import Question, study
from unlike.reports.wording.elsewhere import beside_passage
from unlike.samples import STRONG, Chat, World, generate, random_world, write_telegram, write_whatsapp

SEED = 41


def two_chats(seed: int, everywhere: bool) -> tuple[Chat, Chat]:
    """A pair's chat, and another of the same two on another app, in which the other changes too, or does not."""
    here = replace(random_world(seed, STRONG, years=1.5, spells=3), language="en")
    there = replace(here, seed=seed + 500, changes=here.changes if everywhere else ())
    return generate(here), generate(there)


@pytest.fixture(scope="module", params=[True, False], ids=["with everyone", "only here"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[bool, PersonFindings]:
    folder = tmp_path_factory.mktemp("two")
    here, there = two_chats(SEED, request.param)
    write_whatsapp(here, folder / "WhatsApp Chat - here.zip", "ios")
    write_telegram(there, folder / "result.json")
    paths = [folder / "WhatsApp Chat - here.zip", folder / "result.json"]
    studied = study(paths, Question(BERLIN, owner=here.owner))
    return request.param, studied.findings.conversations[0].people[0]
