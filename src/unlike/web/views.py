"""What is read: first sight, a person, a finding, the chat itself; all of it rendered here, none of it by a script."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from unlike.findings import ConversationFindings
from unlike.locales import say
from unlike.reports.numbering import voices
from unlike.reports.page import Look, Veil, page
from unlike.reports.page.html import (
    ConversationPart,
    environment,
    messages,
    sheet,
    told,
)
from unlike.reports.page.html import conversation as conversation_part
from unlike.reports.page.spoken import Spoken
from unlike.reports.plain import harmless
from unlike.reports.wording import Voice, concern, passage, web
from unlike.reports.wording.page import LIMITS, kind_of, title
from unlike.reports.wording.reading import head, rate_line, zone_line
from unlike.reports.wording.reasons import help_passage
from unlike.web.shelf import PAGE, Shelf, holding

_OPEN = Veil(names=True, quotes=True)
_MOST_HITS = 100
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A message's place in the chat, and the finding it belongs to."""

    row: int
    finding: int | None


def sight(request: Request) -> Response:
    """The only conversation, or all of them; before that, whatever is still to be asked."""
    shelf: Shelf = request.app.state.shelf
    if shelf.names:
        return shown(request, "who.html", {"title": say(web.WHO), "names": shelf.names})
    if shelf.order_asked:
        return shown(request, "order.html", {"title": say(web.ORDER)})
    if shelf.study is None:
        return shown(request, "add.html", {"title": say(web.ADD), "problem": shelf.problem})
    return conversation(request, 0) if len(shelf.study.findings.conversations) == 1 else people(request)


def conversation(request: Request, place: int | None = None) -> Response:
    """One conversation at first sight."""
    at = int(request.path_params["place"]) if place is None else place
    told_of, voices_of = _conversation(request, at)
    part = conversation_part(told_of, voices_of, {}, _look(request))
    return _sight(request, at, part)


def person(request: Request) -> Response:
    """One person of a conversation."""
    at, number = int(request.path_params["place"]), int(request.path_params["person"])
    told_of, voices_of = _conversation(request, at)
    if number >= len(voices_of):
        raise HTTPException(404)
    part = conversation_part(told_of, (voices_of[number],), {}, _look(request))
    return _sight(request, at, part)


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
    worry = concern(one.voice)
    return shown(
        request,
        "finding.html",
        {
            "title": one.voice.name,
            "at": at,
            "told": told(passage(one.finding, one.voice)),
            "help": told(help_passage(worry, one.voice)) if worry else None,
            "days": days,
            "more": max(0, len(quotes) - _LONGEST),
            "row": first,
        },
    )


def chat(request: Request) -> Response:
    """The chat itself, a screenful around any message, or the messages that hold some words."""
    shelf: Shelf = request.app.state.shelf
    at = int(request.path_params["place"])
    told_of, _ = _conversation(request, at)
    rows, words = shelf.rows(told_of.key), request.query_params.get("words", "").strip()[:_LONGEST]
    found = holding(rows, words) if words else rows
    asked = _number(request.query_params.get("at", ""), rows.height - 1)
    start = 0 if words else max(0, min(asked - PAGE // 2, rows.height - PAGE))
    part = found.head(_MOST_HITS) if words else rows.slice(start, PAGE)
    numbers = {ref: number for (key, ref), number in shelf.behind().items() if key == told_of.key}
    quotes = shelf.quotes(part, [ref for ref in part["ref"].to_list() if ref in numbers])
    places = [Place(row, numbers.get(ref)) for row, ref in zip(part["row"], part["ref"], strict=True)]
    owner = shelf.study.findings.owner if shelf.study else ""
    flat = [(day, one) for day, of_day in messages(quotes, owner) for one in of_day]
    return shown(
        request,
        "chat.html",
        {
            "title": head(told_of).split(" · ")[0],
            "at": at,
            "words_searched": words,
            "hits": web.hits(found.height, most=_MOST_HITS) if words else "",
            "messages": list(zip(flat, places, strict=True)),
            "asked": asked,
            "earlier": max(0, start - PAGE // 2) if start > 0 and not words else None,
            "later": start + PAGE + PAGE // 2 if start + PAGE < rows.height and not words else None,
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
    return shown(request, "people.html", {"title": say(web.PEOPLE), "conversations": told_of})


def about(request: Request) -> Response:
    """What it can and cannot know."""
    return shown(request, "about.html", {"title": say(web.ABOUT), "limits": say(LIMITS)})


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
    values = {**given, "page_title": title(str(given["title"])), "open": shelf.study is not None, "web": Spoken(web),
              "form": request.app.state.keys.form, "link": lambda number: f"/finding/{number}",
              "plain": harmless}  # fmt: skip
    return HTMLResponse(made.render(values), status)


def _sight(request: Request, at: int, part: ConversationPart) -> Response:
    shelf: Shelf = request.app.state.shelf
    foot = (rate_line(shelf.study.findings), zone_line(shelf.study.findings, assumed=False)) if shelf.study else ()
    return shown(request, "sight.html", {"title": part.head.split(" · ")[0], "one": part, "at": at, "foot": foot})


def _conversation(request: Request, place: int) -> tuple[ConversationFindings, tuple[Voice, ...]]:
    """A conversation and its people.

    Raises:
        HTTPException: there is none at this place.
    """
    shelf: Shelf = request.app.state.shelf
    found = voices(shelf.study.findings, shelf.today()) if shelf.study else []
    if place >= len(found):
        raise HTTPException(404)
    return found[place]


def _look(request: Request) -> Look:
    shelf: Shelf = request.app.state.shelf
    return Look(_OPEN, shelf.today())


def _number(given: str, usual: int) -> int:
    """A place that was asked for, or the last one."""
    return min(int(given), usual) if given.isascii() and given.isdecimal() and len(given) < 12 else usual
