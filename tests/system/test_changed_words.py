"""Words of a message under another key, or in another form, than an app writes: read, or something is said."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from bench.reading.fuzz_seeds import SEEDS
from unlike.errors import InputError
from unlike.readers import ReadOptions, read

OPTIONS: Final = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
FILES: Final = (
    ("telegram", "one_chat.json", ("text", "rich_message")),
    ("messenger", "message_1.json", ("content",)),
    ("messenger", "Ines Ek_4.json", ("text",)),
    ("instagram", "message_2.json", ("content",)),
    ("discord", "channel.json", ("content",)),
)
CHANGES: Final[tuple[Callable[[Any], Any], ...]] = (
    lambda value: {"value": value},
    lambda value: [{"value": value}],
    lambda _value: {"new": ["x"]},
)


def texts(path: Path) -> tuple[list[str], set[str]]:
    try:
        imported = read([path], OPTIONS)
    except InputError as error:
        return [], {str(error)}
    remarks = {str(note) for chat in imported.conversations for note in (*chat.notes, *chat.skipped)}
    return sorted(imported.messages["text"].drop_nulls().to_list()), remarks


def holders(value: Any, keys: tuple[str, ...], above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """The places of fields in a JSON document that have words."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in pairs:
        if key in keys and inside:
            yield (*above, key)
            continue  # what it is made of is the app's own
        yield from holders(inside, keys, (*above, key))


@pytest.mark.parametrize(("app", "name", "keys"), FILES, ids=str)
def test_words_in_another_form(app: str, name: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    document = json.loads(SEEDS[app][name])
    path = tmp_path / name
    path.write_text(json.dumps(document), "utf-8")
    before = texts(path)
    assert before[0]
    for place in holders(document, keys):
        for change in CHANGES:
            other = copy.deepcopy(document)
            holder = other
            for step in place[:-1]:
                holder = holder[step]
            holder[place[-1]] = change(holder[place[-1]])
            path.write_text(json.dumps(other), "utf-8")
            after = texts(path)
            assert after[0] == before[0] or after[1] - before[1], place
