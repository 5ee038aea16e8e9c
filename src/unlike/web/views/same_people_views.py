"""Forms of who is one person in the open exports: joining two names, as `--same` does, and undoing that."""

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
from unlike.web.addresses import redirect_to
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.same_people_section import names_digest
from unlike.web.session import session_of, workspace_of
from unlike.web.session_state import NamePair
from unlike.web.views.people_views import people_page

_MAX_WAIT_SECONDS: Final = 1.0  # seconds that a page waits for a short chat, rather than show that it is read


async def join_names(request: Request) -> Response:
    """Say that two names are one person's."""
    async with checked_form(request) as form:
        digests = [str(form.get(name, "")) for name in ("first", "second")]

    def join_chosen() -> Response:
        session = session_of(request)
        names = {names_digest(name): name for name in session.choosable_names}
        if not names.keys() >= set(digests):
            return people_page(request, translate(words.NOBODY_CHOSEN))
        return _answer_with_pairs(request, (*session.same_pairs, (names[digests[0]], names[digests[1]])))

    return await run_in_threadpool(join_chosen)


async def take_apart(request: Request) -> Response:
    """Let two names be two people's again."""
    async with checked_form(request) as form:
        digest = str(form.get("pair", ""))
    same = session_of(request).same_pairs
    remaining_pairs = tuple(pair for pair in same if names_digest(*pair) != digest)
    if remaining_pairs == same:
        return await run_in_threadpool(people_page, request, translate(words.GONE))
    return await run_in_threadpool(_answer_with_pairs, request, remaining_pairs)


async def undo_same_people(request: Request) -> Response:
    """Take the last of both back."""
    async with checked_form(request):
        pass
    before = session_of(request).previous_same_pairs
    if before is None:
        return await run_in_threadpool(people_page, request, translate(words.GONE))
    return await run_in_threadpool(_answer_with_pairs, request, before)


def _answer_with_pairs(request: Request, pairs: tuple[NamePair, ...]) -> Response:
    """Answer with other people as one."""
    workspace, session = workspace_of(request), session_of(request)
    if session.import_result is None or session.stored:
        return redirect_to(request, "/people")
    try:
        same_people(session.import_result, pairs)
    except UnlikeError as error:
        return people_page(request, error_sentence(error))
    if not workspace.begin_work(
        partial(workspace.apply_answers, same_pairs=pairs, previous_same_pairs=session.same_pairs), _MAX_WAIT_SECONDS
    ):
        return people_page(request, translate(BUSY))
    return redirect_to(request, "/people#people")
