"""Where too much of an export was not read, nothing is said about anybody, in any face."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from corpus_folders import small_chat
from example_findings import CHAT
from ready_analyses import remember_analyses
from unlike.analysis.unread_records import unread_records
from unlike.cli import main
from unlike.presentation.json.document import schema
from unlike.presentation.sentences.findings.no_findings import unread_sections, unread_sentence
from unlike.readers import Conversation, Coverage, SkippedRecord
from unlike.synthetic import write_telegram

if TYPE_CHECKING:
    from conftest import Studied


@pytest.fixture(scope="module", autouse=True)
def remembered() -> Iterator[None]:
    """An export is analysed once for all its faces."""
    with pytest.MonkeyPatch.context() as patch:
        remember_analyses(patch, {})
        yield


def conversation(read: int, *skipped: int, doubtful: int = 0, ambiguous: int = 0) -> Conversation:
    records = tuple(SkippedRecord(f"L{place}", "why", size) for place, size in enumerate(skipped))
    coverage = Coverage(read, 0, len(records), read + len(records), doubtful=doubtful, ambiguous=ambiguous)
    return Conversation(
        "a", "a", "test", group=False, owner=None, clock=timedelta(minutes=1), skipped=records, coverage=coverage
    )


@pytest.mark.parametrize(
    ("described", "too_many"),
    [
        (conversation(1_000), False),
        (conversation(1_000, 1, 1), False),
        (conversation(40, 1, 1), False),  # the first and last lines of a file
        (conversation(40, 1, 1, 1), True),
        (conversation(1_000, *[1] * 29), False),
        (conversation(1_000, *[1] * 40), True),
        (conversation(1_000, 40), True),  # one run of forty lines
        (conversation(1_000, doubtful=40), True),
        (conversation(1_000, 12, doubtful=25), True),
        (conversation(1_000, 12, doubtful=13, ambiguous=12), True),
        (conversation(0, 0), False),
    ],
)
def test_a_few_per_cent_are_too_many(described: Conversation, too_many: bool) -> None:
    assert unread_records(described).too_many is too_many


def test_a_run_of_lines_counts_by_its_lines() -> None:
    unread = unread_records(conversation(100, 7, 1, doubtful=1, ambiguous=1))
    assert (unread.skipped, unread.doubtful, unread.ambiguous, unread.total, unread.number) == (8, 1, 1, 110, 10)


@pytest.mark.parametrize("ambiguous", [0, 2, 3])
def test_what_was_read_in_one_of_two_ways_is_not_said_to_be_unread(ambiguous: int) -> None:
    unread = unread_records(conversation(1_000, ambiguous=ambiguous))
    headlines = [section.headline for section in unread_sections(replace(CHAT, unread=unread))]
    assert [sentence.split(" can be read in two ways")[0] for sentence in headlines] == [
        f"{number} places in this export" for number in [ambiguous] * (ambiguous > 2)
    ]
    assert not any("not read" in sentence for sentence in headlines)


def test_too_many_of_two_ways_are_named_for_what_they_are() -> None:
    assert "or can be read in two ways" in unread_sentence(unread_records(conversation(100, ambiguous=9)))
    assert "two ways" not in unread_sentence(unread_records(conversation(100, doubtful=9)))


@pytest.fixture(scope="module")
def half_read(small: Studied, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a pair, in which a tenth of the messages bears no date."""
    path = tmp_path_factory.mktemp("half") / "result.json"
    write_telegram(small.chat, path)
    export = json.loads(path.read_text("utf-8"))
    for entry in export["messages"][::10]:
        entry["date"] = entry["date_unixtime"] = "soon"
    path.write_text(json.dumps(export), encoding="utf-8")
    return path


