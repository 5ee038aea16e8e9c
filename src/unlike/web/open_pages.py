"""Pages that are open in the browser, so that the program can stop when the last one closes, if asked to."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from unlike.web.forms import checked_form

_VISIBLE_SECONDS: Final = 60.0
"""Seconds without a word after which a page that is in front is gone; it speaks every ten."""
_HIDDEN_SECONDS: Final = 6 * 3600.0
"""The same for one behind: browsers let those sleep."""
_GRACE_SECONDS: Final = 3.0
"""Seconds from the last page's goodbye on: another one may be on its way."""
_MAX_PAGES: Final = 1000


@dataclass(slots=True)
class OpenPages:
    """Pages by the name they gave themselves, each with the moment after which it is gone.

    Attributes:
        stops_when_closed: whether to stop at all.
        was_opened: that a page was ever heard from; before that nothing stops.
    """

    stops_when_closed: bool = False
    pages: dict[str, float] = field(default_factory=dict)
    was_opened: bool = False
    active_requests: int = 0
    quiet_since: float = 0.0

    def record_page(self, page: str, now: float, *, hidden: bool) -> None:
        """A page says that it is there."""
        if page in self.pages or len(self.pages) < _MAX_PAGES:
            self.pages[page] = now + (_HIDDEN_SECONDS if hidden else _VISIBLE_SECONDS)
            self.was_opened = True

    def remove_page(self, page: str, now: float) -> None:
        """A page says goodbye."""
        self.pages.pop(page, None)
        self.quiet_since = now

    def remove_all(self, now: float) -> None:
        """Whoever reads leaves, and no page opens any more."""
        self.pages.clear()
        self.quiet_since = now

    def is_over(self, now: float) -> bool:
        """Whether the last page is closed, nothing is being answered, and no other one came."""
        if not (self.stops_when_closed and self.was_opened) or self.active_requests:
            return False
        for page in [page for page, expiry in self.pages.items() if expiry < now]:
            self.remove_page(page, now)
        return not self.pages and now - self.quiet_since >= _GRACE_SECONDS


class ActiveRequests:
    """Counts what is being answered: a page on its way is no closed one."""

    def __init__(self, app: ASGIApp, open_pages: OpenPages) -> None:
        self.app = app
        self.open_pages = open_pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counted."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.open_pages.active_requests += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open_pages.active_requests -= 1
            self.open_pages.quiet_since = monotonic()


async def record_presence(request: Request) -> Response:
    """Record what a page reports of itself: visible, hidden, or closed."""
    async with checked_form(request) as form:
        page, state = str(form.get("page", ""))[:64], str(form.get("state", ""))
    open_pages: OpenPages = request.app.state.open_pages
    if state == "gone":
        open_pages.remove_page(page, monotonic())
    elif page:
        open_pages.record_page(page, monotonic(), hidden=state == "hidden")
    return Response(status_code=204)
