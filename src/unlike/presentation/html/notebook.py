"""Fragments of HTML for notebooks: what was read, and the answer. They hold no script and no message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from unlike.i18n import format_integer
from unlike.presentation.html.html_conversation import HtmlConversation, html_conversation
from unlike.presentation.html.page import environment
from unlike.presentation.html.report_options import ReportOptions
from unlike.presentation.numbering import subjects
from unlike.presentation.redaction import Redaction, redactor
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.interface.notebook_text import CHAT_HEADS
from unlike.results import ChatSummary, Findings


def chats_html(chats: Sequence[ChatSummary]) -> str:
    """A table of the conversations that were read, with what could not be."""
    rows = [(sanitise(chat.title), chat, _span_text(chat)) for chat in chats]
    return _render_template("notebook_chats.html", rows=rows, heads=CHAT_HEADS)


def answer_html(findings: Findings, today: date | None = None) -> str:
    """The answer for each conversation: now, before, why, what changed, and the spells.

    Args:
        findings: the answer.
        today: the reader's day, for how long ago something was.
    """
    return _render_template("notebook_answer.html", conversations=_html_conversations(findings, today))


def answer_text(findings: Findings, today: date | None = None) -> str:
    """The same rows as `answer_html` in plain lines."""
    return "\n".join(
        line
        for chat in _html_conversations(findings, today)
        for line in (
            chat.title_line,
            *(section.headline for section in chat.warnings),
            *(" ".join((row.section.headline, *row.section.detail)) for row in chat.answers),
            *((chat.ask,) if chat.ask else ()),
        )
    )


def _span_text(chat: ChatSummary) -> str:
    """First and last day in words; empty without messages."""
    return format_days(chat.first, chat.last) if chat.first and chat.last else ""


def _html_conversations(findings: Findings, today: date | None) -> list[HtmlConversation]:
    """Conversations without a quote: a notebook is passed on with what its cells showed."""
    options = ReportOptions(Redaction(names=True, quotes=False), today)
    redacted = redactor(options.redaction, findings).findings(findings)
    return [html_conversation(part, people, {}, options) for part, people in subjects(redacted, today)]


def _render_template(template: str, **values: object) -> str:
    """A fragment with the style sheet that is its own: no class of it can meet one of the notebook."""
    style = files("unlike.presentation.html").joinpath("templates/notebook.css").read_text("utf-8")
    return environment().get_template(template).render(style=style, integer=format_integer, **values)
