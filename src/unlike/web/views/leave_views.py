"""Leaving the page at once, or hiding the names and messages on it, because somebody is coming."""

from __future__ import annotations

from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from unlike.web.addresses import redirect
from unlike.web.forms import checked_form
from unlike.web.open_pages import OpenPages
from unlike.web.security import AccessKeys

BLANK: Final = "<!doctype html><title></title>\n"


async def leave(request: Request) -> Response:
    """Answer with an empty page and take the cookie away, so that no address of the page opens in this browser."""
    async with checked_form(request):
        pass
    keys: AccessKeys = request.app.state.keys
    present: OpenPages = request.app.state.presence
    present.all_gone(monotonic())
    answer = HTMLResponse(BLANK)
    answer.delete_cookie(keys.cookie, path=f"{keys.root}/", httponly=True, samesite="strict")
    return answer


async def veil(request: Request) -> Response:
    """Blur names and messages on every page of this run, or show them again."""
    async with checked_form(request) as form:
        request.app.state.veiled = "on" in form
        place = str(form.get("place", ""))
    return redirect(request, place if place.startswith("/") else "/")
