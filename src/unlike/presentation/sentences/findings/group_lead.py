"""The first line about a group: who is unlike themselves now, or nobody; and who was looked at beside those shown."""

from __future__ import annotations

from collections.abc import Sequence

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Face, Section, SectionKind, Subject, listed
from unlike.presentation.sentences.findings.person_summary import PresentAnswer, present_answer
from unlike.presentation.sentences.findings.quiet_text import stale_sentences

_MAX_NAMES = 5


def group_lead_section(subjects_of: Sequence[Subject], everybody: int) -> Section | None:
    """Section that answers for the whole group; None where it can be told of nobody.

    Args:
        subjects_of: everybody with history enough, shown or not.
        everybody: how many people write there beside the owner, looked at or not.
    """
    answered_people = [subject for subject in subjects_of if _is_known(subject)]
    if not answered_people:
        return None
    unusual = tuple(subject.name for subject in answered_people if subject.person.is_unusual_now)
    if unusual:
        headline = translate_plural(
            "{number} of {of} people looked at was unlike themselves in the last messages or days: {names}.",
            "{number} of {of} people looked at were unlike themselves in the last messages or days: {names}.",
            len(unusual),
            of=len(answered_people),
            names=listed(_first_names(unusual)),
        )
        return Section(SectionKind.NOW, headline)
    return Section(
        SectionKind.QUIET, _quiet_headline(answered_people, everybody), detail=stale_sentences(answered_people[0])
    )


def _quiet_headline(answered_people: Sequence[Subject], everybody: int) -> str:
    """Headline saying that nobody is unlike themselves, of exactly those of whom it can be told."""
    little = tuple(subject.name for subject in answered_people if _is_a_little_unlike(subject))
    if little:
        return translate(
            "Nobody here is clearly unlike themselves; a little: {names}.", names=listed(_first_names(little))
        )
    if len(answered_people) == everybody:
        return translate("Nobody in this group is writing unlike themselves.")
    return translate_plural(
        "Of {number} person of whom it can be told, none is writing unlike themselves.",
        "Of {number} people of whom it can be told, nobody is writing unlike themselves.",
        len(answered_people),
    )


def others_section(hidden: Sequence[Subject], unseen: int, face: Face) -> Section | None:
    """Section about those who are not shown: what was found about them, and how many were not looked at."""
    if not hidden and not unseen:
        return None
    lines = tuple(_hidden_sentences(hidden, face)) if hidden else ()
    if unseen:
        not_looked = translate_plural(
            "{number} person who wrote least was not looked at.",
            "{number} people who wrote least were not looked at.",
            unseen,
        )
        lines = (*lines, not_looked)
    return Section(SectionKind.QUIET, lines[0], detail=lines[1:])


def _hidden_sentences(hidden: Sequence[Subject], face: Face) -> list[str]:
    """How many more were looked at, what can be told of them now, and of whom something earlier was found."""
    untold = [subject for subject in hidden if not _is_known(subject)]
    little = tuple(subject.name for subject in hidden if _is_known(subject) and _is_a_little_unlike(subject))
    usual_count = len(hidden) - len(untold) - len(little)
    lines = []
    if usual_count:
        lines.append(
            translate_plural(
                "{number} more person was looked at; nothing is unlike them now.",
                "{number} more people were looked at; nothing is unlike them now.",
                usual_count,
            )
        )
    if little:
        lines.append(translate("The last messages were a little unlike {names}.", names=listed(_first_names(little))))
    if untold:
        lines.append(
            translate_plural(
                "Of {number} more person the last messages are too few to tell.",
                "Of {number} more people the last messages are too few to tell.",
                len(untold),
            )
        )
    earlier = tuple(subject.name for subject in hidden if subject.person.spells or subject.person.lasting_shifts)
    if earlier:
        lines.append(translate("Something earlier was found about {names}.", names=listed(_first_names(earlier))))
    if face is Face.TERMINAL:
        lines.append(translate("--with NAME shows one of them, --all everyone."))
    return lines


def _first_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first few names, and how many more there are."""
    more = len(names) - _MAX_NAMES
    if more <= 1:
        return names
    return (*names[:_MAX_NAMES], translate_plural("{number} more", "{number} more", more))


def _is_known(subject: Subject) -> bool:
    """Whether it can be told of now: a spell goes on, or the last messages can be compared."""
    return present_answer(subject) not in {PresentAnswer.TOO_FEW, PresentAnswer.UNTOLD}


def _is_a_little_unlike(subject: Subject) -> bool:
    """Whether the last messages are noteworthy and still not called unlike."""
    return present_answer(subject) is PresentAnswer.A_LITTLE_UNLIKE
