"""Makes the findings from the parts of the stages, each once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from unlike.analysis.balance_evidence import BalanceEvidence, balance_rows
from unlike.analysis.calendar_matches import owner_context
from unlike.analysis.false_discovery import controlled_state, discovery_bound
from unlike.analysis.parts import ConversationPart, PersonDetection, PersonExplanation
from unlike.analysis.quotes import local
from unlike.annotations import CalendarEntry
from unlike.core.medium_limits import MediumLimit
from unlike.library import Note
from unlike.results import ConversationFindings, Findings, OwnerNote, PersonFindings, RepeatVisits


@dataclass(frozen=True, slots=True)
class AnalysisParts:
    """All that the stages made, before annotations.

    Attributes:
        owner: a sender.
        zone: the owner's.
        false_spells_per_year: rate at which spells are reported by chance alone.
        conversations: as they were given.
        explanations: by conversation key and person.
        repeat_visits: by conversation key.
    """

    owner: str
    zone: ZoneInfo
    false_spells_per_year: float
    conversations: tuple[ConversationPart, ...]
    explanations: Mapping[tuple[str, str], PersonExplanation]
    repeat_visits: Mapping[str, RepeatVisits]


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the owner knows: notes about earlier days, and entries of calendars and date lists."""

    notes: Sequence[Note] = ()
    entries: Sequence[CalendarEntry] = ()


def assemble(parts: AnalysisParts, annotations: Annotations) -> Findings:
    """Make the findings about everybody in every conversation."""
    people = [person for part in parts.conversations for person in part.people]
    bound = discovery_bound([person.current_state for person in people])
    conversations = tuple(_conversation(part, parts, annotations, bound) for part in parts.conversations)
    return Findings(parts.owner, parts.zone.key, conversations, parts.false_spells_per_year)


def _conversation(
    part: ConversationPart, parts: AnalysisParts, annotations: Annotations, bound: float
) -> ConversationFindings:
    described = part.conversation
    first, last = part.span or (None, None)
    explained = (parts.explanations.get((part.key, person.name), PersonExplanation()) for person in part.people)
    return ConversationFindings(
        key=part.key,
        title=described.title,
        app=described.app,
        group=described.group,
        first=first,
        last=last,
        messages=part.messages,
        system=part.system,
        calls=part.calls,
        skipped=tuple((record.ref, record.why) for record in described.skipped),
        notes=described.notes,
        people=tuple(
            _person(part, person, explanation, annotations, bound)
            for person, explanation in zip(part.people, explained, strict=True)
        ),
        repeat_visits=parts.repeat_visits.get(part.key),
        writers=part.writers,
        unread=part.unread,
        medium_limits=tuple(_local_limit(limit, parts.zone) for limit in described.medium_limits),
    )


def _local_limit(limit: MediumLimit, zone: ZoneInfo) -> MediumLimit:
    """The limit with its moments in the owner's zone."""
    return replace(limit, since=local(limit.since, zone), until=local(limit.until, zone))


def _person(
    part: ConversationPart,
    person: PersonDetection,
    explained: PersonExplanation,
    annotations: Annotations,
    bound: float,
) -> PersonFindings:
    state = controlled_state(person.current_state, bound)
    spells = tuple(spell.spell(explained.ending_acts.get(spell.first)) for spell in person.spells)
    evidence = BalanceEvidence(state, spells, person.lasting_shifts, explained.explanations)
    return PersonFindings(
        name=person.name,
        messages=person.messages,
        active_days=person.active_days,
        enough=person.enough,
        missing_history=person.missing_history,
        current_state=state,
        spells=spells,
        lasting_shifts=person.lasting_shifts,
        recurrence=person.recurrence,
        open_question=person.open_question,
        signal_histories=person.signal_histories,
        detectable_drop=person.detectable_drop,
        late_replies=person.late_replies,
        channel_changes=person.channel_changes,
        app_changes=person.app_changes,
        language_change=person.language_change,
        explanations=explained.explanations,
        relationship=person.relationship,
        usual_habits=person.usual_habits,
        owner_notes=_notes_at(part.conversation.addresses(person.name), annotations.notes),
        owner_context=owner_context(person, annotations.entries, part.days),
        return_patterns=explained.return_patterns,
        balance=balance_rows(evidence, part.days.last if part.days else None),
    )


def owner_notes(key: str, person: str, notes: Sequence[Note]) -> tuple[OwnerNote, ...]:
    """Notes about a person in a conversation."""
    return _notes_at({(key, person)}, notes)


def _notes_at(addresses: Collection[tuple[str, str]], notes: Sequence[Note]) -> tuple[OwnerNote, ...]:
    """Notes that are kept under some keys and names."""
    about = (note for note in notes if (note.conversation, note.person) in addresses)
    return tuple(OwnerNote(note.first, note.last, note.text, note.written) for note in about)
