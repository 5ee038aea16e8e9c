"""Sentences of the balance: what speaks for an ordinary spell and what does not, side by side."""

from __future__ import annotations

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, TableRow, listed
from unlike.presentation.sentences.findings.explanation_text import topic_name
from unlike.presentation.sentences.formatting.number_format import count_in_sentence, format_count
from unlike.results import BalanceRow, Supports
from unlike.results.balance import UNANSWERED

_SIDES = {
    Supports.ORDINARY: mark("like them"),
    Supports.NOT: mark("unlike them"),
    Supports.UNKNOWN: mark("cannot be told"),
}
_SIDES_WITHOUT_EARLIER = {
    Supports.ORDINARY: mark("speaks for it"),
    Supports.NOT: mark("speaks against it"),
    Supports.UNKNOWN: mark("cannot be told"),
}
"""Sides where no earlier time with such changes is known, which the present could be like."""
_QUESTIONS = {
    "elsewhere": mark("Is it only here?"),
    "between_us": mark("Did it follow something between you?"),
    "first": mark("Who changed first?"),
    "before": mark("Has it come and gone before?"),
    "lasted": mark("How often did such a change stay?"),
    "length": mark("Is it longer than before?"),
}


def balance_section(subject: Subject) -> Section | None:
    """The balance as a table, a row for each question; None where nothing is unlike the person now."""
    balance = subject.person.balance
    if not balance:
        return None
    if any(row.question == "before" and row.counts[0] for row in balance):
        headline, sides = translate("Does this look like earlier times that passed?"), _SIDES
    else:
        headline, sides = translate("What here speaks for a time that passes?"), _SIDES_WITHOUT_EARLIER
    return Section(
        kind=SectionKind.BALANCE,
        headline=headline,
        body=(translate("None of this is proof."),),
        table=tuple(
            TableRow(
                translate(_QUESTIONS[row.question]), translate(sides[row.supports]), balance_sentence(row, subject)
            )
            for row in balance
        ),
    )


def balance_sentence(row: BalanceRow, subject: Subject) -> str:
    """The answer to one question."""
    answers = {
        "elsewhere": _elsewhere_answer,
        "between_us": _between_us,
        "first": _first_answer,
        "before": _before_answer,
        "lasted": _duration_answer,
        "length": _length_answer,
    }
    return answers[row.question](row, subject)


def _elsewhere_answer(row: BalanceRow, subject: Subject) -> str:
    """Answer to "Is it only here?"."""
    too, usual_count, of = row.counts
    if not of:
        return translate("No other chat with {name} was given.", name=subject.name)
    if row.supports is Supports.UNKNOWN:
        return translate_plural("The other chat cannot tell.", "The {number} other chats cannot tell.", of)
    return translate(
        "On the same days {name} was unlike usual in {too} and as usual in {usual} of {chats}.",
        name=subject.name,
        too=too,
        usual=usual_count,
        chats=count_in_sentence(of, "other chat"),
    )


def _between_us(row: BalanceRow, subject: Subject) -> str:
    """Answer to "Did it follow something between you?"."""
    subjects = tuple(topic for topic in row.topics if topic != UNANSWERED)
    topics = listed(tuple(map(topic_name, subjects)))
    if subjects != row.topics:
        question = translate("A question of {name}'s waited for you around its beginning.", name=subject.name)
        before = translate("The days before tell of {topics} between you.", topics=topics) if subjects else ""
        if not row.counts:
            before = translate("The days before cannot be read here.")
        return f"{before} {question}".strip()
    if row.supports is Supports.UNKNOWN:
        return translate("The days before cannot be read here.")
    if row.supports is Supports.NOT:
        return translate("The days before tell of {topics} between you.", topics=topics)
    if row.topics:
        return translate("The days before tell of {topics}, and of no quarrel between you.", topics=topics)
    return translate_plural(
        "Nothing between you stands out around its beginning ({number} message).",
        "Nothing between you stands out around its beginning ({number} messages).",
        row.counts[0],
    )


def _first_answer(row: BalanceRow, subject: Subject) -> str:
    """Answer to "Who changed first?"."""
    if row.supports is Supports.NOT:
        return translate(
            "You did: your own messages were unlike you in the three days before. That is an order, not a cause."
        )
    if row.supports is Supports.ORDINARY:
        return translate("{name} did: you yourself wrote as usual in the three days before.", name=subject.name)
    return translate("Your own messages of the three days before cannot tell.")


def _before_answer(row: BalanceRow, subject: Subject) -> str:
    """Answer to "Has it come and gone before?"."""
    passed, of = row.counts
    if not of:
        return translate("No earlier spell of {name}'s with these changes was found.", name=subject.name)
    if passed == of:
        return translate_plural(
            "The one earlier spell with such changes passed.",
            "All {number} earlier spells with such changes passed.",
            of,
        )
    spells = count_in_sentence(of, "earlier spell")
    return translate("Of {spells} with such changes {passed} passed.", spells=spells, passed=passed)


def _duration_answer(row: BalanceRow, _: Subject) -> str:
    """Answer to "How often did such a change stay?"."""
    stayed, passed = row.counts
    if not stayed + passed:
        return translate("No earlier change like this is known.")
    if not stayed:
        return translate_plural(
            "The one earlier spell like it passed; none stayed.",
            "All {number} earlier spells like it passed; none stayed.",
            passed,
        )
    return translate(
        "{changes} like it stayed; {spells} like it passed.",
        changes=format_count(stayed, "change"),
        spells=format_count(passed, "spell"),
    )


def _length_answer(row: BalanceRow, _: Subject) -> str:
    """Answer to "Is it longer than before?"."""
    now, *earlier = row.counts
    if not earlier:
        return translate_plural(
            "It has lasted {number} day; there is none to compare it with.",
            "It has lasted {number} days; there is none to compare it with.",
            now,
        )
    longest, of = earlier
    return translate_plural(
        "It has lasted {days}; the earlier one lasted {longest}.",
        "It has lasted {days}; the longest of {number} earlier ones lasted {longest}.",
        of,
        days=format_count(now, "day"),
        longest=format_count(longest, "day"),
    )
