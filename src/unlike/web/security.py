"""Access to the page: one reader of this machine, with a link that opens once; everyone else is refused.

Every address stands in a secret folder, to which the cookie is tied.
The Host is checked against DNS rebinding, the Origin and a token in every form against requests made by other pages.
Every answer forbids frames, foreign and inline scripts and styles, foreign content, referrers and caching.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unlike.i18n import translate
from unlike.presentation.sentences.interface.http_errors import BROKEN
from unlike.presentation.sentences.interface.page_text import CLOSED, LINK_USED
from unlike.web.entry_links import ENTRY_PATH, EntryLinks, new_secret, secrets_match
from unlike.web.http_connection import mark_admitted

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
FORBIDDEN: Final = 403
_MAX_PATH_CHARS: Final = 400
"""Length of a path; a number of thousands of digits is none of ours, and Python reads none."""


@dataclass(frozen=True, slots=True)
class AccessKeys:
    """Secrets of one run, made anew each time.

    Attributes:
        links: links into the page; each opens it once.
        root: folder in which every address of the page stands. Browsers send a cookie to every port of a host, but only
            below its path: a program at another port, which does not know the folder, is never sent it.
        cookie: name of the cookie, which two programs at once do not share.
        session: value of the cookie.
        form: stands in every form.
    """

    links: EntryLinks = field(default_factory=EntryLinks, repr=False)
    root: str = field(default_factory=lambda: f"/{new_secret()}", repr=False)
    cookie: str = field(default_factory=lambda: f"unlike-{token_hex(8)}", repr=False)
    session: str = field(default_factory=new_secret, repr=False)
    form: str = field(default_factory=new_secret, repr=False)


class AccessControl:
    """The door, before anything else sees a request."""

    def __init__(self, app: ASGIApp, keys: AccessKeys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or say that it is closed; both with the headers."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here

        is_started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_started
            if message["type"] == "http.response.start":
                is_started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            answer = self._marked_answer(scope)
            await (answer or self.app)(
                scope if answer else {**scope, "root_path": self.keys.root}, receive, send_with_headers
            )
        except Exception:
            if os.environ.get("UNLIKE_TRACEBACK") or is_started:
                raise
            await PlainTextResponse(translate(BROKEN), 500)(
                scope, receive, send_with_headers
            )  # and not a word of the chat in a trace

    def _marked_answer(self, scope: Scope) -> Response | None:
        """Answer as below; whoever is let in is known to be, and whoever is refused is disconnected."""
        answer = self._refusal_or_entry(scope)
        if answer is None:
            mark_admitted(scope)
        elif answer.status_code == FORBIDDEN:
            answer.headers["connection"] = "close"  # else a stranger goes on sending, for as long as they like
        return answer

    def _refusal_or_entry(self, scope: Scope) -> Response | None:
        """Answer for a stranger, or for somebody with a link; None for whoever has the cookie already."""
        headers, path = Headers(scope=scope), str(scope["path"])
        if not own_host(headers, scope) or len(path) > _MAX_PATH_CHARS:
            return PlainTextResponse(translate(CLOSED), FORBIDDEN)
        if scope["method"] == "GET" and path.startswith(ENTRY_PATH):
            return self._enter(path)
        is_inside = secrets_match(path[: len(self.keys.root) + 1], f"{self.keys.root}/") and own_origin(headers, scope)
        cookie = Request(scope).cookies.get(self.keys.cookie, "")
        return (
            None
            if is_inside and secrets_match(cookie, self.keys.session)
            else PlainTextResponse(translate(CLOSED), FORBIDDEN)
        )

    def _enter(self, path: str) -> Response:
        """The way in, with the cookie; or that it is closed.

        It is a page that leads on and no redirect: a browser that was started with a file counts a redirect as coming
        from there, from another site, and would not send the cookie with it.
        """
        if not self.keys.links.use_link(path):
            return PlainTextResponse(translate(LINK_USED if self.keys.links.is_used(path) else CLOSED), FORBIDDEN)
        root = f"{self.keys.root}/"
        page = HTMLResponse(
            f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={root}">'
            f'<title>unlike</title><p><a href="{root}">unlike</a></p>'
        )
        page.set_cookie(self.keys.cookie, self.keys.session, httponly=True, samesite="strict", path=root)
        return page


def own_host(headers: Headers, scope: Scope) -> bool:
    """Whether the browser means this machine by its own name."""
    port = (scope.get("server") or ("", 0))[1]
    return headers.getlist("host") in ([f"127.0.0.1:{port}"], [f"localhost:{port}"])


def own_origin(headers: Headers, scope: Scope) -> bool:
    """Whether a request that changes something comes from our own page.

    A page that sends no referrer has its forms sent with "null"; the browser then says itself where they come from.
    """
    if any(len(headers.getlist(name)) > 1 for name in ("origin", "sec-fetch-site")):
        return False  # no browser says it twice, and another program may read the other one
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin not in (None, "null"):
        return origin == f"http://{headers.get('host')}"
    if scope["method"] in ("GET", "HEAD"):
        return site in (None, "none", "same-origin")
    return site == "same-origin"
