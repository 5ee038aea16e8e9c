"""One finding as an answer: its sentences, its days, its figures with what they rest on."""

from __future__ import annotations

from datetime import date

from unlike.assistant.answer_types import Base, FindingAnswer, FindingKind, Rate, SignalFigure
from unlike.core.day_rule import day_of
from unlike.i18n import translate_lazy
from unlike.presentation.json.json_values import json_number
from unlike.presentation.model import Subject
from unlike.presentation.sentences import finding_section
from unlike.results import (
    AppChange,
    ChannelChange,
    CurrentState,
    Finding,
    LastingShift,
    LookBack,
    OpenQuestion,
    PersonFindings,
    SignalChange,
    Spell,
)

_KINDS: dict[type, FindingKind] = {
    CurrentState: "now",
    Spell: "spell",
    LastingShift: "lasting",
    OpenQuestion: "open",
    ChannelChange: "channel",
    AppChange: "app_change",
    LookBack: "look_back",
}


def finding_uri(finding_id: int) -> str:
    """The resource that holds a finding with its messages."""
    return f"unlike://finding/{finding_id}"


def finding_answer(finding: Finding, subject: Subject) -> FindingAnswer:
    """A finding with its sentences and figures, without messages."""
    finding_id = subject.finding_number(finding)
    first, last = finding_dates(finding)
    changes = () if isinstance(finding, OpenQuestion | LookBack | ChannelChange) else finding.changed_signals
    return FindingAnswer(
        id=finding_id,
        uri=finding_uri(finding_id),
        kind=_KINDS[type(finding)],
        said=finding_section(finding, subject).sentences,
        first=first.isoformat(),
        last=last.isoformat(),
        ongoing=is_ongoing(finding),
        direction=finding.direction.value if isinstance(finding, CurrentState | Spell | LastingShift) else None,
        base=finding_base(finding, subject.person),
        rate=finding_rate(finding),
        signals=_volume_figures(finding) if isinstance(finding, ChannelChange) else _signal_figures(changes),
        unchanged=_signal_labels(getattr(finding, "unchanged_signals", ())),
        undecided=_signal_labels(getattr(finding, "undecided_signals", ())),
    )


def finding_dates(finding: Finding) -> tuple[date, date]:
    """First and last day of a finding, both included."""
    match finding:
        case CurrentState():
            return day_of(finding.since), day_of(finding.until)
        case OpenQuestion():
            return day_of(finding.since), day_of(finding.since)
        case AppChange():
            return finding.day, finding.day
        case LastingShift():
            return finding.between
        case Spell() | ChannelChange() | LookBack():
            return finding.first, finding.last


def is_ongoing(finding: Finding) -> bool:
    """Whether a finding is about what goes on at the end of the history."""
    if isinstance(finding, Spell | ChannelChange):
        return finding.ongoing
    if isinstance(finding, AppChange):
        return finding.recent
    return isinstance(finding, CurrentState | OpenQuestion)


def finding_base(finding: Finding, person: PersonFindings) -> Base:
    """Number of messages and comparisons that the figures of a finding rest on."""
    match finding:
        case CurrentState():
            return Base(len(finding.messages), finding.windows, "earlier days" if finding.day else "earlier sittings")
        case OpenQuestion():
            return Base(1, finding.similar_waits, "earlier questions that waited as long")
        case LookBack():
            return Base(finding.messages_read, finding.baseline_spans, "other runs of as many days")
        case LastingShift() | AppChange():
            return Base(person.messages, person.active_days, "days with messages in the whole history")
        case Spell() | ChannelChange():
            return Base(len(finding.messages), person.active_days, "days with messages in the whole history")


def finding_rate(finding: Finding) -> Rate | None:
    """How often chance alone shows as much; None where nothing is claimed about the person."""
    match finding:
        case CurrentState():
            return Rate(json_number(finding.chance), "earlier sittings or days that are as far from the usual")
        case Spell():
            return Rate(json_number(finding.chance), "years in which nothing happens and one as strong is shown")
        case LastingShift():
            return Rate(json_number(finding.chance), "histories as long without a change that show a step as strong")
        case OpenQuestion():
            return Rate(json_number(finding.chance), "earlier such questions that waited at least as long")
        case LookBack() if chances := [topic.chance for topic in finding.topics if topic.chance is not None]:
            rarest = min(chances)
            return Rate(json_number(rarest), "other such days on which some topic stands out as far")
        case _:
            return None


def _signal_figures(changes: tuple[SignalChange, ...]) -> tuple[SignalFigure, ...]:
    return tuple(
        SignalFigure(
            translate_lazy(change.label),
            change.unit,
            json_number(change.baseline),
            json_number(change.observed),
            json_number(change.chance),
        )
        for change in changes
    )


def _volume_figures(change: ChannelChange) -> tuple[SignalFigure, ...]:
    """Messages a day of all while the conversation changed."""
    baseline_per_day, observed_per_day = json_number(change.baseline_per_day), json_number(change.messages_per_day)
    return (SignalFigure("messages a day, of all", "messages", baseline_per_day, observed_per_day, None),)


def _signal_labels(changes: tuple[SignalChange, ...]) -> tuple[str, ...]:
    return tuple(translate_lazy(change.label) for change in changes)