def test_no_face_gives_an_answer(half_read: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    given = [str(half_read), "--me", "Imke", "--timezone", "Europe/Berlin"]
    assert main(["check", *given]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert "Part of this chat could not be read, so nothing is said about Rosa." in screen
    assert "unlike Rosa" not in screen
    assert "The chat does not say" not in screen
    assert "Part of the chat was not read, and it may say more." in screen
    report = tmp_path / "report.html"
    assert main(["report", *given, "--names", "--html", str(report)]) == 0
    assert "Part of this chat could not be read" in report.read_text("utf-8")
    capsys.readouterr()
    assert main(["check", *given, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(schema()).validate(document)
    (about,) = document["conversations"]
    assert about["unread"]["too_many"]
    (person,) = about["people"]
    assert person["now"] is None
    assert person["spells"] == []
    assert not person["enough"]
    assert "were not read as messages" in person["needs"]


def test_an_export_that_breaks_off_says_nothing_about_now(
    small: Studied, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tmp_path / "whole.json"
    write_telegram(small.chat, whole)
    path = tmp_path / "result.json"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    given = [str(path), "--me", small.chat.owner, "--timezone", "Europe/Berlin"]
    assert main(["check", *given]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    headline, said = screen.index("The export breaks off: what was written after"), screen.index(small.chat.other, 20)
    assert headline < said
    assert "Nothing now is unlike" not in screen
    assert main(["check", *given, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(schema()).validate(document)
    assert document["conversations"][0]["unread"]["breaks_off"]
    assert document["conversations"][0]["people"][0]["now"] is None


def test_the_owner_may_ask_for_an_answer_all_the_same(half_read: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [str(half_read), "--me", "Imke", "--timezone", "Europe/Berlin"]
    assert main(["check", *given]) == 0
    assert "--despite-unread" in " ".join(capsys.readouterr().out.split())
    assert main(["check", *given, "--despite-unread"]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert "nothing is said about" not in screen
    assert screen.index("were not read as messages") < screen.index("unlike Rosa")


def document_of(path: Path, capsys: pytest.CaptureFixture[str], *options: str, owner: str = "Imke") -> dict[str, Any]:
    assert main(["check", str(path), "--me", owner, "--timezone", "Europe/Berlin", "--json", *options]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(schema()).validate(document)
    return document


def test_the_document_does_not_say_that_nothing_is_said_where_something_is(
    half_read: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (about,) = document_of(half_read, capsys, "--despite-unread")["conversations"]
    assert about["unread"]["skipped"] > 0
    assert not about["unread"]["too_many"]
    assert about["people"][0]["enough"]


def test_a_spell_in_which_the_export_breaks_off_is_not_said_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = small_chat(62)
    path = tmp_path / "result.json"
    write_telegram(chat, path)
    end = f"{chat.truth.spells[0].last:%Y-%m-%dT12}"
    export = json.loads(path.read_text("utf-8"))
    export["messages"] = [entry for entry in export["messages"] if entry["date"] < end]
    whole = json.dumps(export, ensure_ascii=False, indent=1)
    path.write_text(whole, encoding="utf-8")
    (goes_on,) = document_of(path, capsys, owner=chat.owner)["conversations"]
    (first,) = [spell["first"] for spell in goes_on["people"][0]["spells"] if spell["ongoing"]]
    path.write_text(whole[:-20], encoding="utf-8")
    (breaks_off,) = document_of(path, capsys, owner=chat.owner)["conversations"]
    assert breaks_off["unread"]["breaks_off"]
    spells = {spell["first"]: spell for spell in breaks_off["people"][0]["spells"]}
    assert first in spells
    assert not any(spell["ongoing"] for spell in spells.values())
    assert spells[first]["ended"] is None


def telegram(folder: Path, *texts: str, sender: str = "Rosa", lost: int = 5) -> Path:
    """A chat with a text an hour, and with some entries that bear no date."""
    said = {"type": "message", "from": sender, "from_id": f"user{sender}", "text_entities": []}
    dated = [
        {**said, "id": number, "text": text, "date_unixtime": str(1_700_000_000 + 3_600 * number)}
        for number, text in enumerate(texts)
    ]
    undated = [{**said, "id": 1_000 + number, "text": "lost"} for number in range(lost)]
    path = folder / "result.json"
    owner = {**dated[0], "id": 999, "from": "Imke", "from_id": "userImke"}
    messages = [owner, *dated, *undated]
    path.write_text(json.dumps({"name": "Rosa", "type": "personal_chat", "id": 4, "messages": messages}), "utf-8")
    return path


@pytest.mark.parametrize("face", ["terminal", "page"])
def test_it_is_said_below_help_too(tmp_path: Path, capsys: pytest.CaptureFixture[str], face: str) -> None:
    path = telegram(tmp_path, "hello", "I want to kill myself", "sorry")
    given = [str(path), "--me", "Imke", "--timezone", "Europe/Berlin"]
    if face == "terminal":
        assert main(["check", *given]) == 0
        said = " ".join(capsys.readouterr().out.split())
    else:
        assert main(["report", *given, "--names", "--html", str(tmp_path / "a.html")]) == 0
        said = (tmp_path / "a.html").read_text("utf-8")
    assert "✚" in said
    assert said.index("✚") < said.index("Part of this chat could not be read")


def test_where_only_the_owner_was_read_it_is_not_said_that_nobody_else_wrote_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = telegram(tmp_path, "hello", "still me", sender="Imke")
    assert main(["check", str(path), "--me", "Imke", "--timezone", "Europe/Berlin"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "5 were not read as messages" in said
    assert said.index("were not read as messages") < said.index("Nobody but you")
