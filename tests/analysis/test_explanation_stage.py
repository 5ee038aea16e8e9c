"""Words of harm are there before anything else is looked for, and what is unlike before what the two share."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analyses import analysis_of
from unlike.analysis import relationship_stage, shift_explanations
from unlike.analysis.pair_history import relationship
from unlike.explain.topic_table import topic_table
from unlike.results import Findings, Relationship
from unlike.signals import MeasuredConversation
from unlike.synthetic import STRONG, generate, random_world, write_whatsapp

WORRY = "i am so scared of my brother, he hit me again last night"


@pytest.mark.parametrize("is_worrying", [True, False])
def test_words_of_harm_are_told_before_anything_else_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_worrying: bool
) -> None:
    chat = generate(random_world(7, STRONG, years=1, spells=3))
    path = tmp_path / "WhatsApp Chat with Ada.txt"
    write_whatsapp(chat, path)
    if is_worrying:
        *_, last = path.read_text("utf-8").splitlines()
        head, _, _ = last.partition(": ")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{head}: {WORRY}\n")
    order: list[Findings | str] = []

    def noted(messages: pl.DataFrame) -> pl.DataFrame | None:
        order.append("topics")
        return topic_table(messages)

    def with_relationship(
        measured: MeasuredConversation, rows: pl.DataFrame, pair: tuple[str, str], *, keepsakes: bool
    ) -> Relationship | None:
        order.append("relationship")
        return relationship(measured, rows, pair, keepsakes=keepsakes)

    monkeypatch.setattr(shift_explanations, "topic_table", noted)
    monkeypatch.setattr(relationship_stage, "relationship", with_relationship)
    final = analysis_of([path], owner=chat.owner, early_findings=order.append).findings
    early, *later = order
    assert isinstance(early, Findings)
    assert later == ["relationship", "topics"]
    (person,), (whole,) = (findings.conversations[0].people for findings in (early, final))
    assert (person.explanations is not None) == is_worrying
    assert whole.explanations is not None
    assert person.relationship is None
    assert whole.relationship is not None
    if person.explanations is not None:
        assert person.explanations.concern == whole.explanations.concern
        assert person.explanations.look_backs == ()
    assert (person.current_state, person.lasting_shifts) == (whole.current_state, whole.lasting_shifts)
    assert [spell.first for spell in person.spells] == [spell.first for spell in whole.spells]
