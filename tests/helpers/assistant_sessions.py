"""Sessions of the assistant server, of invented findings or of a chat, and what its client is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import anyio
import msgspec
from mcp import Client

from unlike.api import Analysis
from unlike.assistant.assistant_session import AssistantSession
from unlike.assistant.chat_answers import finding_page
from unlike.assistant.guidance import PROMPTS
from unlike.assistant.mcp_server import session_server
from unlike.assistant.tool_arguments import DraftArgument, SearchArguments
from unlike.assistant.tools import session_tools
from unlike.presentation.redaction import Redaction
from unlike.results import Findings, Quote, ordered_findings

TODAY = date(2025, 11, 12)
EVERYTHING = Redaction(names=True, quotes=True)
LARGE = 1_000_000
Result = TypeVar("Result")


class ListedMessages:
    """Stands for a transcript: every search finds all messages."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = tuple(quotes)

    def search(self, _words: str) -> list[int]:
        return list(range(len(self._quotes)))

    def at_places(self, places: Sequence[int]) -> tuple[Quote, ...]:
        return tuple(self._quotes[place] for place in places)


def invented_session(
    findings: Findings, quotes: Sequence[Quote] = (), redaction: Redaction = EVERYTHING, budget: int = LARGE
) -> AssistantSession:
    """Session of findings that nobody computed, each of which rests on the same messages."""
    analysis = SimpleNamespace(
        findings=findings,
        quotes=lambda _key, _refs, _around: tuple(quotes),
        sender_names=tuple(quote.sender for quote in quotes if quote.sender),
        transcripts={chat.key: ListedMessages(quotes) for chat in findings.conversations},
    )
    return AssistantSession(cast("Analysis", analysis), redaction, budget, TODAY)


def read_session(analysis: Analysis, redaction: Redaction = EVERYTHING, budget: int = LARGE) -> AssistantSession:
    """Session of a chat that was read."""
    return AssistantSession(analysis, redaction, budget, TODAY)


def with_client(session: AssistantSession, use: Callable[[Client], Awaitable[Result]]) -> Result:
    """What a client of the protocol's own package, in the same process, makes of a session."""

    async def connected() -> Result:
        async with Client(session_server(session), raise_exceptions=True) as client:
            return await use(client)

    return run_apart(connected)


def run_apart(asked: Callable[[], Awaitable[Result]]) -> Result:
    """What a coroutine gives, run in a thread of its own: the browser's tests keep a loop going in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, partial(anyio.run, asked)).result()


def call(session: AssistantSession, tool: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - as the tool takes
    """Structured content of a tool's answer, which follows its schema."""

    async def called(client: Client) -> dict[str, Any]:
        await client.list_tools()  # the client holds answers against the schemas listed
        result = await client.call_tool(tool, arguments)
        assert not result.is_error, result.content
        answer: dict[str, Any] = result.structured_content
        return answer

    return with_client(session, called)


def mistake(session: AssistantSession, tool: str, **arguments: Any) -> str:  # noqa: ANN401 - as above
    """The sentence of a tool that cannot answer."""

    async def called(client: Client) -> str:
        result = await client.call_tool(tool, arguments)
        assert result.is_error
        return " ".join(getattr(part, "text", "") for part in result.content)

    return with_client(session, called)


def everything_answered(session: AssistantSession, words: str) -> str:
    """All answers and all findings with their messages, as one text, without a client."""
    given: dict[type, dict[str, str]] = {SearchArguments: {"words": words}, DraftArgument: {"draft": "Nothing."}}
    answers: list[object] = [tool.call(session, given.get(tool.arguments)) for tool in session_tools(session)]
    numbers = [person.subject.finding_number(finding) for person in session.people()
               for finding in ordered_findings(person.subject.person)]  # fmt: skip
    answers += [finding_page(session, number) for number in numbers]
    guides = [guide.text(person.subject.name) for guide in PROMPTS for person in session.people()]
    return "\n".join([*(msgspec.json.encode(answer).decode() for answer in answers), *guides])


async def everything_told(client: Client, words: str = "you") -> str:
    """All that a client can be told: lists, answers, resources and prompts, as one text."""
    listed = await client.list_tools()
    told = [listed.model_dump_json(), (await client.list_prompts()).model_dump_json()]
    for tool in listed.tools:
        given = {"search_messages": {"words": words}, "weigh": {"draft": "Nothing."}}.get(tool.name, {})
        told.append((await client.call_tool(tool.name, given)).model_dump_json())
    resources = (await client.list_resources()).resources
    told += [resource.model_dump_json() for resource in resources]
    told += [(await client.read_resource(str(resource.uri))).model_dump_json() for resource in resources]
    people = (await client.call_tool("list_people", {})).structured_content
    ids = [person["id"] for chat in people["chats"] for person in chat["people"]]
    for name in ("look_back", "ask_kindly"):
        told += [(await client.get_prompt(name, {"person": one})).model_dump_json() for one in ids]
    return "\n".join(told)
