"""Pages to be read: first sight, a person, what it can know; rendered here, so that no script is needed."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from unlike.core.network_lock import lock_state
from unlike.errors import LibraryError
from unlike.i18n import current_language, translate
from unlike.library import Settings
from unlike.library.spell_record import spell_record
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.html.html_conversation import HtmlConversation, HtmlPerson
from unlike.presentation.html.html_conversation import html_conversation as conversation_part
from unlike.presentation.html.lazy_text import LazyText
from unlike.presentation.html.page import environment, sheet
from unlike.presentation.html.shared_picture import shared_picture
from unlike.presentation.numbering import subjects
from unlike.presentation.sanitise import sanitise, short_name
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.note_text import record_sentence
from unlike.presentation.sentences.interface import (
    chat_search_text,
    doctor_text,
    finding_page,
    library_page_text,
    note_form_text,
    page_text,
    settings_text,
    shared_picture_text,
    timeline_text,
    upload_text,
    who_is_who_text,
)
from unlike.presentation.sentences.interface.import_summary import conversation_title, rate_sentences, zone_line
from unlike.presentation.sentences.interface.report_text import LIMITS, title
from unlike.results import ConversationFindings
from unlike.web.addresses import local_path, page_address, redirect_to, root_of
from unlike.web.hidden_names import hidden_names
from unlike.web.library_status import library_status
from unlike.web.progress_views import waiting_values
from unlike.web.session import Session, session_of, workspace_of
from unlike.web.veil import veil_markup
from unlike.web.views.export_guides import app_guides

_NOTHING_HIDDEN = Redaction(names=True, quotes=True)
_LONGEST = 200


def show_overview(request: Request) -> Response:
    """The only conversation, or all of them; before that, whatever is still to be asked."""
    session = session_of(request)
    if session.progress is not None:
        return render_page(
            request, "waiting.html", {"title": translate(upload_text.WAIT), **waiting_values(request, session.progress)}
        )
    if session.owner_candidates:
        return ask_owner(request)
    if session.needs_date_order:
        return render_page(request, "order.html", {"title": translate(page_text.ORDER)})
    if session.analysis is None:
        is_kept = workspace_of(request).library.exists and not session.problem
        return redirect_to(request, "/library") if is_kept else render_add_form(request, session.problem)
    is_single = len(session.analysis.findings.conversations) == 1
    return show_conversation(request, 0) if is_single else redirect_to(request, "/people")


def ask_owner(request: Request) -> Response:
    """Render the question which of the names is the owner's."""
    names = owner_names(session_of(request))
    return render_page(request, "who.html", {"title": translate(page_text.WHO), "names": names})


def owner_names(session: Session) -> tuple[str, ...]:
    """Names to choose the owner from; in a chat of two that is named after one of them, the other comes first."""
    names = session.owner_candidates or (session.import_result.people if session.import_result else ())
    titles = (
        {conversation.title for conversation in session.import_result.conversations} if session.import_result else set()
    )
    return tuple(sorted(names, key=titles.__contains__)) if len(names) == 2 else names


def show_conversation(request: Request, place: int | None = None) -> Response:
    """One conversation at first sight."""
    index = int(request.path_params["place"]) if place is None else place
    conversation_findings, people = conversation_at(request, index)
    part = conversation_part(conversation_findings, people, {}, _report_options(request))
    return _conversation_page(request, index, part)


def show_person(request: Request) -> Response:
    """One person of a conversation."""
    conversation_findings, subject = person_at(request)
    part = conversation_part(conversation_findings, (subject,), {}, _report_options(request))
    return _conversation_page(request, int(request.path_params["place"]), part)


def show_about(request: Request) -> Response:
    """Render the page on what the program can and cannot know."""
    lock = translate(doctor_text.LOCK_STATES.get(lock_state(), ""))
    values = {"limits": translate(LIMITS), "lock": lock, "record": _record_line(request)}
    return render_page(request, "about.html", {"title": translate(page_text.ABOUT), **values})


def _record_line(request: Request) -> str:
    """How many spells were something, by the owner's notes; empty where they cannot be read, which settings say."""
    try:
        record = spell_record(workspace_of(request).owner_notes())
    except LibraryError:
        return ""
    return record_sentence(record.something, record.spells)


def download_report(request: Request) -> Response:
    """The same as one file to keep."""
    session = session_of(request)
    if session.analysis is None:
        raise HTTPException(404)
    analysis, fields = session.analysis, request.query_params
    redaction = Redaction(names="names" in fields, quotes="quotes" in fields, senders=analysis.sender_names)
    options = ReportOptions(redaction, session.today())
    html = page(
        analysis.findings,
        lambda numbered: analysis.quotes(numbered.conversation.key, numbered.finding.messages),
        options,
    )
    return HTMLResponse(html, headers={"content-disposition": 'attachment; filename="report.html"'})


def download_picture(request: Request) -> Response:
    """Picture of a person's history without a name or a message, as a file to keep."""
    _, subject = person_at(request)
    svg = shared_picture(subject)
    if svg is None:
        raise HTTPException(404)
    return Response(svg, media_type="image/svg+xml", headers={"content-disposition": 'attachment; filename="chat.svg"'})


def style_sheet(request: Request) -> Response:
    """Both style sheets; where the owner wants it light or dark whatever the system says, without asking the system."""
    css = sheet() + files("unlike.web").joinpath("templates/web.css").read_text("utf-8")
    theme = settings_of(request).theme
    if theme != "system":
        css = css.replace("(prefers-color-scheme: dark)", "all" if theme == "dark" else "not all")
        css = css.replace("color-scheme: light dark", f"color-scheme: {theme}")
    return Response(css, media_type="text/css")


