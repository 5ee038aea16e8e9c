"""Checks of every form: it is one of ours, and no larger than it may be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unlike.web.addresses import local_path
from unlike.web.entry_links import secrets_match
from unlike.web.security import AccessKeys

MAX_FILES: Final = 20
_MAX_FIELDS: Final = 8
_MAX_FORM_BYTES: Final = 64 << 10
"""Bytes of a form without files."""
_MAX_UPLOAD_BYTES: Final[Mapping[str, int]] = {"/add": 8 << 30, "/dates": 34 << 20}
"""Bytes of the forms that take files: about four million messages with their photos; a calendar of decades."""


class BodyLimits:
    """Refuses a request whose body is larger than its form can be, before it is kept anywhere."""

    def __init__(
        self, app: ASGIApp, upload_limits: Mapping[str, int] = _MAX_UPLOAD_BYTES, default_limit: int = _MAX_FORM_BYTES
    ) -> None:
        self.app = app
        self.upload_limits = upload_limits
        self.default_limit = default_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes, whatever the request says of its size."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit, received_bytes = self.upload_limits.get(local_path(scope), self.default_limit), 0

        async def receive_counted() -> Message:
            nonlocal received_bytes
            message = await receive()
            received_bytes += len(message.get("body", b""))
            if received_bytes > limit:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_counted, send)


@asynccontextmanager
async def checked_form(request: Request, files: int = 0) -> AsyncIterator[FormData]:
    """The form that was sent.

    Raises:
        HTTPException: it is none of ours, or too large.
    """
    keys: AccessKeys = request.app.state.keys
    async with request.form(max_files=files, max_fields=_MAX_FIELDS, max_part_size=_MAX_FORM_BYTES) as form:
        if not secrets_match(str(form.get("form", "")), keys.form):
            raise HTTPException(403)
        yield form


def uploaded_files(form: FormData, name: str) -> list[UploadFile]:
    """The files of a field; an empty choice is none."""
    return [value for value in form.getlist(name) if isinstance(value, UploadFile) and value.filename]
