"""What a source cannot tell is not concluded from it: no silence over a seam, nothing from a selection."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.analysis_options import AnalysisOptions
from unlike.analysis.source_limits import is_selection, seam_days
from unlike.analysis.stages import analyse
from unlike.core.spans import DateSpan
from unlike.errors import OwnerUnknownError
from unlike.messages import conform
from unlike.presentation.sentences.findings.no_findings import nobody_section
from unlike.readers import Conversation, Coverage, Import, MediumLimit, MediumLimitKind, ParsedConversation
from unlike.readers.import_result import import_of
from unlike.results import Findings

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2024, 1, 1, 9, tzinfo=UTC)
GAP = (120, 150)
SEAM = MediumLimit(
    MediumLimitKind.ENCRYPTION_SEAM,
    START + timedelta(days=GAP[0] - 1, hours=9),
    START + timedelta(days=GAP[1], hours=-1),
)


def imported(*limits: MediumLimit) -> Import:
    """Two people who write a little every day but for a month."""
    days = [day for day in range(240) if not GAP[0] <= day < GAP[1]]
    rows = [
        {
            "sent_at": START + timedelta(days=day, hours=hour, minutes=day % 50),
            "sender": who,
            "text": f"note {day} {hour}",
        }
        for day in days
        for hour, who in enumerate(("Ada", "Imke", "Ada", "Imke", "Ada"))
    ]
    frame = pl.DataFrame(rows).with_columns(ref=pl.format("m{}", pl.int_range(pl.len())))
    table = conform(frame, "Ada", "messenger")
    coverage = Coverage(messages=len(rows), total=len(rows))
    conversation = Conversation(
        "Ada", "Ada", "messenger", group=False, owner="Imke", clock=timedelta(seconds=1), coverage=coverage
    )
    return import_of([ParsedConversation(replace(conversation, medium_limits=limits), table)], ZONE)


def found(*limits: MediumLimit) -> Findings:
    return analyse(imported(*limits), AnalysisOptions()).findings


def test_a_seam_is_no_silence_and_no_change_of_the_channel() -> None:
    (unmarked,) = found().conversations[0].people
    assert [(one.first, one.last) for one in unmarked.channel_changes] == [(date(2024, 4, 30), date(2024, 5, 29))]
    (marked,) = found(SEAM).conversations[0].people
    assert (marked.channel_changes, marked.spells, marked.lasting_shifts) == ((), (), ())
    assert marked.enough


@pytest.mark.parametrize("kind", [MediumLimitKind.OWN_MESSAGES, MediumLimitKind.SAVED_MESSAGES])
def test_nothing_is_said_about_anybody_from_a_selection(kind: MediumLimitKind) -> None:
    (conversation,) = found(MediumLimit(kind)).conversations
    assert conversation.people == ()
    assert nobody_section(conversation).detail == ("So nothing is said about anybody.",)
    assert conversation.messages == 1050


def test_the_days_of_a_seam_are_the_owners() -> None:
    (one,) = imported(SEAM).conversations
    assert seam_days(one, ZONE) == DateSpan(date(2024, 4, 29), date(2024, 5, 30))
    assert seam_days(replace(one, medium_limits=()), ZONE) is None
    within = MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, START, START + timedelta(hours=3))
    assert seam_days(replace(one, medium_limits=(within,)), ZONE) is None
    assert seam_days(replace(one, medium_limits=(replace(SEAM, until=None),)), ZONE) is None
    assert not is_selection(one)


def of_programs(*senders: str) -> Import:
    """Lines of the app, and then a message by each of some people."""
    rows = [{"sent_at": START + timedelta(hours=n), "sender": None, "text": None, "kind": "system"} for n in range(9)]
    rows += [
        {"sent_at": START + timedelta(days=1 + n), "sender": who, "text": "hi", "kind": "text"}
        for n, who in enumerate(senders)
    ]
    frame = pl.DataFrame(rows, schema_overrides={"sender": pl.String, "text": pl.String})
    table = conform(frame.with_columns(ref=pl.format("m{}", pl.int_range(pl.len()))), "builds", "slack")
    coverage = Coverage(messages=len(senders), system=9, total=9 + len(senders))
    conversation = Conversation(
        "builds", "builds", "slack", group=True, owner=None, clock=timedelta(seconds=1), coverage=coverage
    )
    return import_of([ParsedConversation(conversation, table)], ZONE)


def test_where_only_programs_wrote_it_is_not_said_that_the_owner_did() -> None:
    with pytest.raises(OwnerUnknownError, match="all of it is by the app or by other programs"):
        analyse(of_programs(), AnalysisOptions())
    with pytest.raises(OwnerUnknownError, match="all of it is by the app or by other programs"):
        analyse(of_programs(), AnalysisOptions(owner="Imke"))
    both = import_of([*of_programs().parts, *imported().parts], ZONE)
    found_here = {one.title: one for one in analyse(both, AnalysisOptions(owner="Imke")).findings.conversations}
    section = nobody_section(found_here["builds"])
    assert section.headline == "Only the app or other programs wrote here."
    (own,) = analyse(of_programs("Imke"), AnalysisOptions(owner="Imke")).findings.conversations
    assert nobody_section(own).headline == "Nobody but you wrote here."
