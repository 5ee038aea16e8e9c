"""Sections about several people of one conversation, each in a few lines; quiet people share one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unlike.i18n import translate
from unlike.presentation.model import Section, SectionKind, Subject, either, listed
from unlike.presentation.sentences.findings.channel_change_text import (
    channel_change_section,
    noteworthy_channel_changes,
)
from unlike.presentation.sentences.findings.explanation_text import named_look_back_section, silent_days_section
from unlike.presentation.sentences.findings.group_lead import group_lead_section, others_section
from unlike.presentation.sentences.findings.help_text import help_section
from unlike.presentation.sentences.findings.lasting_shift_text import lasting_shift_section
from unlike.presentation.sentences.findings.no_findings import (
    people_with_failed_calculation,
    people_with_missing_history,
    unread_people_section,
)
from unlike.presentation.sentences.findings.note_text import add_notes
from unlike.presentation.sentences.findings.now_text import withheld_sentence
from unlike.presentation.sentences.findings.order import concern, look_backs_now
from unlike.presentation.sentences.findings.person_summary import PresentAnswer, present_answer
from unlike.presentation.sentences.findings.present_text import present_sections
from unlike.presentation.sentences.findings.previous_spells import earlier_spells_section, similar_spells_section
from unlike.presentation.sentences.findings.quiet_text import (
    detectable_drop_sentences,
    is_telling,
    little_told_sentence,
    quiet_people_sentence,
    usual_people_sentence,
)
from unlike.presentation.sentences.interface.import_summary import ask_group_section
from unlike.results import FailedCalculation, MissingHistory, UnreadRecords, shares_change


def group_sections(subjects_of: tuple[Subject, ...], most: int, writers: int = 0) -> tuple[Section, ...]:
    """Sections about a group: one answer for all, then people; those who are unlike themselves now come first.

    Args:
        subjects_of: those who were looked at.
        most: how many are shown, beside those who are unlike themselves now.
        writers: everybody who writes there but the owner.
    """
    worries = [(worry, subject) for subject in subjects_of if (worry := concern(subject))]
    if worries:
        first, *others = (help_section(*worried) for worried in worries)
        return (first, *(replace(section, table=()) for section in others), *_unread_sections(subjects_of))
    able = [subject for subject in subjects_of if subject.person.enough]
    looked_at = [subject for at, subject in enumerate(able) if at < most or subject.person.is_unusual_now]
    everybody = max(writers, len(subjects_of))
    quiet = tuple(subject for subject in looked_at if subject.person.is_quiet)
    lead, hidden = group_lead_section(able, everybody), [subject for subject in able if subject not in looked_at]
    others_line = others_section(hidden, everybody - len(subjects_of), subjects_of[0].face)
    unusual = [subject for subject in looked_at if subject.person.is_unusual_now]
    noteworthy = [subject for subject in looked_at if not subject.person.is_unusual_now and not subject.person.is_quiet]
    passages = [part for subject in unusual for part in _unusual_sections(subject)]
    passages += [part for subject in noteworthy for part in _earlier_sections(subject)]
    asking = (ask_group_section(len(looked_at)),) if unusual else ()
    return (
        *((lead,) if lead else ()),
        *passages,
        *_channel_change_sections(looked_at),
        *_unclear_sections(quiet),
        *_reason_sections([subject for subject in looked_at if not subject.person.is_unusual_now]),
        *_quiet_sections(tuple(subject for subject in quiet if present_answer(subject).is_calm)),
        *_remaining_people_sections(subjects_of, others_line),
        *asking,
    )


def _unusual_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections on what is unlike a person now, whether it was so before, and what the days before tell."""
    first, *more = present_sections(subject)
    more = [*more, *(named_look_back_section(back, subject) for back in look_backs_now(subject))]
    same = [spell for spell in subject.person.past_spells if shares_change(spell, subject.person.changes_now)]
    if not same:
        return (first, *more)
    before = add_notes(similar_spells_section(same, 0, subject), same, subject)
    return (replace(first, detail=(*first.detail, before.headline, *before.detail)), *more)


def _earlier_sections(subject: Subject) -> tuple[Section, ...]:
    """Spells and lasting shifts of a person, where nothing is unlike them now."""
    person = subject.person
    spells = (
        (add_notes(earlier_spells_section(person.spells, subject), person.spells, subject),) if person.spells else ()
    )
    shifts = (lasting_shift_section(person.lasting_shifts[-1], subject),) if person.lasting_shifts else ()
    return (*spells, *shifts)


def _channel_change_sections(subjects_of: list[Subject]) -> tuple[Section, ...]:
    """The latest channel change that concerns nearly everybody, once for all of them."""
    changes = [
        (change, subject)
        for subject in subjects_of
        for change in noteworthy_channel_changes(subject)
        if change.missing_sender is None
    ]
    if not changes:
        return ()
    change, subject = max(changes, key=lambda candidate: candidate[0].last)
    *lines, _ = channel_change_section(change, subject).detail
    no_change_sentence = translate("Nothing else is said about anybody for that time.")
    return (replace(channel_change_section(change, subject), detail=(*lines, no_change_sentence)),)


