"""The invented chat, to try the page on before a chat of one's own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from unlike.synthetic import demo, generate, write_whatsapp
from unlike.web.addresses import redirect_to
from unlike.web.forms import checked_form
from unlike.web.session import Workspace, workspace_of
from unlike.web.upload_folder import UploadFolder, uploads_of

_NAME: Final = "WhatsApp Chat with Rosa.txt"
_OWNER: Final = "Imke"


async def try_sample(request: Request) -> Response:
    """Open the invented chat, where nothing is open; a reading that goes on is not disturbed."""
    async with checked_form(request):
        pass
    workspace = workspace_of(request)
    if workspace.session.analysis is None:
        work = partial(_read_sample, workspace, uploads_of(request))
        await run_in_threadpool(workspace.begin_work, work)
    return redirect_to(request, "/")


def _read_sample(workspace: Workspace, folder: UploadFolder) -> None:
    """Write the chat where exports are kept, read it, and answer who its owner is."""
    with TemporaryDirectory() as place:
        text = Path(place, "text")
        chat_options, _ = demo()
        write_whatsapp(generate(chat_options), text)
        with text.open("rb") as file:
            paths = folder.write_files([UploadFile(file, filename=_NAME)])
    try:
        workspace.open_exports(paths, beside=False)
        workspace.apply_answers(owner=_OWNER)
    finally:
        folder.release_files(paths, lambda: workspace.session.open_files)
