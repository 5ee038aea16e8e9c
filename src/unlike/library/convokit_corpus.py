"""Histories of the library as a corpus of ConvoKit: a folder of five files that its `Corpus(filename=…)` loads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

from unlike.library.private_output import new_private_folder
from unlike.library.stored_histories import StoredHistory

CONVOKIT: Final = "convokit"
"""Name of the format."""

_DELETED: Final = "[deleted]"
"""What ConvoKit's corpora write in the place of words that were taken away."""
_SYSTEM: Final = "system"
_MICROSECONDS: Final = 1_000_000
_TEXT, _NUMBER, _FLAG = ["<class 'str'>"], ["<class 'int'>"], ["<class 'bool'>"]
_INDEX: Final = {
    "utterances-index": {"kind": _TEXT, "ref": _TEXT, "edited": _FLAG, "lacking": _FLAG},
    "speakers-index": {"is_owner": _FLAG},
    "conversations-index": {"title": _TEXT, "app": _TEXT, "is_group": _FLAG, "chat": _NUMBER, "owner": _TEXT},
    "overall-index": {"generator": _TEXT},
    "version": 1,
    "vectors": [],
}
"""Fields of `meta` and their types, as ConvoKit's index names them."""


@dataclass(slots=True)
class Corpus:
    """Contents of the files beside the utterances, gathered while these are written.

    Attributes:
        speakers: whether each speaker is the owner in some chat, by name.
        conversations: metadata of each conversation, by its id.
        utterances: number that was written.
    """

    speakers: dict[str, bool] = field(default_factory=dict)
    conversations: dict[str, dict[str, Any]] = field(default_factory=dict)
    utterances: int = 0

    def add(self, stored: StoredHistory) -> Iterator[dict[str, Any]]:
        """Utterances of a history: its messages without the app's own lines, in their order."""
        owner = stored.chat.owner or stored.history.conversation.owner
        rows = _message_rows(stored)
        ids = {ref: _utterance_id(stored, number) for number, ref in enumerate(rows["ref"])}
        if not ids:
            return
        first = _utterance_id(stored, 0)
        conversation = stored.history.conversation
        self.conversations[first] = {
            "title": conversation.title,
            "app": conversation.app,
            "is_group": conversation.group,
            "chat": stored.chat.number,
            "owner": owner or "",
        }
        for number, row in enumerate(rows.iter_rows(named=True)):
            speaker = row["sender"] or ""
            self.speakers[speaker] = self.speakers.get(speaker, False) or speaker == owner
            self.utterances += 1
            yield _utterance_object(row, _utterance_id(stored, number), first, ids)

    def files(self) -> Mapping[str, object]:
        """Contents of the other files by their names."""
        speakers = {name: {"is_owner": is_owner} for name, is_owner in self.speakers.items()}
        return {
            "speakers.json": _with_meta(speakers),
            "conversations.json": _with_meta(self.conversations),
            "corpus.json": {"generator": "unlike"},
            "index.json": _INDEX,
        }


def write_convokit(histories: Iterable[StoredHistory], path: Path) -> int:
    """Write histories as a corpus to a new folder, and return the number of its utterances.

    Args:
        histories: conversations of the library.
        path: where nothing is yet.

    Raises:
        OutputError: something is there already, or it cannot be written.
    """
    corpus = Corpus()
    with new_private_folder(path) as folder:
        with (folder / "utterances.jsonl").open("w", encoding="ascii") as file:
            for stored in histories:
                file.writelines(f"{json.dumps(utterance)}\n" for utterance in corpus.add(stored))
        for name, content in corpus.files().items():
            (folder / name).write_text(json.dumps(content), encoding="ascii")
    return corpus.utterances


def _message_rows(stored: StoredHistory) -> pl.DataFrame:
    messages = stored.history.messages.with_columns(
        pl.col("sender", "kind").cast(pl.String), pl.col("sent_at").dt.epoch("us"), lacking=stored.lacking
    )
    return messages.filter(pl.col("kind") != _SYSTEM)


def _utterance_id(stored: StoredHistory, number: int) -> str:
    """Id of an utterance, which no other chat of the library has."""
    return f"chat{stored.chat.number}-{number}"


def _utterance_object(
    row: Mapping[str, Any], utterance_id: str, conversation: str, ids: Mapping[str, str]
) -> dict[str, Any]:
    """A row as an utterance; an answer to something that is not there answers nothing."""
    seconds, fraction = divmod(row["sent_at"], _MICROSECONDS)
    text = _DELETED if row["kind"] == "deleted" and not row["text"] else row["text"] or ""
    return {
        "id": utterance_id,
        "conversation_id": conversation,
        "text": text,
        "speaker": row["sender"] or "",
        "meta": {
            "kind": row["kind"],
            "ref": row["ref"],
            "edited": row["edited_at"] is not None,
            "lacking": bool(row["lacking"]),
        },
        "reply-to": ids.get(row["reply_to"] or ""),
        "timestamp": row["sent_at"] / _MICROSECONDS if fraction else seconds,
        "vectors": [],
    }


def _with_meta(objects: Mapping[str, object]) -> dict[str, object]:
    return {object_id: {"meta": meta, "vectors": []} for object_id, meta in objects.items()}
