"""What every form has to be: one of ours, and no larger than it may be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unlike.web.addresses import local_path
from unlike.web.entry_links import same
from unlike.web.security import AccessKeys

MOST_FILES: Final = 20
_FIELDS: Final = 8
_USUAL: Final = 64 << 10
"""Bytes of a form without files."""
_LARGEST: Final[Mapping[str, int]] = {"/add": 8 << 30, "/dates": 34 << 20}
"""Bytes of the forms that take files: about four million messages with their photos; a calendar of decades."""


class BodyLimits:
    """Refuses a request whose body is larger than its form can be, before it is kept anywhere."""

    def __init__(self, app: ASGIApp, largest: Mapping[str, int] = _LARGEST, usual: int = _USUAL) -> None:
        self.app = app
        self.largest = largest
        self.usual = usual

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes, whatever the request says of its size."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most, came = self.largest.get(local_path(scope), self.usual), 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)


@asynccontextmanager
async def checked_form(request: Request, files: int = 0) -> AsyncIterator[FormData]:
    """The form that was sent.

    Raises:
        HTTPException: it is none of ours, or too large.
    """
    keys: AccessKeys = request.app.state.keys
    async with request.form(max_files=files, max_fields=_FIELDS, max_part_size=_USUAL) as form:
        if not same(str(form.get("form", "")), keys.form):
            raise HTTPException(403)
        yield form


def uploads(form: FormData, name: str) -> list[UploadFile]:
    """The files of a field; an empty choice is none."""
    return [one for one in form.getlist(name) if isinstance(one, UploadFile) and one.filename]
