"""The server: tools, resources and prompts over the protocol's package, on standard input and output alone."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

import anyio
import mcp_types as types
import msgspec
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from unlike.assistant.answer_budget import fewer_chats, fewer_messages, fit_budget
from unlike.assistant.answer_schema import json_schema, to_json
from unlike.assistant.assistant_session import AssistantSession
from unlike.assistant.chat_answers import finding_page, people_answer
from unlike.assistant.finding_answers import finding_uri
from unlike.assistant.guidance import INSTRUCTIONS, PROMPTS, PromptGuide
from unlike.assistant.tools import AssistantTool, session_tools
from unlike.errors import UnlikeError
from unlike.i18n import translate
from unlike.presentation.sentences import concern
from unlike.results import ordered_findings

PEOPLE_URI: Final = "unlike://people"
FINDING_TEMPLATE: Final = "unlike://finding/{id}"
_FINDING: Final = "unlike://finding/"
_JSON: Final = "application/json"
_READ_ONLY: Final = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def serve_stdio(session: AssistantSession) -> None:
    """Answer on standard input and output until the other side closes them."""
    logging.disable(logging.CRITICAL)  # nothing is logged, also not by the protocol's package
    anyio.run(_serve_streams, session_server(session))


async def _serve_streams(mcp_server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await mcp_server.run(incoming, outgoing, mcp_server.create_initialization_options())


def session_server(session: AssistantSession) -> Server[Any]:
    """The server of a session; it holds no state and answers alike each time."""
    handlers = _Handlers(session)
    mcp_server: Server[Any] = Server(
        "unlike",
        version=version("unlike"),
        title="unlike",
        instructions=INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )
    mcp_server.middleware.clear()  # nothing is traced
    return mcp_server


class _Handlers:
    """Handlers of the protocol's requests."""

    def __init__(self, session: AssistantSession) -> None:
        self._session = session
        self._asked = False
        self._tools: Mapping[str, AssistantTool] = {tool.name: tool for tool in session_tools(session)}

    async def list_tools(self, _context: Any, _params: Any) -> types.ListToolsResult:  # noqa: ANN401 - of the package
        return types.ListToolsResult(tools=[_protocol_tool(tool) for tool in self._tools.values()])

    async def call_tool(self, _context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:  # noqa: ANN401
        """Structured content, and the same as text; a mistake is one sentence."""
        tool = self._tools.get(params.name)
        if tool is None:
            return _error_result(translate("There is no tool {name} here.", name=params.name[:40]))
        try:
            if tool.name != "weigh":  # a draft is no look
                self._count_first_question()
            answer = tool.call(self._session, params.arguments)
        except UnlikeError as error:
            return _error_result(str(error))
        except Exception:  # noqa: BLE001 - no word of a chat may go out with an exception
            return _error_result(translate("Something inside broke. Nothing was changed."))
        return types.CallToolResult(content=[_text_content(answer)], structured_content=to_json(answer))

    def _count_first_question(self) -> None:
        """Count a look at the chats, once."""
        if not self._asked:
            self._asked = True
            self._session.count_visit()

    async def list_resources(self, _context: Any, _params: Any) -> types.ListResourcesResult:  # noqa: ANN401
        """The people, and every finding that does not step back."""
        people = types.Resource(uri=PEOPLE_URI, name="people", title="Chats and people", mime_type=_JSON)
        numbers = (
            person.subject.finding_number(finding)
            for person in self._session.people()
            if not concern(person.subject)
            for finding in ordered_findings(person.subject.person)
        )
        findings = [
            types.Resource(uri=finding_uri(number), name=f"finding {number}", mime_type=_JSON) for number in numbers
        ]
        return types.ListResourcesResult(resources=[people, *findings])

    async def list_templates(self, _context: Any, _params: Any) -> types.ListResourceTemplatesResult:  # noqa: ANN401
        template = types.ResourceTemplate(
            uri_template=FINDING_TEMPLATE, name="finding", title="A finding with its messages", mime_type=_JSON
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(
        self,
        _context: Any,  # noqa: ANN401
        params: types.ReadResourceRequestParams,
    ) -> types.ReadResourceResult:
        """The people or a finding, as JSON within the budget."""
        uri = str(params.uri)
        self._count_first_question()
        content = types.TextResourceContents(uri=uri, mime_type=_JSON, text=self._resource(uri))
        return types.ReadResourceResult(contents=[content])

    async def list_prompts(self, _context: Any, _params: Any) -> types.ListPromptsResult:  # noqa: ANN401
        return types.ListPromptsResult(prompts=list(map(_protocol_prompt, PROMPTS)))

    async def get_prompt(self, _context: Any, params: types.GetPromptRequestParams) -> types.GetPromptResult:  # noqa: ANN401
        """The words of a prompt, for one person or for all."""
        guide = next((prompt for prompt in PROMPTS if prompt.name == params.name), None)
        if guide is None:
            raise MCPError(types.INVALID_PARAMS, translate("There is no prompt of that name."))
        id_or_name = (params.arguments or {}).get("person")
        try:
            name = self._session.people(id_or_name)[0].subject.name if id_or_name else ""
        except UnlikeError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from error
        text = types.TextContent(type="text", text=guide.text(name))
        return types.GetPromptResult(
            description=guide.description, messages=[types.PromptMessage(role="user", content=text)]
        )

    def _resource(self, uri: str) -> str:
        """The text of a resource.

        Raises:
            MCPError: there is none of that name.
        """
        session, number = self._session, uri.removeprefix(_FINDING)
        if uri == PEOPLE_URI:
            return _json_text(fit_budget(people_answer(session), session.budget, fewer_chats))
        page = (
            finding_page(session, int(number)) if number.isascii() and number.isdecimal() and len(number) < 7 else None
        )
        if page is None or not uri.startswith(_FINDING):
            raise MCPError(types.INVALID_PARAMS, translate("There is no such resource; list_people names all of them."))
        return _json_text(fit_budget(page, session.budget, fewer_messages))


def _protocol_tool(tool: AssistantTool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=json_schema(tool.arguments),
        output_schema=json_schema(tool.answer),
        annotations=_READ_ONLY,
    )


def _protocol_prompt(guide: PromptGuide) -> types.Prompt:
    person = types.PromptArgument(name="person", description="Id or name, as list_people gives it.", required=False)
    return types.Prompt(name=guide.name, title=guide.title, description=guide.description, arguments=[person])


def _json_text(answer: object) -> str:
    return msgspec.json.encode(answer).decode()


def _text_content(answer: object) -> types.TextContent:
    return types.TextContent(type="text", text=_json_text(answer))


def _error_result(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=sentence)], is_error=True)