def render_add_form(request: Request, problem: str, status: int = 200) -> Response:
    """The form for an export, with what is wrong, and how to get one out of each app."""
    values = {"title": translate(page_text.ADD), "problem": problem, "guides": app_guides()}
    return render_page(request, "add.html", values, status)


def render_page(request: Request, template: str, template_values: dict[str, Any], status: int = 200) -> Response:
    """A template with what every page has.

    Args:
        request: what is answered.
        template: its name.
        template_values: its values; `window` names the window where `title` holds a name, which a browser's history
            would keep; `kept_names` are names in what is kept, which are hidden like those in what is open.
        status: of the answer.
    """
    session = session_of(request)
    loaded_template = environment("unlike.web").get_template(template)
    values = {**template_values, "page_title": title(str(template_values.get("window", template_values["title"]))),
              "open": session.analysis is not None,
              "web": LazyText(page_text),
              "dropping": LazyText(upload_text), "settling": LazyText(settings_text),
              "backward": LazyText(finding_page),
              "live": LazyText(timeline_text), "seeking": LazyText(chat_search_text), "noted": LazyText(note_form_text),
              "sharing": LazyText(shared_picture_text),
              "keeping": LazyText(library_page_text), "who": LazyText(who_is_who_text),
              "library": library_status(workspace_of(request)),
              "settled": settings_of(request), "form": request.app.state.keys.form,
              "link": lambda number, place="": page_address(request, f"/finding/{number}{'#' if place else ''}{place}"),
              "plain": sanitise,
              "root": root_of(request),
              "here": local_path(request.scope), "veil": request.app.state.veiled, "state": _page_state(request),
              "at_address": _local_address(request),
              "until_closed": request.app.state.open_pages.stops_when_closed}  # fmt: skip
    markup = loaded_template.render(values)
    return HTMLResponse(
        veil_markup(markup, hidden_names(session, template_values)) if request.app.state.veiled else markup, status
    )


def _page_state(request: Request) -> str:
    """What differs between pages of before and after names were hidden, or something was locked or forgotten."""
    counts = workspace_of(request).counts
    return f"{int(request.app.state.veiled)}.{counts.closings}.{counts.forgettings}"


def _local_address(request: Request) -> str:
    """Path and query of a page that was asked for, to come back to; the first page for any other request."""
    query = f"?{request.url.query}" if request.url.query else ""
    return local_path(request.scope) + query if request.method == "GET" else "/"


def settings_of(request: Request) -> Settings:
    """The owner's settings; the usual ones where what is kept cannot be read, which the settings' own page says."""
    try:
        return workspace_of(request).user_data.settings()
    except LibraryError:
        return Settings()


def _conversation_page(request: Request, index: int, part: HtmlConversation) -> Response:
    session = session_of(request)
    findings = session.analysis.findings if session.analysis else None
    footnotes = (
        *(rate_sentences(findings, findings.conversations[index].people) if findings else ()),
        *((zone_line(findings, assumed=False),) if findings else ()),
    )
    is_several = bool(findings and len(findings.conversations[index].people) > 1)
    conversation_findings, people = conversation_at(request, index)
    numbers = {subject.person.name: number for number, subject in enumerate(people)}
    tools = environment("unlike.web").get_template("tools.html").make_module({"live": LazyText(timeline_text)})

    def plot_values(person: HtmlPerson, key: str) -> dict[str, object]:
        """Addresses and controls that the picture of a person needs for zooming."""
        number = numbers[person.key]
        return {
            "series": page_address(request, f"/conversation/{index}/person/{number}/series"),
            "chat": page_address(request, f"/chat/{index}"),
            "person": number,
            "picture": page_address(request, f"/conversation/{index}/person/{number}/picture.svg"),
            "controls": tools.plot_tools(key),  # type: ignore[attr-defined]
            "key": tools.plot_key(key),  # type: ignore[attr-defined]
        }

    names = {"title": conversation_title(conversation_findings), "window": translate(page_text.LOOK)}
    choices = _choice_links(request) if findings else ()
    values = {
        **names,
        "choices": choices,
        "conversation": part,
        "chat_place": index,
        "footnotes": footnotes,
        "is_several": is_several,
        "plot_values": plot_values,
    }
    return render_page(request, "sight.html", {**values, "unread": conversation_findings.unread.withholds})


def _choice_links(request: Request) -> tuple[tuple[str, str], ...]:
    """Choices and assumptions, each with the address where it is changed."""
    session = session_of(request)
    owner = session.analysis.findings.owner if session.analysis else ""
    choices = (
        ("/who", page_text.you_are(short_name(owner))),
        ("/settings", sanitise(session.zone.key)),
        ("/settings#language", settings_text.LANGUAGE_NAMES[current_language().language]),
        *(() if session.stored else (("/order", translate(page_text.DATE_ORDER)),)),
    )
    return tuple((page_address(request, path), label) for path, label in choices)


def conversation_at(request: Request, place: int) -> tuple[ConversationFindings, tuple[Subject, ...]]:
    """A conversation and its people.

    Raises:
        HTTPException: there is none at this place.
    """
    session = session_of(request)
    conversations = subjects(session.analysis.findings, session.today()) if session.analysis else []
    if place >= len(conversations):
        raise HTTPException(404)
    return conversations[place]


def person_at(request: Request) -> tuple[ConversationFindings, Subject]:
    """A conversation and one of its people.

    Raises:
        HTTPException: there is none at this place.
    """
    conversation_findings, people = conversation_at(request, int(request.path_params["place"]))
    number = int(request.path_params["person"])
    if number >= len(people):
        raise HTTPException(404)
    return conversation_findings, people[number]


def _report_options(request: Request) -> ReportOptions:
    session = session_of(request)
    return ReportOptions(_NOTHING_HIDDEN, session.today())
