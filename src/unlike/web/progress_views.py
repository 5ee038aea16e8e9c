"""How far a reading is: a page that reloads itself, and the same for a script that asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from unlike.api import AnalysisStep
from unlike.i18n import translate
from unlike.presentation.sentences import Section
from unlike.presentation.sentences.interface import upload_text
from unlike.web.addresses import page_address
from unlike.web.early_answer import early_answer
from unlike.web.import_progress import ImportProgress
from unlike.web.session import Session, session_of

_STEP_STARTS: Final = (0.1, 0.3, 0.45, 0.65, 1.0)
"""Share of the whole, about, at which each `AnalysisStep` begins, and the end; the reading comes before the first."""


def report_progress(request: Request) -> Response:
    """How far the reading is, for a script."""
    session = session_of(request)
    if session.progress is None:
        return JSONResponse({"next": page_address(request, next_path(session))})
    return JSONResponse(progress_values(session.progress, _early_answer(request)))


def next_path(session: Session) -> str:
    """Path to go on to: what is open or asked, or what is wrong."""
    return "/add?failed=1" if session.problem and session.progress is None else "/"


def is_scripted(request: Request) -> bool:
    """Whether a script of the page asks, which takes JSON."""
    return request.headers.get("accept") == "application/json"


def waiting_values(request: Request, progress: ImportProgress) -> dict[str, Any]:
    """Values of the page that waits, as of `progress_values`."""
    return progress_values(progress, _early_answer(request))


def _early_answer(request: Request) -> tuple[Section, ...]:
    """What is known before the explanations are; nothing where names are hidden."""
    session = session_of(request)
    if request.app.state.veiled or session.progress is None or session.progress.early_findings is None:
        return ()
    return early_answer(session.progress.early_findings, session.today())


def progress_values(progress: ImportProgress, answer: Sequence[Section] = ()) -> dict[str, Any]:
    """Sentences for a page that waits, and how far it is.

    Returns:
        `said`: what goes on; `known`: what is known already; `share`: what is done of the whole, 0 to 1, about;
        `until`: the share at which the next step begins, up to which a bar may move meanwhile; `answers`: `mark`,
        `headline` and `detail` of each row of the early answer.
    """
    answers = [
        {"mark": section.kind.mark, "headline": section.headline, "detail": " ".join(section.detail)}
        for section in answer
    ]
    return {**_step_values(progress), "answers": answers}


def _step_values(progress: ImportProgress) -> dict[str, Any]:
    """The step that goes on, as of `progress_values`."""
    messages_sentence = upload_text.messages_read_line(progress.message_count) if progress.message_count else ""
    if progress.step >= AnalysisStep.RELATE:
        return {
            "said": translate(upload_text.STEPS[progress.step - 1]),
            "known": messages_sentence,
            "share": _STEP_STARTS[progress.step - 1],
            "until": _STEP_STARTS[progress.step],
        }
    if progress.people_total:
        share, until = (_step_share(progress, step) for step in (progress.step, max(progress.step, 1) + 1))
        sentence = upload_text.people_analysed_line(progress.people_analysed, progress.people_total)
        step = f" · {translate(upload_text.STEPS[progress.step - 1])}" if progress.step else ""
        return {"said": sentence + step, "known": messages_sentence, "share": share, "until": until}
    if progress.bytes_total and progress.bytes_read < progress.bytes_total:
        share = progress.bytes_read / progress.bytes_total * _STEP_STARTS[0]
        return {
            "said": upload_text.bytes_read_line(progress.bytes_read, progress.bytes_total),
            "known": messages_sentence,
            "share": share,
            "until": _STEP_STARTS[0],
        }
    return {"said": translate(upload_text.STARTING), "known": messages_sentence, "share": 0.0, "until": _STEP_STARTS[0]}


def _step_share(progress: ImportProgress, step: int) -> float:
    """Share of the whole at which a step of people one after the other begins, or one that follows the last person."""
    start, end, next_end = _STEP_STARTS[0], *_STEP_STARTS[2:4]
    if progress.people_analysed == progress.people_total and step > progress.step:
        return next_end
    step_start = (_STEP_STARTS[max(step - 1, 0)] - start) / (end - start)
    return start + (end - start) * min(1.0, (progress.people_analysed + step_start) / progress.people_total)
