"""What is read: first sight, a person, a finding; all of it is rendered here and can be read without a script."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from unlike.findings import ConversationFindings
from unlike.reports.numbering import voices
from unlike.reports.page import Look, Veil, page
from unlike.reports.page.html import (
    ConversationPart,
    PersonPart,
    environment,
    messages,
    sheet,
    told,
)
from unlike.reports.page.html import conversation as conversation_part
from unlike.reports.plain import harmless
from unlike.reports.wording import Voice, live, passage, web
from unlike.reports.wording.page import LIMITS, kind_of, title
from unlike.reports.wording.reading import head, rate_line, zone_line
from unlike.web.shelf import Shelf

_OPEN = Veil(names=True, quotes=True)
_LONGEST = 200


def sight(request: Request) -> Response:
    """The only conversation, or all of them; before that, whatever is still to be asked."""
    shelf: Shelf = request.app.state.shelf
    if shelf.names:
        return shown(request, "who.html", {"title": web.WHO, "names": shelf.names})
    if shelf.order_asked:
        return shown(request, "order.html", {"title": web.ORDER})
    if shelf.study is None:
        return shown(request, "add.html", {"title": web.ADD, "problem": shelf.problem})
    return conversation(request, 0) if len(shelf.study.findings.conversations) == 1 else people(request)


def conversation(request: Request, place: int | None = None) -> Response:
    """One conversation at first sight."""
    at = int(request.path_params["place"]) if place is None else place
    told_of, voices_of = conversation_at(request, at)
    part = conversation_part(told_of, voices_of, {}, _look(request))
    return _sight(request, at, part)


def person(request: Request) -> Response:
    """One person of a conversation."""
    told_of, voice = one_of(request)
    part = conversation_part(told_of, (voice,), {}, _look(request))
    return _sight(request, int(request.path_params["place"]), part)


def finding(request: Request) -> Response:
    """One finding, and the messages it rests on in their place."""
    shelf: Shelf = request.app.state.shelf
    number, found = int(request.path_params["number"]), shelf.found()
    if not 1 <= number <= len(found) or shelf.study is None:
        raise HTTPException(404)
    one = found[number - 1]
    at = shelf.study.findings.conversations.index(one.conversation)
    quotes = shelf.study.quotes(one.conversation.key, one.finding.messages)
    days = messages(quotes[:_LONGEST], one.voice.owner)
    rows = shelf.rows(one.conversation.key)
    first = rows.filter(rows["ref"].is_in(list(one.finding.messages)))["row"].min()
    return shown(
        request,
        "finding.html",
        {
            "title": one.voice.name,
            "at": at,
            "told": told(passage(one.finding, one.voice)),
            "days": days,
            "more": max(0, len(quotes) - _LONGEST),
            "row": first,
        },
    )


def people(request: Request) -> Response:
    """Everybody in every conversation."""
    shelf: Shelf = request.app.state.shelf
    found = voices(shelf.study.findings, shelf.today()) if shelf.study else []
    told_of = [
        (
            head(one),
            [(at, voice.name, kind_of(voice.person)) for at, voice in enumerate(those) if voice.person.enough],
            sum(not voice.person.enough for voice in those),
        )
        for one, those in found
    ]
    return shown(request, "people.html", {"title": web.PEOPLE, "conversations": told_of})


def about(request: Request) -> Response:
    """What it can and cannot know."""
    return shown(request, "about.html", {"title": web.ABOUT, "limits": LIMITS})


def report(request: Request) -> Response:
    """The same as one file to keep."""
    shelf: Shelf = request.app.state.shelf
    if shelf.study is None:
        raise HTTPException(404)
    study, asked = shelf.study, request.query_params
    look = Look(Veil(names="names" in asked, quotes="quotes" in asked), shelf.today())
    html = page(study.findings, lambda one: study.quotes(one.conversation.key, one.finding.messages), look)
    return HTMLResponse(html, headers={"content-disposition": 'attachment; filename="report.html"'})


def style(_request: Request) -> Response:
    """Both style sheets."""
    ours = files("unlike.web").joinpath("templates/web.css").read_text("utf-8")
    return Response(sheet() + ours, media_type="text/css")


def shown(request: Request, template: str, given: dict[str, Any], status: int = 200) -> Response:
    """A template with what every page has."""
    shelf: Shelf = request.app.state.shelf
    made = environment("unlike.web").get_template(template)
    values = {**given, "page_title": title(str(given["title"])), "open": shelf.study is not None, "web": web,
              "live": live, "form": request.app.state.keys.form, "link": lambda number: f"/finding/{number}",
              "plain": harmless}  # fmt: skip
    return HTMLResponse(made.render(values), status)


def _sight(request: Request, at: int, part: ConversationPart) -> Response:
    shelf: Shelf = request.app.state.shelf
    foot = (rate_line(shelf.study.findings), zone_line(shelf.study.findings, assumed=False)) if shelf.study else ()
    _, voices_of = conversation_at(request, at)
    numbers = {voice.person.name: number for number, voice in enumerate(voices_of)}
    tools = environment("unlike.web").get_template("tools.html").make_module({"live": live})

    def near(person: PersonPart, key: str) -> dict[str, object]:
        """What the picture of a person needs to come closer."""
        number = numbers[person.key]
        return {
            "series": f"/conversation/{at}/person/{number}/series",
            "chat": f"/chat/{at}",
            "person": number,
            "shown": tools.shown(key),  # type: ignore[attr-defined]
            "key": tools.key(key),  # type: ignore[attr-defined]
        }

    title = part.head.split(" · ")[0]
    return shown(request, "sight.html", {"title": title, "one": part, "at": at, "foot": foot, "near": near})


def conversation_at(request: Request, place: int) -> tuple[ConversationFindings, tuple[Voice, ...]]:
    """A conversation and its people.

    Raises:
        HTTPException: there is none at this place.
    """
    shelf: Shelf = request.app.state.shelf
    found = voices(shelf.study.findings, shelf.today()) if shelf.study else []
    if place >= len(found):
        raise HTTPException(404)
    return found[place]


def one_of(request: Request) -> tuple[ConversationFindings, Voice]:
    """A conversation and one of its people.

    Raises:
        HTTPException: there is none at this place.
    """
    told_of, voices_of = conversation_at(request, int(request.path_params["place"]))
    number = int(request.path_params["person"])
    if number >= len(voices_of):
        raise HTTPException(404)
    return told_of, voices_of[number]


def _look(request: Request) -> Look:
    shelf: Shelf = request.app.state.shelf
    return Look(_OPEN, shelf.today())
