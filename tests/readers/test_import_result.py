"""An import under other answers is what a new reading with them would be."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from example_counts import examples
from unlike.errors import BrokenExportError, DateOrderError
from unlike.i18n import translate_lazy
from unlike.readers import Import, Interpretation, Reader, ReadOptions, read
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.import_result import with_unique_keys
from unlike.readers.times import moment

HERE = Path(__file__).parent
READERS: tuple[Reader, ...] = (WhatsAppReader(), TelegramReader())
EXPORTS = sorted([*HERE.glob("whatsapp/*.txt"), *(HERE / "telegram").glob("*[a-z].json")])
EXPORTS = [path for path in EXPORTS if ".messages." not in path.name]
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
ORDERS = (None, "dmy", "mdy")
OPEN = "1/2/25, 10:00 - Imke: hi\n1/3/25, 02:30 - Bo: oh\n1/3/25, 02:30 - Imke added Bo\n"
BOTH = "13/2/25, 10:00 - Imke: hi\n2/14/25, 02:30 - Bo: oh\n3/4/25, 02:30 - Imke: so\n"
"""One line can be read only day first, another only month first: what starts a message depends on the answer."""


@cache
def imported_once(path: Path, zone: str, order: str | None) -> Import:
    """An export of this folder, which stays as it is."""
    return imported([path], zone, order)


def imported(paths: list[Path], zone: str, order: str | None) -> Import:
    return read(paths, ReadOptions(ZoneInfo(zone), order), READERS)


def assert_same(one: Import, other: Import) -> None:
    assert one.conversations == other.conversations
    assert one.zone == other.zone
    assert [(q.path, q.example) for q in one.questions] == [(q.path, q.example) for q in other.questions]
    assert_frame_equal(one.messages, other.messages)
    for part, twin in zip(one.parts, other.parts, strict=True):
        assert_frame_equal(part.messages, twin.messages)


def written(folder: Path, texts: dict[str, str]) -> list[Path]:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("zone", ZONES)
def test_every_export_in_every_zone(path: Path, zone: str) -> None:
    for order in ORDERS:
        anew = imported_once(path, zone, order)
        for before in ("UTC", "Australia/Lord_Howe"):
            first = imported_once(path, before, None)
            assert_same(first.interpreted(Interpretation(ZoneInfo(zone), order)), anew)


@examples(25)
@given(
    st.lists(st.tuples(st.sampled_from(ZONES), st.sampled_from(ORDERS)), min_size=2, max_size=4),
    st.lists(st.sampled_from([OPEN, BOTH, OPEN + "2/13/25, 02:30 - Bo: yes\n"]), min_size=1, max_size=3),
)
def test_one_answer_after_another(
    tmp_path_factory: pytest.TempPathFactory, answers: list[tuple[str, str | None]], texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    paths = written(folder, {f"{number}.txt": text for number, text in enumerate(texts)})
    found = imported(paths, *answers[0])
    for zone, order in answers[1:]:
        found = found.interpreted(Interpretation(ZoneInfo(zone), order))
        assert_same(found, imported(paths, zone, order))


def test_a_question_leaves_what_could_be_read_in_the_table(tmp_path: Path) -> None:
    paths = written(tmp_path, {"a.txt": OPEN, "b.txt": "13/2/25, 10:00 - Imke: hi\n"})
    found = imported(paths, "UTC", None)
    assert [part.key for part in found.conversations] == ["b"]
    assert [(question.path, question.example) for question in found.questions] == [(paths[0], "1/2/25")]
    assert found.messages.height == 1
    with pytest.raises(DateOrderError, match="1/2/25"):
        found.require_answers()
    answered = found.interpreted(Interpretation(ZoneInfo("UTC"), "mdy")).require_answers()
    assert [part.key for part in answered.conversations] == ["a", "b"]
    assert answered.messages.height == 4


def test_answers_do_not_open_the_export_again(tmp_path: Path) -> None:
    paths = written(tmp_path, {"a.txt": OPEN})
    old = HERE / "telegram" / "old.json"
    shutil.copy(old, tmp_path / "old.json")
    found = imported([*paths, tmp_path / "old.json"], "UTC", None)
    wanted = imported([*paths, tmp_path / "old.json"], "Europe/Berlin", "dmy")
    for path in tmp_path.iterdir():
        path.unlink()
    assert_same(found.interpreted(Interpretation(ZoneInfo("Europe/Berlin"), "dmy")), wanted)


def test_two_of_one_name_and_the_same_twice_keep_their_notes(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    paths = written(
        tmp_path, {"a.txt": OPEN, "copy.txt": OPEN, "x/a.txt": OPEN.replace("hi", "hello").replace("oh", "no")}
    )
    found = imported(paths, "UTC", "dmy").interpreted(Interpretation(ZoneInfo("Europe/Berlin"), "mdy"))
    assert_same(found, imported(paths, "Europe/Berlin", "mdy"))
    assert [part.key for part in found.conversations] == ["a", "a (2)"]


def test_moments_depend_on_nothing(tmp_path: Path) -> None:
    entry = {"id": 1, "type": "message", "date_unixtime": "1700000001", "from": "A", "from_id": "user1", "text": "hi"}
    content = json.dumps({"name": "A", "type": "personal_chat", "id": 1, "messages": [entry]})
    found = imported(written(tmp_path, {"result.json": content}), "UTC", None)
    assert found.parts[0].reinterpret is None


def test_a_day_that_a_zone_left_out_has_moments_all_the_same() -> None:
    noon = pl.DataFrame({"at": [datetime(2011, 12, 30, 12)]}).select(moment(pl.col("at"), ZoneInfo("Pacific/Apia")))  # noqa: DTZ001 - a wall clock
    assert noon["at"].to_list() == [datetime(2011, 12, 30, 22, tzinfo=UTC)]


def test_a_file_that_is_gone_when_it_must_be_split_again_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = written(tmp_path, {"a.txt": BOTH})
    found = imported(paths, "UTC", None)

    def broken(self: Path, mode: str = "r") -> BinaryIO:
        raise EOFError(self, mode)

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(BrokenExportError, match=r"a\.txt"):
        found.interpreted(Interpretation(ZoneInfo("UTC"), "dmy"))


def test_two_of_one_key_in_one_export_do_not_speak_of_another_one(tmp_path: Path) -> None:
    """A reader of another package may give two conversations one key."""
    (part,) = imported(written(tmp_path, {"a.txt": BOTH.replace("13/2", "12/2")}), "UTC", "dmy").parts
    parts = [part, part, replace(part, origin=("b.txt", "b.txt"))]
    first, second, third = with_unique_keys(parts)
    assert len({one.conversation.key for one in (first, second, third)}) == 3
    assert "The export holds another" in translate_lazy(second.conversation.notes[-1])
    assert "Another export" in translate_lazy(third.conversation.notes[-1])
