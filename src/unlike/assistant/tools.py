"""The tools: what each is called, says of itself, takes, answers, and how its answer gets shorter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unlike.assistant.answer_budget import (
    fewer_chats,
    fewer_findings,
    fewer_messages,
    fewer_passages,
    fewer_people,
    fit_budget,
)
from unlike.assistant.answer_types import (
    BeforeAnswer,
    DraftAnswer,
    FindingsAnswer,
    PeopleAnswer,
    SearchAnswer,
    UsualAnswer,
)
from unlike.assistant.assistant_session import AssistantSession
from unlike.assistant.chat_answers import people_answer, search_answer
from unlike.assistant.draft_text import draft_answer
from unlike.assistant.person_answers import (
    before_answer,
    lasting_answer,
    now_answer,
    spells_answer,
    usual_answer,
    why_answer,
)
from unlike.assistant.tool_arguments import DraftArgument, NoArguments, PersonArgument, SearchArguments, parse_arguments

Answering = Callable[[AssistantSession, Any], Any]
Shortening = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class AssistantTool:
    """A tool that only reads.

    Attributes:
        name, title, description: how it presents itself to a program.
        arguments, answer: dataclasses of what it takes and gives.
        run: gives the answer from the session and the arguments.
        shortened: gives the answer one step shorter; None where nothing can be left out any more.
        quotes: it is there only where messages may be shown.
    """

    name: str
    title: str
    description: str
    arguments: type
    answer: type
    run: Answering
    shortened: Shortening
    quotes: bool = False

    def call(self, session: AssistantSession, raw_arguments: Mapping[str, Any] | None) -> Any:  # noqa: ANN401 - of type `answer`
        """The answer, within the budget of the session.

        Raises:
            UnlikeError: the arguments cannot be used.
        """
        answer = self.run(session, parse_arguments(self.arguments, raw_arguments))
        return fit_budget(answer, session.budget, self.shortened)


def _person_tool(
    name: str, title: str, description: str, answer_person: Callable[..., Any], answer: type = FindingsAnswer
) -> AssistantTool:
    """A tool that takes a person and nothing else."""
    shorten = fewer_findings if answer is FindingsAnswer else fewer_people
    return AssistantTool(
        name,
        title,
        description,
        PersonArgument,
        answer,
        lambda session, arguments: answer_person(session, arguments.person),
        shorten,
    )


TOOLS: tuple[AssistantTool, ...] = (
    AssistantTool(
        "list_people",
        "Chats and people",
        "Chats that were read, what of them was not, and their people with the ids that other tools take. Start here.",
        NoArguments,
        PeopleAnswer,
        lambda session, _arguments: people_answer(session),
        fewer_chats,
    ),
    _person_tool(
        "now",
        "Now",
        "Whether the last messages or days are unlike this person, held against their own earlier ones, what did not "
        "change, and what waits for an answer.",
        now_answer,
    ),
    _person_tool(
        "spells",
        "Spells",
        "Days that were unlike this person and passed, or go on, each with how it ended.",
        spells_answer,
    ),
    _person_tool(
        "lasting_changes",
        "Lasting changes",
        "Changes in how this person writes that stayed, and days in which the conversation changed and not the person.",
        lasting_answer,
    ),
    _person_tool(
        "before",
        "Before",
        "Whether it has been so before: how many spells, how long, how regular, and how they ended.",
        before_answer,
        BeforeAnswer,
    ),
    _person_tool(
        "why",
        "The days before",
        "What the messages of the days before tell more of than usual, the same days in other chats, and the owner's "
        "own. The reason may simply not be in the chat.",
        why_answer,
    ),
    _person_tool(
        "usual",
        "What is usual",
        "What is usual for this person, routines, and what this history could have shown.",
        usual_answer,
        UsualAnswer,
    ),
    AssistantTool(
        "search_messages",
        "Search messages",
        "Messages that hold some words, the latest first.",
        SearchArguments,
        SearchAnswer,
        lambda session, arguments: search_answer(session, arguments.words, arguments.person),
        fewer_messages,
        quotes=True,
    ),
    AssistantTool(
        "weigh",
        "Weigh a draft",
        "Read what you mean to say before you say it: finds motives, feelings, diagnoses, verdicts, numbers without "
        "their base and unkind advice, each with a better turn.",
        DraftArgument,
        DraftAnswer,
        lambda _session, arguments: draft_answer(arguments.draft),
        fewer_passages,
    ),
)


def session_tools(session: AssistantSession) -> tuple[AssistantTool, ...]:
    """The tools that a session offers."""
    return tuple(tool for tool in TOOLS if session.redaction.quotes or not tool.quotes)
