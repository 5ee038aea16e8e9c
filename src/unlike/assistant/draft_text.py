"""Sentences about a draft: why a passage may not be said, and a better turn; in the language of the passage."""

from __future__ import annotations

from typing import Final

from unlike.assistant.answer_types import DraftAnswer, DraftPassage
from unlike.assistant.draft_check import DraftFault, draft_faults
from unlike.assistant.draft_rules import DraftReason, draft_languages
from unlike.i18n import language_context, mark, translate

_WHY: Final = {
    DraftReason.MOTIVE: mark("It says why somebody acts, or what they want. The chat does not hold that."),
    DraftReason.FEELING: mark("It names or denies a feeling of somebody else. The chat holds words, not feelings."),
    DraftReason.DIAGNOSIS: mark("It names an illness, a trait or an orientation. Nothing in a chat can show one."),
    DraftReason.VERDICT: mark("It judges a person or what two people have. What is counted here says nothing of that."),
    DraftReason.INTEREST: mark("It says how much somebody cares. Habits of writing do not tell that."),
    DraftReason.ADVICE: mark("It advises to test, watch, press, leave or stay. The only advice here is to ask."),
    DraftReason.NUMBER: mark("It gives a share, a factor or a chance without what it is counted in."),
}
_BETTER: Final = {
    DraftReason.MOTIVE: mark("Say what changed and since when, and that the chat does not say why: only they know."),
    DraftReason.FEELING: mark("Say how they wrote, beside their own usual, and what stayed the same."),
    DraftReason.DIAGNOSIS: mark("Leave it out. Say what was counted, over how many messages or days."),
    DraftReason.VERDICT: mark("Say what was counted, and how earlier times of that kind ended."),
    DraftReason.INTEREST: mark("Say what changed and what did not. A late answer is no sign by itself."),
    DraftReason.ADVICE: mark("Suggest to ask kindly how they are, and to leave room for no answer."),
    DraftReason.NUMBER: mark(
        "Add how many messages or days it rests on, the usual, and how often chance shows as much."
    ),
}
NOTHING_FOUND: Final = mark(
    "Nothing was found. These rules know words, not sense: read it once more by the rules yourself."
)
SOMETHING_FOUND: Final = mark("Mend each passage and weigh the draft again.")


def draft_answer(draft: str) -> DraftAnswer:
    """Answer with the passages of a draft that may not be said; that nothing was found is no promise."""
    faults = draft_faults(draft)
    with language_context(draft_languages(draft)[0]):
        note = translate(SOMETHING_FOUND if faults else NOTHING_FOUND)
    return DraftAnswer(tuple(map(_draft_passage, faults)), note)


def _draft_passage(fault: DraftFault) -> DraftPassage:
    with language_context(fault.language):
        why, better = translate(_WHY[fault.reason]), translate(_BETTER[fault.reason])
    return DraftPassage(fault.reason.value, fault.sentence, fault.words, why, better)
