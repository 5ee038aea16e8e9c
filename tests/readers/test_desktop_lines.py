"""Messages that signal-export wrote: what was typed is never taken for something of the app's."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ReadOptions
from unlike.readers.apps.signal import SignalReader
from unlike.readers.testkit import parse

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))


def kind_and_text(body: str, **more: Any) -> tuple[str, str | None]:  # noqa: ANN401 - any value of JSON
    line: dict[str, Any] = {"date": "2025-01-01T10:00:00", "sender": "Rosa", "body": f"{body}  ", "quote": ""}
    line |= {"sticker": None, "reactions": [], "attachments": [], **more}
    (part,) = parse(SignalReader(), json.dumps(line).encode() + b"\n", "data.json", OPTIONS)
    assert part.messages["sender"].to_list() == ([None] if part.messages["kind"][0] == "system" else ["Rosa"])
    return part.messages["kind"][0], part.messages["text"][0]


@pytest.mark.parametrize("words", ["Missed call", "Incoming voice call (declined)", "Outgoing call"])
def test_words_that_look_like_a_call_are_words_where_the_file_tells_calls(words: str) -> None:
    assert kind_and_text(words, call=False) == ("text", words)
    assert kind_and_text(words, call=True) == ("call", None)
    assert kind_and_text(words) == ("call", None)


@pytest.mark.parametrize("more", [{"quote": "\n\n> hi\n\n"}, {"reactions": [["Me", "👍"]]}])
def test_a_message_without_words_that_answers_or_was_answered_is_somebody_s(more: dict[str, Any]) -> None:
    assert kind_and_text("", **more) == ("media", None)
    assert kind_and_text("") == ("system", None)
