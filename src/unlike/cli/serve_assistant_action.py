"""Running `unlike mcp`: from its options to a server that answers until its input ends."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from unlike.assistant.answer_budget import DEFAULT_TOKENS, MIN_TOKENS
from unlike.assistant.assistant_session import AssistantSession
from unlike.cli.check_input import analysis_of
from unlike.cli.local_data import visit_counter
from unlike.cli.options import CheckOptions
from unlike.cli.timezones import now_in, today_in, zone_of
from unlike.errors import OptionError, UsageError
from unlike.i18n import lazy, mark
from unlike.library import ChatFingerprint
from unlike.presentation.redaction import Redaction
from unlike.results import RepeatVisits


def run_server(options: CheckOptions, redaction: Redaction, budget: int | None) -> None:
    """Read the exports once, without the network, and answer.

    Raises:
        UnlikeError: the exports or the options cannot be used, or the extra is not there.
    """
    session = assistant_session(options, redaction, budget)
    from unlike.assistant.mcp_server import serve_stdio  # noqa: PLC0415 - loads with the network given up

    serve_stdio(session)


def assistant_session(options: CheckOptions, redaction: Redaction, budget: int | None) -> AssistantSession:
    """Return the session of the server; the network is given up before the first byte of a chat is read.

    Raises:
        UnlikeError: as above.
    """
    tokens = DEFAULT_TOKENS if budget is None else budget
    if tokens < MIN_TOKENS:
        raise OptionError("--budget", str(budget), lazy("{least} tokens or more", least=MIN_TOKENS))
    _require_extra()
    zone = zone_of(options)
    seen_fingerprints: list[Mapping[str, ChatFingerprint]] = []

    def earlier_visits(fingerprints: Mapping[str, ChatFingerprint]) -> Mapping[str, RepeatVisits]:
        seen_fingerprints.append(fingerprints)
        return visit_counter(lambda: now_in(zone), counted=False)(fingerprints)

    def count_visit() -> None:
        for fingerprints in seen_fingerprints[-1:]:
            visit_counter(lambda: now_in(zone), counted=True)(fingerprints)

    analysis = analysis_of(options, zone, visits=earlier_visits, keepsakes=True)
    return AssistantSession(analysis, redaction, tokens, today_in(zone), count_visit)


def _require_extra() -> None:
    """Say what is missing before anything is read.

    Raises:
        UsageError: the package of the protocol is not installed.
    """
    if find_spec("mcp") is None:
        raise UsageError(mark("unlike mcp needs the package mcp: install unlike with its extra, unlike[assistant]."))
