"""Leaving the page at once: the browser is out, and shows a page on which nothing stands."""

from __future__ import annotations

from hmac import compare_digest
from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

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
    for name, value in request.cookies.items():
        if compare_digest(value.encode(), keys.session.encode()):
            answer.delete_cookie(name, path=f"{request.scope.get('root_path', '')}/", httponly=True, samesite="strict")
    return answer
