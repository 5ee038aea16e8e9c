"""What is read: first sight, a person, what it can know; rendered here, so that it can be read without a script."""

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
from unlike.presentation.html.html_conversation import conversation as conversation_part
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
from unlike.presentation.sentences.interface.import_summary import conversation_title, rate_line, zone_line
from unlike.presentation.sentences.interface.report_text import LIMITS, title
from unlike.results import ConversationFindings
from unlike.web.addresses import address, local_path, redirect, root_of
from unlike.web.hidden_names import hidden_names
from unlike.web.library_status import library_status
from unlike.web.progress_views import far
from unlike.web.session import Session, session_of, workspace_of
from unlike.web.veil import veiled
from unlike.web.views.export_guides import app_guides

_OPEN = Redaction(names=True, quotes=True)
_LONGEST = 200


def overview(request: Request) -> Response:
    """The only conversation, or all of them; before that, whatever is still to be asked."""
    session = session_of(request)
    if session.progress is not None:
        return rendered(request, "waiting.html", {"title": translate(upload_text.WAIT), **far(session.progress)})
    if session.names:
        return asked_who(request)
    if session.order_asked:
        return rendered(request, "order.html", {"title": translate(page_text.ORDER)})
    if session.analysis is None:
        is_kept = workspace_of(request).library.exists and not session.problem
        return redirect(request, "/library") if is_kept else add_form(request, session.problem)
    one = len(session.analysis.findings.conversations) == 1
    return conversation(request, 0) if one else redirect(request, "/people")


def asked_who(request: Request) -> Response:
    """Which of the names is the owner's."""
    names = owner_names(session_of(request))
    return rendered(request, "who.html", {"title": translate(page_text.WHO), "names": names})


def owner_names(session: Session) -> tuple[str, ...]:
    """Names to choose the owner from; in a chat of two that is named after one of them, the other comes first."""
    names = session.names or (session.imported.people if session.imported else ())
    titles = {one.title for one in session.imported.conversations} if session.imported else set()
    return tuple(sorted(names, key=titles.__contains__)) if len(names) == 2 else names


def conversation(request: Request, place: int | None = None) -> Response:
    """One conversation at first sight."""
    at = int(request.path_params["place"]) if place is None else place
    told_of, voices_of = conversation_at(request, at)
    part = conversation_part(told_of, voices_of, {}, _look(request))
    return _sight(request, at, part)


def person(request: Request) -> Response:
    """One person of a conversation."""
    told_of, subject = one_of(request)
    part = conversation_part(told_of, (subject,), {}, _look(request))
    return _sight(request, int(request.path_params["place"]), part)


def about(request: Request) -> Response:
    """What it can and cannot know."""
    lock = translate(doctor_text.LOCK_STATES.get(lock_state(), ""))
    values = {"limits": translate(LIMITS), "lock": lock, "record": _record(request)}
    return rendered(request, "about.html", {"title": translate(page_text.ABOUT), **values})


def _record(request: Request) -> str:
    """How many spells were something, by the owner's notes; empty where they cannot be read, which settings say."""
    try:
        record = spell_record(workspace_of(request).notes())
    except LibraryError:
        return ""
    return record_sentence(record.something, record.spells)


def report(request: Request) -> Response:
    """The same as one file to keep."""
    session = session_of(request)
    if session.analysis is None:
        raise HTTPException(404)
    analysis, asked = session.analysis, request.query_params
    look = ReportOptions(Redaction(names="names" in asked, quotes="quotes" in asked), session.today())
    html = page(analysis.findings, lambda one: analysis.quotes(one.conversation.key, one.finding.messages), look)
    return HTMLResponse(html, headers={"content-disposition": 'attachment; filename="report.html"'})


def shared(request: Request) -> Response:
    """Picture of a person's history without a name or a message, as a file to keep."""
    _, subject = one_of(request)
    svg = shared_picture(subject)
    if svg is None:
        raise HTTPException(404)
    return Response(svg, media_type="image/svg+xml", headers={"content-disposition": 'attachment; filename="chat.svg"'})


def style(request: Request) -> Response:
    """Both style sheets; where the owner wants it light or dark whatever the system says, without asking the system."""
    css = sheet() + files("unlike.web").joinpath("templates/web.css").read_text("utf-8")
    look = settings_of(request).theme
    if look != "system":
        css = css.replace("(prefers-color-scheme: dark)", "all" if look == "dark" else "not all")
        css = css.replace("color-scheme: light dark", f"color-scheme: {look}")
    return Response(css, media_type="text/css")


def add_form(request: Request, problem: str, status: int = 200) -> Response:
    """The form for an export, with what is wrong, and how to get one out of each app."""
    values = {"title": translate(page_text.ADD), "problem": problem, "guides": app_guides()}
    return rendered(request, "add.html", values, status)


