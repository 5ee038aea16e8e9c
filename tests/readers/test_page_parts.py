from __future__ import annotations

import pytest

from unlike.readers.apps.meta.page_blocks import page_messages
from unlike.readers.testkit import memory_export

BLOCK = (
    '<div class="_a6-g uiBoxWhite"><h2 class="_a6-h">Ada Ek</h2><div class="_a6-p"><div><div></div><div>{words}</div>'
    '</div></div><div class="_a6-o">May 01, 2024 10:00 am</div></div>'
)
NAMES = BLOCK[: BLOCK.index('<div class="_a6-p">')].replace("Ada Ek", "Participants: Ada Ek") + "</div>"


def messages(inside: str) -> list[tuple[str, str | None, str, bool]]:
    file = memory_export({"message_1.html": f"<html><body>{inside}</body></html>".encode()}).only
    found = page_messages(file, lambda _done, _all: None)
    return [(message.sender, message.text, message.date, message.is_by_place) for message in found]


@pytest.mark.parametrize(
    "lost", [(), ("_a6-g uiBoxWhite",), ("_a6-h",), ("_a6-p", "_a6-o"), ("_a6-h", "_a6-p", "_a6-o")]
)
@pytest.mark.parametrize("new", ["", "new"])
def test_parts_without_their_classes_are_told_by_their_places(lost: tuple[str, ...], new: str) -> None:
    blocks = NAMES + BLOCK.format(words="one") + BLOCK.format(words="two")
    for name in lost:
        blocks = blocks.replace(name, new)
    expected = [("Ada Ek", words, "May 01, 2024 10:00 am", bool(lost)) for words in ("one", "two")]
    assert messages(blocks) == expected


def test_names_alone_are_no_message() -> None:
    assert messages(NAMES) == []
    assert messages(NAMES.replace("_a6-g uiBoxWhite", "")) == []
