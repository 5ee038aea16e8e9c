"""What a reader said of a conversation comes back from its JSON, sentences in every language."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import language_context, lazy, lazy_plural, mark, translate_lazy, verbatim
from unlike.library.conversation_json import decode_conversation, encode_conversation
from unlike.readers.base import Conversation, SkippedRecord
from unlike.readers.coverage import Coverage

NOTE = lazy_plural(
    "{number} message stood in several of them and counts once.",
    "{number} messages stood in several of them and count once.",
    1_200,
)
CONVERSATION = Conversation(
    key="telegram:1",
    title="Jule {x} “Ö”",
    app="telegram",
    group=True,
    owner="Malte",
    clock=timedelta(milliseconds=1),
    skipped=(SkippedRecord(lazy("line {number}", number=3), mark("no date is in it"), 4), SkippedRecord("L9", "{why}")),
    notes=(NOTE, lazy("{files}: {note}", files="a {b}", note=verbatim(NOTE)), mark("It is closed.")),
    coverage=Coverage(messages=5, system=1, skipped=2, total=8),
    has_ids=True,
    predecessor="Jule before",
    medium_limits=(
        MediumLimit(MediumLimitKind.OWN_MESSAGES),
        MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, datetime(2024, 1, 2, tzinfo=UTC), None),
    ),
)


def test_a_conversation_comes_back() -> None:
    assert decode_conversation(encode_conversation(CONVERSATION)) == CONVERSATION


@pytest.mark.parametrize("language", ["en", "de"])
def test_its_sentences_come_back_in_every_language(language: str) -> None:
    decoded = decode_conversation(encode_conversation(CONVERSATION))
    with language_context(language):
        assert [translate_lazy(note) for note in decoded.notes] == [translate_lazy(note) for note in CONVERSATION.notes]
        assert translate_lazy(decoded.skipped[0].ref) == translate_lazy(CONVERSATION.skipped[0].ref)


def test_a_key_of_a_later_version_is_left_out() -> None:
    document = json.loads(encode_conversation(CONVERSATION)) | {"mood": "fine"}
    assert decode_conversation(json.dumps(document)) == CONVERSATION
