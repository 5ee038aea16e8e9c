"""Language of a page: as chosen for this run, else as the browser prefers."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unlike.i18n import header_language, language_context, supported_language


def set_language(app: Starlette, language: str | None) -> None:
    """Choose the language of every page from now on, one of `LANGUAGES`; None leaves it to the browser."""
    app.state.language = supported_language(language) if language else None


class LanguageMiddleware:
    """Around all else: whatever is said in answer to a request is said in its language."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the language of the request, and name it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        run_language: str | None = scope["app"].state.language
        language = run_language or header_language(",".join(Headers(scope=scope).getlist("accept-language")))

        async def send_with_language(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["content-language"] = language
            await send(message)

        with language_context(language):
            await self.app(scope, receive, send_with_language)