def _unclear_sections(subjects_of: tuple[Subject, ...]) -> tuple[Section, ...]:
    """Quiet people whose last messages are a little unlike them, and those of whom now cannot be told."""
    little = _person_names(_people_with(PresentAnswer.A_LITTLE_UNLIKE, subjects_of))
    few, untold = (_people_with(answer, subjects_of) for answer in (PresentAnswer.TOO_FEW, PresentAnswer.UNTOLD))
    sections = []
    if little:
        headline = translate("The last messages were a little unlike {names}.", names=listed(little))
        withheld = any(_is_withheld(subject) for subject in subjects_of)
        expected = withheld_sentence() if withheld else translate("One in 20 people looks so by chance.")
        sections.append(Section(kind=SectionKind.QUIET, headline=headline, detail=(expected,)))
    if few:
        headline = translate("The last messages are too few to tell about {names}.", names=listed(_person_names(few)))
        no_change_sentence = translate(
            "Nothing before them is unlike {name}.", name=either(_person_names(_measurable_people(few)))
        )
        sections.append(
            Section(kind=SectionKind.QUIET, headline=headline, detail=_before_sentences(few, no_change_sentence))
        )
    if untold:
        headline = translate("Nothing can be said about {name} now.", name=either(_person_names(untold)))
        no_change_sentence = translate(
            "Nothing before that is unlike {name}.", name=either(_person_names(_measurable_people(untold)))
        )
        detail = (*_before_sentences(untold, no_change_sentence), *_reach_sentences(untold))
        sections.append(Section(kind=SectionKind.QUIET, headline=headline, detail=detail))
    return tuple(sections)


def _reason_sections(subjects_of: Sequence[Subject]) -> tuple[Section, ...]:
    """Sections on the last days of people who are a little unlike themselves, or of whom now is not known."""
    backs = [(back, subject) for subject in subjects_of for back in look_backs_now(subject)]
    silent = [
        subject for back, subject in backs if back.messages_read is not None and not back.topics and back.is_whole
    ]
    last_days_sections = tuple(named_look_back_section(back, subject) for back, subject in backs if back.topics)
    return (*last_days_sections, *((silent_days_section(silent),) if silent else ()))


def _before_sentences(people: Sequence[Subject], no_change_sentence: str) -> tuple[str, ...]:
    """Sentences on the time before the last messages; `nothing` is said of those alone of whom it can be told."""
    telling = _measurable_people(people)
    return (
        *((no_change_sentence,) if telling else ()),
        *((little_told_sentence(),) if len(telling) < len(people) else ()),
    )


def _measurable_people(people: Sequence[Subject]) -> tuple[Subject, ...]:
    """People in whose history a change of a few days would have shown."""
    return tuple(subject for subject in people if is_telling(subject))


def _is_withheld(subject: Subject) -> bool:
    return subject.person.current_state is not None and subject.person.current_state.withheld


def _people_with(answer: PresentAnswer, subjects_of: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """People about whom an answer is given."""
    return tuple(subject for subject in subjects_of if present_answer(subject) is answer)


def _person_names(people: Sequence[Subject]) -> tuple[str, ...]:
    return tuple(subject.name for subject in people)


def _quiet_sections(subjects_of: tuple[Subject, ...]) -> tuple[Section, ...]:
    """All quiet people in one sentence, with what the least clear of their histories could have shown.

    Those in whose history even a large change could have passed unseen stand apart.
    """
    telling = _measurable_people(subjects_of)
    others = tuple(subject for subject in subjects_of if not is_telling(subject))
    sections = []
    if telling:
        headline = quiet_people_sentence(telling)
        sections.append(Section(kind=SectionKind.QUIET, headline=headline, detail=_reach_sentences(telling)))
    if others:
        detail = (little_told_sentence(), *_reach_sentences(others))
        sections.append(Section(kind=SectionKind.QUIET, headline=usual_people_sentence(others), detail=detail))
    return tuple(sections)


def _reach_sentences(subjects_of: Sequence[Subject]) -> tuple[str, ...]:
    """Sentences on the drop that the least clear of some histories could have shown."""
    reaches = [
        subject.person.detectable_drop
        for subject in subjects_of
        if subject.person.detectable_drop and subject.person.detectable_drop.factor is not None
    ]
    least = min(reaches, key=lambda reach: reach.factor or 0.0, default=subjects_of[0].person.detectable_drop)
    return detectable_drop_sentences(least)


def _remaining_people_sections(subjects_of: tuple[Subject, ...], others: Section | None) -> tuple[Section, ...]:
    """How many people wrote too little, and what there is about those who are not shown."""
    missing = [subject.person for subject in subjects_of if not subject.person.enough]
    little = [person for person in missing if not isinstance(person.missing_history, FailedCalculation)]
    unread = _unread_sections(subjects_of)
    passages = list(unread)
    if failed := len(missing) - len(little):
        passages.append(Section(kind=SectionKind.UNREAD, headline=people_with_failed_calculation(failed)))
    if little and not unread:
        needs = next((needs for person in little if isinstance(needs := person.missing_history, MissingHistory)), None)
        passages.append(Section(kind=SectionKind.QUIET, headline=people_with_missing_history(len(little), needs)))
    return (*passages, others) if others else tuple(passages)


def _unread_sections(subjects_of: tuple[Subject, ...]) -> tuple[Section, ...]:
    """Sections saying that nothing is said about anybody, where too much of the export was not read."""
    unread = subjects_of[0].person.missing_history  # alike for everybody in a conversation
    return (unread_people_section(unread, subjects_of[0].face),) if isinstance(unread, UnreadRecords) else ()
