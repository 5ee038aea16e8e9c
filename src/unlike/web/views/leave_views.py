"""Leaving the page at once, or hiding the names and messages on it, because somebody is coming."""

from __future__ import annotations

from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from unlike.web.addresses import redirect_to
from unlike.web.forms import checked_form
from unlike.web.open_pages import OpenPages
from unlike.web.security import AccessKeys

BLANK_PAGE: Final = "<!doctype html><title></title>\n"


async def leave_page(request: Request) -> Response:
    """Answer with an empty page and take the cookie away, so that no address of the page opens in this browser."""
    async with checked_form(request):
        pass
    keys: AccessKeys = request.app.state.keys
    open_pages: OpenPages = request.app.state.open_pages
    open_pages.remove_all(monotonic())
    answer = HTMLResponse(BLANK_PAGE)
    answer.delete_cookie(keys.cookie, path=f"{keys.root}/", httponly=True, samesite="strict")
    return answer


async def set_veil(request: Request) -> Response:
    """Blur names and messages on every page of this run, or show them again."""
    async with checked_form(request) as form:
        request.app.state.veiled = "on" in form
        place = str(form.get("place", ""))
    return redirect_to(request, place if place.startswith("/") else "/")
