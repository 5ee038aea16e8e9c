"""Summary of a person in a row of a table: the present answer of their own page, and how much was before."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from unlike.i18n import mark, mark_plural, translate, translate_plural
from unlike.presentation.model import Subject
from unlike.presentation.sentences.findings.order import concern
from unlike.presentation.sentences.findings.quiet_text import is_stale, is_telling
from unlike.presentation.sentences.findings.spell_text import may_be_over
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.presentation.sentences.formatting.number_format import format_count
from unlike.presentation.sentences.interface.report_text import HELP_FIRST
from unlike.presentation.sentences.interface.settings_text import PEOPLE_FAILED, PEOPLE_LITTLE, PEOPLE_UNREAD
from unlike.results import FailedCalculation, Grade, UnreadRecords


class PresentAnswer(Enum):
    """Answer about now that a person's own page gives."""

    UNLIKE = auto()
    A_LITTLE_UNLIKE = auto()
    WITHIN_USUAL = auto()
    TOO_FEW = auto()
    UNTOLD = auto()

    @property
    def is_calm(self) -> bool:
        """Whether it says that nothing is unlike the person now."""
        return self is PresentAnswer.WITHIN_USUAL


GRADES: Final = {
    Grade.VERY_UNLIKE: mark("very unlike"),
    Grade.UNLIKE: mark("unlike"),
    Grade.A_LITTLE_UNLIKE: mark("a little unlike"),
    Grade.CANNOT_TELL: mark("too little to tell"),
    Grade.WITHIN_USUAL: mark("as usual"),
}
IN_SPELL: Final = mark("in a spell")
PERHAPS_OVER: Final = mark("a spell, perhaps over")
_WORDS: Final = {
    PresentAnswer.TOO_FEW: mark("the last messages are too few to tell"),
    PresentAnswer.UNTOLD: mark("of now nothing can be said"),
}
_MISSING: Final = {UnreadRecords: PEOPLE_UNREAD, FailedCalculation: PEOPLE_FAILED}
_STAYED: Final = mark_plural("{number} change that stayed", "{number} changes that stayed")


def present_answer(subject: Subject) -> PresentAnswer:
    """Answer about now; where the export breaks off or the history moved, none can be given."""
    person, now = subject.person, subject.person.current_state
    if person.is_unusual_now:
        return PresentAnswer.UNLIKE
    if subject.breaks_off or person.has_moved:
        return PresentAnswer.UNTOLD
    if now is None or not now.is_known:
        return PresentAnswer.TOO_FEW
    return PresentAnswer.A_LITTLE_UNLIKE if now.grade.is_noteworthy else PresentAnswer.WITHIN_USUAL


def spell_now(subject: Subject) -> str:
    """What is said of a spell that reaches the last day; empty without one."""
    spells = subject.person.ongoing_spells
    over = all(may_be_over(spell, subject) for spell in spells)
    return translate(PERHAPS_OVER if over else IN_SPELL) if spells else ""


def dated_answer(answer: str, subject: Subject) -> str:
    """An answer about now, with the chat's last day where that is long ago."""
    if subject.last_date is None or not is_stale(subject):
        return answer
    return translate("{answer} (until {day})", answer=answer, day=format_day(subject.last_date))


def _now_words(subject: Subject, now: PresentAnswer) -> str:
    """The answer about now in a few words, those of the table of many chats."""
    state = subject.person.current_state
    if now in _WORDS:
        return translate(_WORDS[now])
    return dated_answer(spell_now(subject) or (translate(GRADES[state.grade]) if state else ""), subject)


def person_summary(subject: Subject) -> str:
    """How much was found about a person, in a few words; no count beside words of harm or fear."""
    person, now = subject.person, present_answer(subject)
    if concern(subject):
        return translate(HELP_FIRST)
    if not person.enough:
        return translate(_MISSING.get(type(person.missing_history), PEOPLE_LITTLE))
    parts = [] if now.is_calm else [_now_words(subject, now)]
    if person.spells:
        parts.append(format_count(len(person.spells), "spell"))
    if person.lasting_shifts:
        parts.append(translate_plural(*_STAYED, len(person.lasting_shifts)))
    if parts:
        return " · ".join(parts)
    is_nothing = person.is_quiet and is_telling(subject)
    return translate("nothing unlike them") if is_nothing else dated_answer(translate("as usual"), subject)
