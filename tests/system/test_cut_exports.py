"""Half a download: what can be known to be incomplete is said by every reader, wherever the file was cut."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from bench.reading.fuzz_seeds import SEEDS
from unlike.errors import InputError
from unlike.i18n import translate_lazy
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.base import ReadResult
from unlike.readers.driver import read_results

SAID = re.compile(r"break(s)? off|cut short")
ENDING = {"json": rb"[\]}]\s*,?", "js": rb"[\]}]\s*,?", "html": rb"</\w+>", "xml": rb"/>|>\s*\n"}
"""Where records may end in files that say themselves where they end."""

CASES = [
    (app, name)
    for app, seeds in SEEDS.items()
    for name in seeds
    if "/" not in name and name.rpartition(".")[2] in ENDING and not SEEDS[app][name].startswith(b'{"date"')
]
LINES = {
    "viber": ("Ines.txt", b"22/05/2024,10"),
    "kakaotalk": ("windows.txt", "[Tom Ahl] [오전 10:0".encode()),
    "irc": ("irssi.log", b"10:01 <@To"),
    "matrix": ("matrix - Lake - Chat Export - x.txt", b"5/2/2024, 10:0"),
    "whatsapp": ("android.txt", b"15/11/2025, 10"),
    "zoom": ("2024-05-01 Rowers.txt", b"10:03:00\t Fr"),
    "imessage": ("Ines.txt", b"May 01, 2024 10"),
}


def said_in(path: Path, content: bytes) -> list[bool]:
    """Of each conversation that is read, whether it says that the file breaks off; none where it is refused."""
    path.write_bytes(content)
    results: list[ReadResult] = []
    with suppress(InputError):
        results = read_results([path], ReadOptions(ZoneInfo("UTC"), "dmy"))
    parts = [result for result in results if isinstance(result, ParsedConversation)]
    return [
        part.conversation.breaks_off or any(SAID.search(translate_lazy(note)) for note in part.conversation.notes)
        for part in parts
    ]


def cuts(content: bytes, ending: bytes) -> Iterator[int]:
    """Places before the end: some of those where a record may end, and some others."""
    chance = random.Random(len(content))  # noqa: S311 - no secret
    whole = len(content.rstrip().rstrip(b";"))
    ends = [match.end() for match in re.finditer(ending, content) if match.end() < whole]
    yield from sorted({*chance.sample(ends, min(8, len(ends))), *(chance.randrange(1, whole) for _ in range(5))})


@pytest.mark.parametrize(("app", "name"), CASES)
def test_files_that_say_where_they_end(app: str, name: str, tmp_path: Path) -> None:
    content = SEEDS[app][name]
    if content.rstrip().endswith(b"</html>"):
        content = content.rstrip().removesuffix(b"</html>")  # below which nothing stands
    for cut in cuts(content, ENDING[name.rpartition(".")[2]]):
        said = said_in(tmp_path / name, content[:cut])
        assert any(said) or not said, (cut, content[max(cut - 30, 0) : cut])


@pytest.mark.parametrize("app", LINES)
def test_texts_that_end_within_the_beginning_of_a_message(app: str, tmp_path: Path) -> None:
    name, begun = LINES[app]
    content = SEEDS[app][name]
    assert not any(said_in(tmp_path / name, content))
    assert any(said_in(tmp_path / name, content + begun))
    assert not any(said_in(tmp_path / name, content + b"10:30"))  # as somebody may have typed it


@pytest.mark.parametrize("size", [1, 40, 400])
def test_a_zip_that_is_cut_is_refused(size: int, tmp_path: Path) -> None:
    path = tmp_path / "chat.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr("_chat.txt", SEEDS["whatsapp"]["american.txt"])
    content = path.read_bytes()
    assert said_in(path, content[: len(content) - size]) == []


@pytest.mark.parametrize("name", ["all.mbox", "answer.eml"])
def test_a_mail_that_ends_before_its_last_part_does(name: str, tmp_path: Path) -> None:
    content = SEEDS["mail"]["answer.eml"]
    start = b"From - Wed May 01 10:00:00 2024\n" if name.endswith("mbox") else b""
    assert said_in(tmp_path / name, start + content) == [False]
    for cut in range(content.index(b"\n\n") + 2, len(content.rstrip()), 9):
        with suppress(IndexError):
            assert said_in(tmp_path / name, start + content[:cut])[0]
