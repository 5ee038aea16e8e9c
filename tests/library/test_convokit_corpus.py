"""Histories as a corpus of ConvoKit are read back: nothing lost but what the format lacks, nothing invented."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_IMODE
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike import api
from unlike.errors import OutputError
from unlike.library.convokit_corpus import write_convokit
from unlike.library.stored_chats import StoredChat
from unlike.library.stored_histories import StoredHistory
from unlike.messages import KIND_NAMES, SCHEMA, conform
from unlike.readers import ParsedConversation
from unlike.readers.base import Conversation

FIRST = datetime(2024, 3, 31, 0, 30, tzinfo=UTC)
CHAT = StoredChat(1, "Rowers", "whatsapp", True, None, 0, None, None, 0, 1, ())  # noqa: FBT003 - a group
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff") | st.just("\n"), min_size=1)
STEPS = (0, 1, 999_999, 3_600_000_000, 86_400_000_000)
"""Microseconds from one message to the next."""


@st.composite
def stored_histories(draw: st.DrawFn, number: int) -> StoredHistory:
    """A history of up to ten rows, with every kind that there is, and answers to what is there and what is not."""
    rows: list[dict[str, Any]] = []
    at = FIRST
    for place in range(draw(st.integers(1, 10))):
        at += timedelta(microseconds=draw(st.sampled_from(STEPS)))
        kind = draw(st.sampled_from(KIND_NAMES))
        text = draw(TEXTS.filter(lambda words: bool(words.strip())))
        rows.append(
            {
                "sent_at": at,
                "sender": None if kind == "system" else draw(st.sampled_from(("Imke", "Rosa", "Lou Ñ"))),
                "text": text if kind == "text" or (kind != "deleted" and draw(st.booleans())) else None,
                "kind": kind,
                "reply_to": draw(st.sampled_from((None, "m0", f"m{place}", "elsewhere"))),
                "ref": f"m{place}",
            }
        )
    schema = {name: kind for name, kind in SCHEMA.items() if name in rows[0]}
    table = conform(pl.DataFrame(rows, schema=schema), f"whatsapp:{number}", "whatsapp")
    title = f"Rowers {number}"
    conversation = Conversation(f"whatsapp:{number}", title, "whatsapp", True, "Imke", timedelta(minutes=1))  # noqa: FBT003
    history = ParsedConversation(conversation, table)
    return StoredHistory(replace(CHAT, number=number), history, pl.repeat(value=False, n=table.height, eager=True))


LIBRARIES = st.integers(1, 3).flatmap(lambda number: st.tuples(*map(stored_histories, range(1, number + 1))))


def written_rows(stored: StoredHistory) -> pl.DataFrame:
    """Rows that the format can hold: those by people."""
    plain = stored.history.messages.with_columns(pl.col("sender", "kind").cast(pl.String))
    return plain.filter(pl.col("kind") != "system")


@given(LIBRARIES)
def test_what_is_written_is_read_back(library: tuple[StoredHistory, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus")
        number = write_convokit(library, path)
        tables = {stored.history.conversation.title: written_rows(stored) for stored in library}
        expected = {title: table for title, table in tables.items() if table.height}
        assert number == sum(table.height for table in expected.values())
        if not expected:
            return
        chats = api.read(path, zone=ZoneInfo("UTC"))
    read = {part.conversation.title: part for part in chats.parts}
    assert read.keys() == expected.keys()
    for title, table in expected.items():
        _compare(read[title], table)


def _compare(part: ParsedConversation, table: pl.DataFrame) -> None:
    """Hold a conversation as read against what was written."""
    back = part.messages.with_columns(pl.col("sender", "kind").cast(pl.String))
    assert part.conversation.skipped == ()
    assert back.select("sent_at", "sender", "text").rows() == table.select("sent_at", "sender", "text").rows()
    kinds = ["text" if kind == "call" and text else kind for kind, text in table.select("kind", "text").rows()]
    assert back["kind"].to_list() == kinds
    assert part.conversation.owner == ("Imke" if "Imke" in table["sender"] else None)
    place = {ref: at for at, ref in enumerate(table["ref"])}
    answers = [place.get(reply) if reply else None for reply in table["reply_to"]]
    back_place = {ref: at for at, ref in enumerate(back["ref"])}
    assert [None if reply is None else back_place[reply] for reply in back["reply_to"]] == answers


@given(LIBRARIES)
def test_the_files_are_those_that_convokit_loads(library: tuple[StoredHistory, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus")
        write_convokit(library, path)
        lines = (path / "utterances.jsonl").read_text("ascii").splitlines()
        files = {file.name: json.loads(file.read_text("ascii")) for file in path.glob("*.json")}
        assert {S_IMODE(file.stat().st_mode) for file in path.iterdir()} == {0o600}
        assert S_IMODE(path.stat().st_mode) == 0o700
    assert files.keys() == {"speakers.json", "conversations.json", "corpus.json", "index.json"}
    utterances = [json.loads(line) for line in lines]
    ids = [utterance["id"] for utterance in utterances]
    assert len(ids) == len(set(ids))
    for utterance in utterances:
        assert isinstance(utterance["text"], str)
        assert isinstance(utterance["timestamp"], int | float)
        assert utterance["speaker"] in files["speakers.json"]
        assert utterance["conversation_id"] in files["conversations.json"]
        assert utterance["conversation_id"] in ids
        assert utterance["reply-to"] is None or utterance["reply-to"] in ids
        assert utterance["meta"].keys() == files["index.json"]["utterances-index"].keys()
    indexed = {"speakers": "speakers", "conversations": "conversations"}
    for name, index in indexed.items():
        for held in files[f"{name}.json"].values():
            assert held["meta"].keys() == files["index.json"][f"{index}-index"].keys()
            assert held["vectors"] == []
    assert files["corpus.json"].keys() == files["index.json"]["overall-index"].keys()
    assert files["index.json"]["version"] == 1


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    with pytest.raises(OutputError, match="something is there already"):
        write_convokit((), tmp_path / "corpus")
    assert list(tmp_path.iterdir()) == [tmp_path / "corpus"]
    assert list((tmp_path / "corpus").iterdir()) == []


def test_a_corpus_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Any:  # noqa: ANN401 - an iterator that fails
        yield from ()
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        write_convokit(broken(), tmp_path / "corpus")
    assert list(tmp_path.iterdir()) == []
