"""Who may come in: one reader of this machine, with the link that was printed; everyone else meets a closed door.

The Host is checked against DNS rebinding, the Origin and a token in every form against requests made by other pages.
Every answer forbids frames, foreign and inline scripts and styles, foreign content, referrers and caching.
"""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unlike.i18n import translate
from unlike.presentation.sentences.interface.http_errors import BROKEN
from unlike.presentation.sentences.interface.page_text import CLOSED

COOKIE = "unlike"
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


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class AccessKeys:
    """Made anew for every run: `link` stands in the address once, `session` in the cookie, `form` in every form.

    `once` is for the link with which a browser is started: everybody on the machine can see that, so it opens one time.
    """

    link: str = field(default_factory=_secret, repr=False)
    once: str = field(default_factory=_secret, repr=False)
    session: str = field(default_factory=_secret, repr=False)
    form: str = field(default_factory=_secret, repr=False)


class AccessControl:
    """The door, before anything else sees a request."""

    def __init__(self, app: ASGIApp, keys: AccessKeys) -> None:
        self.app = app
        self.keys = keys
        self._unused = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or say that it is closed; both with the headers."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here

        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            await (self._answer(scope) or self.app)(scope, receive, sent)
        except Exception:
            if os.environ.get("UNLIKE_TRACEBACK") or started:
                raise
            await PlainTextResponse(translate(BROKEN), 500)(
                scope, receive, sent
            )  # and not a word of the chat in a trace

    def _answer(self, scope: Scope) -> Response | None:
        """What a stranger, or somebody with the link, is told; None for who is in already."""
        headers = Headers(scope=scope)
        if not own_host(headers, scope) or not own_origin(headers, scope):
            return PlainTextResponse(translate(CLOSED), 403)
        if scope["method"] == "GET" and self._enters(scope["path"]):
            entered = RedirectResponse("/", 303)
            entered.set_cookie(COOKIE, self.keys.session, httponly=True, samesite="strict", path="/")
            return entered
        cookie = Request(scope).cookies.get(COOKIE, "")
        return None if same(cookie, self.keys.session) else PlainTextResponse(translate(CLOSED), 403)

    def _enters(self, path: str) -> bool:
        """Whether an address holds a token; one of them is used up by that."""
        if same(path, f"/enter/{self.keys.link}"):
            return True
        first = self._unused and same(path, f"/enter/{self.keys.once}")
        self._unused = self._unused and not first
        return first


def own_host(headers: Headers, scope: Scope) -> bool:
    """Whether the browser means this machine by its own name."""
    port = (scope.get("server") or ("", 0))[1]
    return headers.getlist("host") in ([f"127.0.0.1:{port}"], [f"localhost:{port}"])


def own_origin(headers: Headers, scope: Scope) -> bool:
    """Whether a request that changes something comes from our own page.

    A page that sends no referrer has its forms sent with "null"; the browser then says itself where they come from.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin not in (None, "null"):
        return origin == f"http://{headers.get('host')}"
    if scope["method"] in ("GET", "HEAD"):
        return site in (None, "none", "same-origin")
    return site == "same-origin"


def same(given: str, wanted: str) -> bool:
    """Compared in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
