"""What the source of a chat cannot tell is a sentence in every face, with its day where there is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator

from closed_schema import closed
from example_findings import CASES, CHAT, about
from unlike.presentation.json.document import document, schema
from unlike.presentation.redaction import Redaction, redactor
from unlike.presentation.sentences.interface.import_summary import note_lines
from unlike.presentation.sentences.interface.medium_limit_text import medium_limit_sentence, medium_limit_sentences
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import MediumLimit, MediumLimitKind

EVE, MORNING = (datetime(2024, 2, day, hour, tzinfo=ZoneInfo("Europe/Berlin")) for day, hour in ((3, 22), (9, 8)))
SEAM = MediumLimitKind.ENCRYPTION_SEAM


@pytest.mark.parametrize("kind", MediumLimitKind)
def test_every_limit_is_said_in_every_face(kind: MediumLimitKind) -> None:
    limit = MediumLimit(kind)
    said = medium_limit_sentence(limit)
    findings = about(*CASES["rosa"].conversations[0].people, medium_limits=(limit,))
    assert note_lines(findings.conversations[0])[0] == said
    assert said in " ".join(screen(findings, ScreenOptions(width=400)).plain.split())
    (written,) = document(findings)["conversations"][0]["medium_limits"]
    assert written == {"kind": kind.value, "said": said, "since": None, "until": None}
    Draft202012Validator(closed(schema())).validate(document(findings))


def test_a_report_without_names_says_it_too() -> None:
    findings = about(*CASES["rosa"].conversations[0].people, medium_limits=(MediumLimit(SEAM, EVE, MORNING),))
    (conversation,) = redactor(Redaction(), findings).findings(findings).conversations
    assert note_lines(conversation) == (medium_limit_sentence(MediumLimit(SEAM, EVE, MORNING)),)


def test_a_seam_names_its_days() -> None:
    assert "between 3 Feb 2024 and 9 Feb 2024" in medium_limit_sentence(MediumLimit(SEAM, EVE, MORNING))
    assert "after 3 Feb 2024: what was written since" in medium_limit_sentence(MediumLimit(SEAM, EVE))
    assert "from 9 Feb 2024 on: what was written before" in medium_limit_sentence(MediumLimit(SEAM, until=MORNING))


def test_one_limit_of_several_files_is_said_once() -> None:
    twice = (MediumLimit(MediumLimitKind.NO_ZONE), MediumLimit(MediumLimitKind.NO_ZONE, EVE))
    assert len(medium_limit_sentences(replace(CHAT, medium_limits=twice))) == 1
    assert medium_limit_sentences(CHAT) == ()