def rendered(request: Request, template: str, given: dict[str, Any], status: int = 200) -> Response:
    """A template with what every page has.

    Args:
        request: what is answered.
        template: its name.
        given: its values; `window` names the window where `title` holds a name, which a browser's history would keep;
            `kept_names` are names in what is kept, which are hidden like those in what is open.
        status: of the answer.
    """
    session = session_of(request)
    made = environment("unlike.web").get_template(template)
    values = {**given, "page_title": title(str(given.get("window", given["title"]))),
              "open": session.analysis is not None,
              "web": LazyText(page_text),
              "dropping": LazyText(upload_text), "settling": LazyText(settings_text),
              "backward": LazyText(finding_page),
              "live": LazyText(timeline_text), "seeking": LazyText(chat_search_text), "noted": LazyText(note_form_text),
              "sharing": LazyText(shared_picture_text),
              "keeping": LazyText(library_page_text), "who": LazyText(who_is_who_text),
              "library": library_status(workspace_of(request)),
              "settled": settings_of(request), "form": request.app.state.keys.form,
              "link": lambda number, place="": address(request, f"/finding/{number}{'#' if place else ''}{place}"),
              "plain": sanitise,
              "root": root_of(request),
              "here": local_path(request.scope), "veil": request.app.state.veiled,
              "at_address": _local_address(request), "until_closed": request.app.state.presence.wanted}  # fmt: skip
    markup = made.render(values)
    return HTMLResponse(veiled(markup, hidden_names(session, given)) if request.app.state.veiled else markup, status)


def _local_address(request: Request) -> str:
    """Path and query of a page that was asked for, to come back to; the first page for any other request."""
    query = f"?{request.url.query}" if request.url.query else ""
    return local_path(request.scope) + query if request.method == "GET" else "/"


def settings_of(request: Request) -> Settings:
    """The owner's settings; the usual ones where what is kept cannot be read, which the settings' own page says."""
    try:
        return workspace_of(request).room.settings()
    except LibraryError:
        return Settings()


def _sight(request: Request, at: int, part: HtmlConversation) -> Response:
    session = session_of(request)
    findings = session.analysis.findings if session.analysis else None
    able = findings and any(person.enough for person in findings.conversations[at].people)
    foot = (
        *((rate_line(findings),) if findings and able else ()),
        *((zone_line(findings, assumed=False),) if findings else ()),
    )
    group = bool(findings and len(findings.conversations[at].people) > 1)
    told_of, voices_of = conversation_at(request, at)
    numbers = {subject.person.name: number for number, subject in enumerate(voices_of)}
    tools = environment("unlike.web").get_template("tools.html").make_module({"live": LazyText(timeline_text)})

    def near(person: HtmlPerson, key: str) -> dict[str, object]:
        """What the picture of a person needs to come closer."""
        number = numbers[person.key]
        return {
            "series": address(request, f"/conversation/{at}/person/{number}/series"),
            "chat": address(request, f"/chat/{at}"),
            "person": number,
            "picture": address(request, f"/conversation/{at}/person/{number}/picture.svg"),
            "shown": tools.shown(key),  # type: ignore[attr-defined]
            "key": tools.key(key),  # type: ignore[attr-defined]
        }

    names = {"title": conversation_title(told_of), "window": translate(page_text.LOOK)}
    choices = _choices(request) if findings else ()
    values = {**names, "choices": choices, "one": part, "at": at, "foot": foot, "group": group, "near": near}
    return rendered(request, "sight.html", {**values, "unread": told_of.unread.withholds})


def _choices(request: Request) -> tuple[tuple[str, str], ...]:
    """What was chosen or assumed, each with the place where it is changed."""
    session = session_of(request)
    owner = session.analysis.findings.owner if session.analysis else ""
    chosen = (
        ("/who", page_text.you_are(short_name(owner))),
        ("/settings", sanitise(session.zone.key)),
        ("/settings#language", settings_text.LANGUAGE_NAMES[current_language().language]),
        *(() if session.stored else (("/order", translate(page_text.DATE_ORDER)),)),
    )
    return tuple((address(request, path), said) for path, said in chosen)


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


def one_of(request: Request) -> tuple[ConversationFindings, Subject]:
    """A conversation and one of its people.

    Raises:
        HTTPException: there is none at this place.
    """
    told_of, voices_of = conversation_at(request, int(request.path_params["place"]))
    number = int(request.path_params["person"])
    if number >= len(voices_of):
        raise HTTPException(404)
    return told_of, voices_of[number]


def _look(request: Request) -> ReportOptions:
    session = session_of(request)
    return ReportOptions(_OPEN, session.today())
