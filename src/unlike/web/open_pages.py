"""Which pages are open in the browser, so that the program can stop when the last one closes, if it was asked to."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from unlike.web.forms import checked_form

_SEEN: Final = 60.0
"""Seconds without a word after which a page that is in front is gone; it speaks every ten."""
_HIDDEN: Final = 6 * 3600.0
"""The same for one behind: browsers let those sleep."""
_GRACE: Final = 3.0
"""Seconds from the last page's goodbye on: another one may be on its way."""
_MOST: Final = 1000


@dataclass(slots=True)
class OpenPages:
    """Pages by the name they gave themselves, each with the moment after which it is gone.

    Attributes:
        wanted: whether to stop at all.
        known: that a page was ever heard from; before that nothing stops.
    """

    wanted: bool = False
    pages: dict[str, float] = field(default_factory=dict)
    known: bool = False
    answering: int = 0
    quiet_since: float = 0.0

    def here(self, page: str, now: float, *, hidden: bool) -> None:
        """A page says that it is there."""
        if page in self.pages or len(self.pages) < _MOST:
            self.pages[page] = now + (_HIDDEN if hidden else _SEEN)
            self.known = True

    def gone(self, page: str, now: float) -> None:
        """A page says goodbye."""
        self.pages.pop(page, None)
        self.quiet_since = now

    def all_gone(self, now: float) -> None:
        """Whoever reads leaves, and no page opens any more."""
        self.pages.clear()
        self.quiet_since = now

    def over(self, now: float) -> bool:
        """Whether the last page is closed, nothing is being answered, and no other one came."""
        if not (self.wanted and self.known) or self.answering:
            return False
        for page in [page for page, until in self.pages.items() if until < now]:
            self.gone(page, now)
        return not self.pages and now - self.quiet_since >= _GRACE


class ActiveRequests:
    """Counts what is being answered: a page on its way is no closed one."""

    def __init__(self, app: ASGIApp, presence: OpenPages) -> None:
        self.app = app
        self.presence = presence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counted."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.presence.answering += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.presence.answering -= 1
            self.presence.quiet_since = monotonic()


async def presence(request: Request) -> Response:
    """What a page says of itself: that it is there, in front or behind, or that it closes."""
    async with checked_form(request) as form:
        page, state = str(form.get("page", ""))[:64], str(form.get("state", ""))
    known: OpenPages = request.app.state.presence
    if state == "gone":
        known.gone(page, monotonic())
    elif page:
        known.here(page, monotonic(), hidden=state == "hidden")
    return Response(status_code=204)
