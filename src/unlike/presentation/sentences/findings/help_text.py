"""Section on help, which comes before anything else: sentences without assessment, and lines by country."""

from __future__ import annotations

from typing import Final

from babel.dates import get_day_names

from unlike.i18n import current_language, mark, translate, translate_plural
from unlike.presentation.helplines import (
    ALWAYS,
    HelpKind,
    Helpline,
    help_countries,
    helpline_table,
    zone_country,
)
from unlike.presentation.model import Face, Section, SectionKind, Subject, TableRow
from unlike.results import Concern

_KIND_LABELS: Final = {
    HelpKind.HOME: mark("Violence or fear at home"),
    HelpKind.DISTRESS: mark("Distress, self-harm"),
    HelpKind.CONDUCT: mark("One's own conduct"),
}
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NO_BREAK: Final = "\u00a0"
_KINDS: Final = (HelpKind.HOME, HelpKind.DISTRESS)


def help_section(concern: Concern, subject: Subject) -> Section:
    """Section that says that there is help, and where; no assessment, and no signals beside it."""
    signals_hidden = translate("What the habits show steps back here; --all shows it.")
    if subject.face is Face.PAGE:
        signals_hidden = translate("What the habits show steps back here; it is folded away below.")
    elif subject.face is Face.ANSWER:
        signals_hidden = translate("What the habits show steps back here.")
    fear = concern.fear_of_owner
    words = _words_of_fear(len(fear), subject.name) if fear else (_words_of_harm(len(concern.messages), subject.name),)
    # For translators: name the numbers of the countries in which your language is spoken; check each of them.
    return Section(
        kind=SectionKind.HELP,
        headline=translate("There is help, for you and for them, at any hour."),
        body=(
            *words,
            translate(
                "In danger now: your country's emergency number "
                "(112 in Europe, 999 in the UK, 911 in the US and Canada)."
            ),
            translate("findahelpline.com lists lines for self-harm, violence and fear at home, country by country."),
            signals_hidden,
        ),
        table=country_rows((HelpKind.CONDUCT, *_KINDS) if fear else _KINDS, subject),
    )


def _words_of_harm(number: int, name: str) -> str:
    """How many messages of the two have such words, and that nothing follows from it."""
    words = translate_plural(
        "{number} message with you and {name} has words of harm or of fear in the latest days.",
        "{number} messages with you and {name} have words of harm or of fear in the latest days.",
        number,
        name=name,
    )
    return " ".join((words, translate("This program cannot tell what they mean.")))


def _words_of_fear(number: int, name: str) -> tuple[str, ...]:
    """Sentences for a person who writes of fear to the owner: where one can talk, and that a no is an answer."""
    words = translate_plural(
        "{number} message of {name} to you speaks of fear, or asks you to stop, in the latest days.",
        "{number} messages of {name} to you speak of fear, or ask you to stop, in the latest days.",
        number,
        name=name,
    )
    return (
        " ".join((words, translate("This program cannot tell what they mean."))),
        translate("Who frightens somebody, or wonders about it, can talk in confidence to people who help with that."),
        translate("A request to stop, or for room, is an answer; to leave that room is kind to both."),
    )


def named_countries(subject: Subject) -> tuple[str, ...]:
    """Countries whose lines a face names: the owner's first; a terminal has room for that alone, where it is known."""
    countries = help_countries(current_language().language, subject.zone)
    return countries[:1] if subject.face is Face.TERMINAL and zone_country(subject.zone) else countries


def country_rows(kinds: tuple[HelpKind, ...], subject: Subject) -> tuple[TableRow, ...]:
    """Rows of each named country: its emergency number, then its lines of each of these kinds."""
    return tuple(row for code in named_countries(subject) for row in _contact_rows(code, kinds))


def _contact_rows(code: str, kinds: tuple[HelpKind, ...]) -> tuple[TableRow, ...]:
    """Rows of one country."""
    name = str(current_language().locale.territories.get(code, code))
    country_lines = helpline_table().countries[code]
    return (
        TableRow(translate("In danger now"), name, country_lines.emergency),
        *(
            TableRow(translate(_KIND_LABELS[kind]), name, "; ".join(map(helpline_text, lines)))
            for kind in kinds
            if (lines := country_lines.lines(kind))
        ),
    )


def helpline_entries(zone: str) -> list[tuple[str, HelpKind, Helpline]]:
    """Country, kind and line of each line that goes with a zone and the current language, the nearest country first."""
    countries = helpline_table().countries
    return [
        (code, kind, line)
        for code in help_countries(current_language().language, zone)
        for kind in HelpKind
        for line in countries[code].lines(kind)
    ]


def helpline_text(line: Helpline) -> str:
    """E.g. "116 123 (Samaritans, at any hour)"."""
    contact = line.contact.replace(" ", _NO_BREAK)
    return f"{contact} ({', '.join(filter(None, (line.name, hours_text(line.hours))))})"


def hours_text(hours: str) -> str:
    """Hours as the current language writes them, e.g. "at any hour" or "Mon–Fri 10:00–17:00"."""
    if hours == ALWAYS:
        return translate("at any hour")
    names = get_day_names("abbreviated", "format", current_language().locale)
    for number, name in enumerate(_DAYS):
        hours = hours.replace(name, str(names[number]))
    return hours.replace("-", "–")
