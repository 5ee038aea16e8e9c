"""Who is one person in the exports that are open: joining two names, as `--same` does, and taking that back."""

from __future__ import annotations

from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from unlike.api import same_people
from unlike.errors import UnlikeError
from unlike.i18n import translate
from unlike.presentation.sentences.interface import who_is_who_text as words
from unlike.presentation.sentences.interface.http_errors import BUSY
from unlike.web.addresses import redirect
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.same_people_section import names_digest
from unlike.web.session import session_of, workspace_of
from unlike.web.session_state import NamePair
from unlike.web.views.people_views import people_page

_PATIENCE: Final = 1.0  # seconds that a page waits for a short chat, rather than show that it is read


async def join(request: Request) -> Response:
    """Say that two names are one person's."""
    async with checked_form(request) as form:
        given = [str(form.get(name, "")) for name in ("first", "second")]

    def joined() -> Response:
        session = session_of(request)
        names = {names_digest(name): name for name in session.choosable_names}
        if not names.keys() >= set(given):
            return people_page(request, translate(words.NOBODY_CHOSEN))
        return _answered(request, (*session.same, (names[given[0]], names[given[1]])))

    return await run_in_threadpool(joined)


async def take_apart(request: Request) -> Response:
    """Let two names be two people's again."""
    async with checked_form(request) as form:
        given = str(form.get("pair", ""))
    same = session_of(request).same
    rest = tuple(pair for pair in same if names_digest(*pair) != given)
    if rest == same:
        return await run_in_threadpool(people_page, request, translate(words.GONE))
    return await run_in_threadpool(_answered, request, rest)


async def undo(request: Request) -> Response:
    """Take the last of both back."""
    async with checked_form(request):
        pass
    before = session_of(request).same_before
    if before is None:
        return await run_in_threadpool(people_page, request, translate(words.GONE))
    return await run_in_threadpool(_answered, request, before)


def _answered(request: Request, same: tuple[NamePair, ...]) -> Response:
    """Answer with other people as one."""
    workspace, session = workspace_of(request), session_of(request)
    if session.imported is None or session.stored:
        return redirect(request, "/people")
    try:
        same_people(session.imported, same)
    except UnlikeError as error:
        return people_page(request, error_sentence(error))
    if not workspace.begin(partial(workspace.answer, same=same, same_before=session.same), _PATIENCE):
        return people_page(request, translate(BUSY))
    return redirect(request, "/people#people")
