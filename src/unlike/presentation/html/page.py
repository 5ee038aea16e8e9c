"""The report as one HTML file: what stands on it and in which order; its looks are in the templates and the sheet."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from unlike.i18n import current_language, translate
from unlike.presentation.html.html_conversation import html_conversation
from unlike.presentation.html.lazy_text import LazyText
from unlike.presentation.html.report_options import ReportOptions
from unlike.presentation.html.timeline_svg import HIGH, WIDE
from unlike.presentation.numbering import NumberedFinding, numbered_findings, subjects
from unlike.presentation.redaction import redactor
from unlike.presentation.sentences import CERTAINTY, SIGNAL_GROUPS
from unlike.presentation.sentences.findings.chat_table import urgent_first
from unlike.presentation.sentences.findings.signal_change_text import first_few
from unlike.presentation.sentences.findings.spell_table import SPELL_HEADS
from unlike.presentation.sentences.formatting.label_format import as_label
from unlike.presentation.sentences.interface import report_text
from unlike.presentation.sentences.interface.import_summary import conversation_title, rate_sentences, zone_line
from unlike.results import Findings, Quote

MessageLookup = Callable[[NumberedFinding], Sequence[Quote]]
"""Gives the messages behind a finding, in their place in the chat."""


def page(findings: Findings, messages_of: MessageLookup, options: ReportOptions) -> str:
    """The whole file.

    Args:
        findings: the answer with all its names and words; the redaction is applied here.
        messages_of: the messages behind a finding.
        options: what is kept.
    """
    redact = redactor(options.redaction, findings)
    chats = tuple(replace(chat, repeat_visits=None) for chat in findings.conversations)  # a report may be passed on
    redacted = redact.findings(replace(findings, conversations=chats))
    numbered = enumerate(numbered_findings(findings, options.today), start=1)
    quotes = {number: [redact.quote(quote) for quote in messages_of(finding)] for number, finding in numbered}
    chats_in_order = urgent_first(subjects(redacted, options.today))
    conversations = [html_conversation(part, people, quotes, options) for part, people in chats_in_order]
    style = sheet()
    return (
        environment()
        .get_template("report.html")
        .render(
            title=report_text.title(_report_title(redacted)),
            style=style,
            digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            conversations=conversations,
            foot=_footnotes(redacted, options),
            link=report_link,
        )
    )


def report_link(number: int, _place: str = "") -> str:
    """Address of a finding within a report."""
    return f"#f{number}"


@cache
def environment(package: str = "") -> Environment:
    """The templates, and those of another package; everything is escaped, and a missing name is a mistake."""
    packages = filter(None, ("unlike.presentation.html", package))
    templates = Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates") for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(words=LazyText(report_text), wide=WIDE, high=HIGH, first_few=first_few)
    templates.globals.update(SIGNAL_GROUPS, certainty=CERTAINTY, spell_heads=SPELL_HEADS)
    templates.globals.update(say=translate, speaker=current_language, as_label=as_label)
    return templates


def sheet() -> str:
    """The style sheet."""
    return files("unlike.presentation.html").joinpath("templates/page.css").read_text("utf-8")


def _report_title(findings: Findings) -> str:
    """The name of the only person, or the title of the first conversation."""
    if not findings.conversations:
        return translate(report_text.NO_TITLE)
    first, *more = subjects(findings, None)
    conversation_findings, people = first
    return people[0].name if not more and len(people) == 1 else conversation_title(conversation_findings)


def _footnotes(findings: Findings, options: ReportOptions) -> tuple[str, ...]:
    """How much chance shows (where a spell is shown), the zone, the limits, and what is kept of the chat."""
    rate = rate_sentences(findings, (person for chat in findings.conversations for person in chat.people))
    notice = report_text.redaction_notice(names=options.redaction.names, quotes=options.redaction.quotes)
    return (*rate, zone_line(findings, assumed=options.zone_assumed), translate(report_text.LIMITS), notice)
