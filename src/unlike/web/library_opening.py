"""Opening chats of the library: they are read at once, and analysed beside the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from starlette.requests import Request

from unlike.readers import Import
from unlike.web.session import Workspace, workspace_of
from unlike.web.session_state import LibraryOpening
from unlike.web.upload_folder import UploadFolder, uploads_of

_MAX_WAIT_SECONDS: Final = 1.0  # seconds that a page waits for a short chat, rather than show that it is read


def begin_opening(request: Request, opening: LibraryOpening) -> bool:
    """Read chats of the library and analyse them beside the page; False where something else is read already.

    Raises:
        UnlikeError: the library cannot be read.
    """
    workspace = workspace_of(request)
    with workspace.library.open_unlocked() as library:
        import_result = library.read(workspace.session.zone, opening.numbers)
    work: Callable[[], None] = partial(_analyse_opened, workspace, import_result, opening, uploads_of(request))
    return workspace.begin_work(work, _MAX_WAIT_SECONDS)


def _analyse_opened(
    workspace: Workspace, import_result: Import, opening: LibraryOpening, uploads: UploadFolder
) -> None:
    """Analyse what was read; the copies of exports that were open are deleted then."""
    workspace.show_stored(import_result, opening)
    uploads.release_files([], lambda: workspace.session.open_files)
