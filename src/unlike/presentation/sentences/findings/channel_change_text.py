"""Sentences about days in which the conversation changed, and not the person."""

from __future__ import annotations

from unlike.i18n import mark_plural, translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sanitise import short_name
from unlike.presentation.sentences.formatting.date_format import day_count, format_day, format_days
from unlike.presentation.sentences.formatting.number_format import short_number
from unlike.results import ChannelChange

_NOTEWORTHY_DAYS = 14
"""Days from which on a time that is over is told at first sight."""


def channel_change_section(change: ChannelChange, subject: Subject) -> Section:
    """Section about a channel change: since when, how much is left, what it may be, what is not said."""
    if change.missing_sender is not None:
        headline = _missing_messages_headline(change, change.missing_sender, subject)
    else:
        headline = _silence_headline(change) if _is_silence(change) else _less_writing_headline(change)
    no_more_sentence = translate("Nothing else is said about {name} for that time.", name=subject.name)
    return Section(
        kind=SectionKind.QUIET,
        headline=headline,
        detail=(
            translate("{there}; {around}.", there=_message_rate(change, subject), around=_baseline_rate(change)),
            _possible_reasons(change),
            no_more_sentence,
        ),
        finding=subject.finding_number(change),
    )


def noteworthy_channel_changes(subject: Subject) -> tuple[ChannelChange, ...]:
    """Channel changes for the overview, the latest first: those that last, and those that were long."""
    latest = sorted(subject.person.channel_changes, key=lambda change: change.first, reverse=True)
    return tuple(
        change for change in latest if change.ongoing or day_count(change.first, change.last) >= _NOTEWORTHY_DAYS
    )


def _silence_headline(change: ChannelChange) -> str:
    return translate(
        "From {first} to {last} neither of you wrote here.",
        first=format_day(change.first),
        last=format_day(change.last),
    )


def _less_writing_headline(change: ChannelChange) -> str:
    """E.g. "From 3 May 2025 on both of you write far less here, at once."."""
    if change.ongoing:
        first = format_day(change.first)
        if change.is_group:
            return translate("From {day} on nearly everybody writes far less here, at once.", day=first)
        return translate("From {day} on both of you write far less here, at once.", day=first)
    if change.begins:
        last = format_day(change.last)
        if change.is_group:
            return translate(
                "Until {day} nearly everybody wrote far less here than after, and then at once more.", day=last
            )
        return translate("Until {day} both of you wrote far less here than after, and then at once more.", day=last)
    days_text = format_days(change.first, change.last)
    if change.is_group:
        return translate("On {days} nearly everybody wrote far less here, at once.", days=days_text)
    return translate("On {days} both of you wrote far less here, at once.", days=days_text)


def _is_silence(change: ChannelChange) -> bool:
    """Whether neither of a pair wrote a single message, and both do before and after."""
    return not (change.messages_per_day or change.missing_sender or change.is_group or change.ongoing or change.begins)


def _missing_messages_headline(change: ChannelChange, missing_sender: str, subject: Subject) -> str:
    """E.g. "No message of Rosa's is here from 3 May 2025 on."."""
    own, name = missing_sender == subject.owner, short_name(missing_sender)
    if change.ongoing:
        first = format_day(change.first)
        if own:
            return translate("No message of yours is here from {day} on.", day=first)
        return translate("No message of {name}'s is here from {day} on.", name=name, day=first)
    days_text = format_days(change.first, change.last)
    if own:
        return translate("No message of yours is here on {days}.", days=days_text)
    return translate("No message of {name}'s is here on {days}.", name=name, days=days_text)


_MESSAGE_RATES = {
    "none": mark_plural("{number} day without a message", "{number} days without a message"),
    "all": mark_plural("{number} day with {messages} messages a day", "{number} days with {messages} messages a day"),
    "others": mark_plural(
        "{number} day with {messages} messages of the others a day",
        "{number} days with {messages} messages of the others a day",
    ),
    "theirs": mark_plural(
        "{number} day with {messages} messages of theirs a day",
        "{number} days with {messages} messages of theirs a day",
    ),
    "yours": mark_plural(
        "{number} day with {messages} messages of yours a day",
        "{number} days with {messages} messages of yours a day",
    ),
}


def _message_rate(change: ChannelChange, subject: Subject) -> str:
    """How many messages a day there are in it, of those who write."""
    senders = "none" if _is_silence(change) else "all"
    if change.missing_sender is not None:
        senders = "others" if change.is_group else "theirs" if change.missing_sender == subject.owner else "yours"
    return translate_plural(
        *_MESSAGE_RATES[senders], day_count(change.first, change.last), messages=short_number(change.messages_per_day)
    )


def _baseline_rate(change: ChannelChange) -> str:
    """How many messages a day there are around it."""
    baseline = short_number(change.baseline_per_day)
    if change.ongoing:
        return translate("before that, {messages} a day (counted over up to 60 days)", messages=baseline)
    if change.begins:
        return translate("after that, {messages} a day (counted over up to 60 days)", messages=baseline)
    return translate("before and after, {messages} a day (counted over up to 60 days)", messages=baseline)


def _possible_reasons(change: ChannelChange) -> str:
    """Sentences on events that look the same; the chat cannot tell them apart."""
    if change.missing_sender is not None:
        return translate("A lost phone looks like this, and so does a rest from writing: the chat cannot say which.")
    if _is_silence(change):
        return translate(
            "It is so when two write elsewhere, are together or have no contact, and when messages are missing: "
            "the chat cannot say which."
        )
    if not (change.ongoing or change.begins):
        return translate("It is so when people travel, are together, or write elsewhere: the chat cannot say which.")
    if change.is_group:
        return translate(
            "It is so when a group moves to another app, or when messages disappear: the chat cannot say which."
        )
    return translate("It is so when two move to another app, or when messages disappear: the chat cannot say which.")
