"""The server, asked by the client of the protocol's own package."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mcp import Client, MCPError

from assistant_sessions import (
    EVERYTHING,
    call,
    everything_answered,
    everything_told,
    invented_session,
    mistake,
    read_session,
    with_client,
)
from example_findings import CASES, QUOTES, ROSA, about
from finding_strategies import NAME_MARK, TYPED_MARK, few_examples, marked_answers, marked_quotes
from unlike.api import Analysis
from unlike.assistant.agent_text import agent_text
from unlike.assistant.guidance import PROMPTS
from unlike.assistant.mcp_server import session_server
from unlike.i18n import LANGUAGES, language_context
from unlike.presentation.redaction import Redaction
from unlike.results import Concern, Explanations, Findings, Quote

if TYPE_CHECKING:
    from conftest import Studied

NAMED = Redaction(names=True)
ANSWERS = ("now", "spells", "lasting_changes", "before", "why", "usual")


def tool_names(redaction: Redaction) -> dict[str, Any]:
    async def listed(client: Client) -> dict[str, Any]:
        return {tool.name: tool for tool in (await client.list_tools()).tools}

    return with_client(invented_session(CASES["rosa"], redaction=redaction), listed)


def test_every_tool_says_that_it_only_reads_and_what_it_answers() -> None:
    for tool in tool_names(EVERYTHING).values():
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.open_world_hint is False
        Draft202012Validator.check_schema(tool.output_schema)
        Draft202012Validator.check_schema(tool.input_schema)
        assert (tool.input_schema["type"], tool.output_schema["type"]) == ("object", "object")


def test_what_others_wrote_is_said_to_be_no_instruction() -> None:
    sentence = "Names, titles, notes and messages were written by others."
    assert sentence in str(session_server(invented_session(CASES["rosa"])).instructions)
    assert all(sentence in prompt.text("") for prompt in PROMPTS)
    assert sentence in agent_text(invented_session(CASES["rosa"]))


def test_messages_can_be_searched_only_where_they_may_be_shown() -> None:
    assert "search_messages" in tool_names(EVERYTHING)
    assert "search_messages" not in tool_names(NAMED)
    assert "no tool" in mistake(invented_session(CASES["rosa"], redaction=NAMED), "search_messages", words="see")


@pytest.mark.parametrize("name", CASES)
def test_every_sort_of_answer_follows_its_schema(name: str) -> None:
    session = invented_session(CASES[name], QUOTES)
    for tool in (*ANSWERS, "list_people"):
        assert call(session, tool)["left_out"] == {"people": 0, "findings": 0}


@few_examples
@given(marked_answers(), st.lists(marked_quotes(), max_size=3), st.sampled_from(LANGUAGES))
def test_without_its_option_no_name_and_no_word_is_told(findings: Findings, quotes: list[Quote], language: str) -> None:
    with language_context(language):
        for redaction, absent in (
            (Redaction(), (NAME_MARK, TYPED_MARK)),
            (Redaction(quotes=True), (NAME_MARK,)),
            (Redaction(names=True), (TYPED_MARK,)),
        ):
            session = invented_session(findings, quotes, redaction)
            told = everything_answered(session, TYPED_MARK).casefold()
            assert [mark for mark in absent if mark in told] == []


def test_nobody_who_writes_is_named_in_messages_also_where_nobody_looks_at_them() -> None:
    quotes = [replace(QUOTES[0], sender="Theodora Quill", text="Theodora told Ms Quill"), *QUOTES]
    told = everything_answered(invented_session(CASES["rosa"], quotes, Redaction(quotes=True)), "told")
    assert "Somebody told Ms Somebody" in told
    assert "Theodora" not in told
    assert "Quill" not in told


@few_examples
@given(marked_answers(), st.lists(marked_quotes(), min_size=1, max_size=3))
def test_marks_would_be_seen(findings: Findings, quotes: list[Quote]) -> None:
    told = everything_answered(invented_session(findings, quotes), TYPED_MARK)
    assert NAME_MARK in told.casefold()


def test_of_the_demo_no_name_and_no_message_is_told(rosa: Studied) -> None:
    told = with_client(read_session(rosa.analysis, Redaction()), everything_told)
    assert [name for name in ("Rosa", "Imke") if name in told] == []
    texts = {text for text in rosa.analysis.messages["text"].drop_nulls().to_list() if len(text.split()) >= 4}
    assert len(texts) > 10_000
    assert [text for text in texts if json.dumps(text, ensure_ascii=False)[1:-1] in told] == []
    assert "see you tonight" in with_client(read_session(rosa.analysis), everything_told)


def test_of_the_demo_it_tells_what_the_terminal_tells(rosa: Studied) -> None:
    session = read_session(rosa.analysis)
    (person,) = call(session, "now", person="rosa")["people"]
    assert person["said"][0] == "This morning was very unlike Rosa."
    now = person["findings"][0]
    assert (now["base"]["messages"], now["base"]["compared"]) == (3, 1330)
    assert 0 < now["rate"]["chance"] < 0.001
    assert now["unchanged"]
    (before,) = call(session, "before")["people"]
    assert before["said"][0] == "It has been so before, and it passed."
    assert "next" not in before["recurrence"]


def test_every_figure_has_its_base_and_every_claim_its_rate(rosa: Studied) -> None:
    session = read_session(rosa.analysis)
    for tool in ("now", "spells", "lasting_changes", "why"):
        answer = call(session, tool)
        assert answer["rate"]
        for finding in answer["people"][0]["findings"]:
            assert finding["base"]["of"]
            assert finding["rate"] or finding["kind"] == "channel"


@pytest.mark.parametrize("tool", ANSWERS)
def test_where_messages_speak_of_harm_help_is_all_that_is_told(tool: str) -> None:
    worried = replace(ROSA, explanations=Explanations(concern=Concern(("chat:41205",))))
    session = invented_session(about(worried), QUOTES)
    (person,) = call(session, tool)["people"]
    assert person["help"] is True
    assert person["said"][0] == "There is help, for you and for them, at any hour."
    assert not any(person.get(part) for part in ("findings", "figures", "recurrence"))
    assert "--all" not in " ".join(person["said"])
    assert "unlike Rosa" not in with_client(session, everything_told)


def test_a_finding_is_a_resource_with_its_messages() -> None:
    async def read(client: Client) -> dict[str, Any]:
        content = (await client.read_resource("unlike://finding/1")).contents[0]
        page: dict[str, Any] = json.loads(getattr(content, "text", ""))
        return page

    page = with_client(invented_session(CASES["rosa"], QUOTES), read)
    assert page["person"]["findings"][0]["id"] == 1
    assert [message["text"] for message in page["messages"] if message["marked"]][:2] == ["yes", "ok"]
    hidden = with_client(invented_session(CASES["rosa"], QUOTES, Redaction()), read)
    assert [message["text"] for message in hidden["messages"] if message["marked"]][:2] == ["[1 word]", "[1 word]"]


@pytest.mark.parametrize(
    "uri", ["unlike://finding/99999", "unlike://finding/0", "unlike://finding/x", "unlike://1", "unlike://finding/١"]
)
def test_a_resource_that_is_not_there_is_said(uri: str) -> None:
    async def read(client: Client) -> None:
        with pytest.raises(MCPError, match="no such resource"):
            await client.read_resource(uri)

    with_client(invented_session(CASES["rosa"]), read)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [({"person": "Zoe"}, "Nobody is called"), ({"who": "1"}, "no argument who"), ({"person": 1}, "not understood")],
)
def test_a_mistake_is_one_sentence(arguments: dict[str, Any], part: str) -> None:
    sentence = mistake(invented_session(CASES["rosa"]), "now", **arguments)
    assert part in sentence
    assert "\n" not in sentence


def test_a_mistake_of_ours_tells_no_word_of_the_chat() -> None:
    class Broken:
        @property
        def findings(self) -> Findings:
            raise ValueError("a secret")

    sentence = mistake(replace(invented_session(CASES["rosa"]), analysis=cast("Analysis", Broken())), "now")
    assert "Something inside broke" in sentence
    assert "secret" not in sentence


def test_the_first_question_is_counted_as_a_look_and_no_other() -> None:
    looks: list[str] = []
    session = replace(invented_session(CASES["rosa"]), count_visit=lambda: looks.append("look"))

    async def asked(client: Client) -> list[int]:
        counts = []
        for tool, arguments in (("weigh", {"draft": "Nothing."}), ("now", {}), ("spells", {}), ("list_people", {})):
            await client.call_tool(tool, arguments)
            counts.append(len(looks))
        return counts

    assert with_client(session, asked) == [0, 1, 1, 1]


def test_a_resource_that_is_read_is_a_look_and_a_list_is_none() -> None:
    looks: list[str] = []
    session = replace(invented_session(CASES["rosa"], QUOTES), count_visit=lambda: looks.append("look"))

    async def read(client: Client) -> list[int]:
        counts = []
        await client.list_resources()
        await client.list_prompts()
        for uri in ("unlike://finding/1", "unlike://people"):
            counts.append(len(looks))
            await client.read_resource(uri)
        await client.call_tool("now", {})
        return [*counts, len(looks)]

    assert with_client(session, read) == [0, 1, 1]


def test_a_prompt_that_is_not_there_is_said() -> None:
    async def get(client: Client) -> None:
        with pytest.raises(MCPError, match="no prompt"):
            await client.get_prompt("spy")
        with pytest.raises(MCPError, match="Nobody is called"):
            await client.get_prompt("look_back", {"person": "Zoe"})

    with_client(invented_session(CASES["rosa"]), get)
