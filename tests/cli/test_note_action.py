"""`unlike note` on example findings, and where its notes are shown again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from example_findings import CASES, LASTING_SHIFT, QUOTES, ROSA, about
from unlike.analysis.assemble import owner_notes
from unlike.api import AnalysisOptions
from unlike.cli import check_input, main
from unlike.cli.local_data import note_store
from unlike.cli.options import CheckOptions
from unlike.library import Note
from unlike.results import Findings, Quote

Run = Callable[..., tuple[int, str, str]]


@dataclass
class FakeAnalysis:
    """Replaces `analyse`: example findings with the notes that were passed to it."""

    findings: Findings
    sender_names: tuple[str, ...] = ()

    def __call__(self, _imported: None, options: AnalysisOptions) -> FakeAnalysis:
        conversations = []
        for conversation in self.findings.conversations:
            people = tuple(
                replace(person, owner_notes=owner_notes(conversation.key, person.name, options.notes))
                for person in conversation.people
            )
            conversations.append(replace(conversation, people=people))
        return FakeAnalysis(replace(self.findings, conversations=tuple(conversations)))

    def note_addresses(self, conversation: str, person: str) -> frozenset[tuple[str, str]]:
        return frozenset({(conversation, person)})

    def quotes(self, _conversation: str, _refs: Sequence[str], around: int = 2) -> tuple[Quote, ...]:
        assert around == 2
        return QUOTES


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAnalysis:
    fake_analysis = FakeAnalysis(CASES["rosa"])
    monkeypatch.setattr(check_input, "read", lambda _paths, **_options: None)
    monkeypatch.setattr("unlike.api.analyse", fake_analysis.__call__)
    monkeypatch.setenv("COLUMNS", "80")
    return fake_analysis


@pytest.fixture
def run(fake: FakeAnalysis, capsys: pytest.CaptureFixture[str]) -> Run:
    assert fake.findings

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments])
        out, err = capsys.readouterr()
        return code, " ".join(out.split()), err

    return call


def data_file_path() -> Path:
    return Path(os.environ["XDG_DATA_HOME"], "unlike", "kept.json")


def test_a_note_is_kept_and_comes_back_with_its_spell(run: Run) -> None:
    code, out, err = run("note", "chat.txt", "--show", "3", "exam week, told at the lake")
    assert (code, err) == (0, "")
    assert out.startswith("Kept with 14–16 Aug 2025 of Rosa: “exam week, told at the lake”.")
    assert str(data_file_path()) in out
    assert "“exam week, told at the lake”" in run("check", "chat.txt", "--show", "3")[1]
    assert "You noted on " in run("check", "chat.txt", "--all")[1]


def test_it_is_shown_on_the_first_screen_when_such_a_spell_comes_back(run: Run) -> None:
    run("note", "chat.txt", "--show", "3", "exam week")
    _, out, _ = run("check", "chat.txt")
    assert "What you noted then: “exam week” (14–16 Aug 2025)." in out


def test_on_the_first_screen_the_latest_two_and_how_many_more(run: Run) -> None:
    for number in ("3", "4", "5", "6"):
        run("note", "chat.txt", "--show", number, f"note {number}")
    _, out, _ = run("check", "chat.txt")
    assert "“note 3” (14–16 Aug 2025) and “note 4” (1–2 May 2025); 2 more notes with --all." in out


def test_not_where_the_spell_was_of_another_kind(run: Run, fake: FakeAnalysis) -> None:
    fake.findings = CASES["never-so"]
    run("note", "chat.txt", "--show", "3", "a week at the sea")
    assert "week at the sea" not in run("check", "chat.txt")[1]
    assert "week at the sea" in run("check", "chat.txt", "--all")[1]


def test_what_is_unlike_now_can_have_one_too(run: Run) -> None:
    assert run("note", "chat.txt", "--show", "1", "a migraine")[1].startswith("Kept with 12 Nov 2025 of Rosa")
    assert "“a migraine”" in run("check", "chat.txt", "--with", "Rosa")[1]


def test_the_document_has_them(run: Run) -> None:
    run("note", "chat.txt", "--show", "3", "exam “week”")
    person = json.loads(run("check", "chat.txt", "--json")[1])["conversations"][0]["people"][0]
    (spell,) = (spell for spell in person["spells"] if "notes" in spell)
    assert spell["first"] == "2025-08-14"
    (note,) = spell["notes"]
    assert (note["text"], note["first"], note["last"]) == ("exam “week”", "2025-08-14", "2025-08-16")
    assert "notes" not in person["now"]


def test_somebody_elses_notes_are_not_shown(run: Run, fake: FakeAnalysis) -> None:
    run("note", "chat.txt", "--show", "3", "exam week")
    fake.findings = about(replace(ROSA, name="Ben"))
    assert "exam week" not in run("check", "chat.txt", "--all")[1]
    fake.findings = about(ROSA, key="another chat")
    assert "exam week" not in run("check", "chat.txt", "--all")[1]


def test_a_page_to_pass_on_holds_no_word_of_it(run: Run, tmp_path: Path) -> None:
    run("note", "chat.txt", "--show", "3", "she said “never” about the clinic")
    page = tmp_path / "report.html"
    assert run("report", "chat.txt", "--html", str(page))[0] == 0
    html = page.read_text("utf-8")
    assert "You noted" in html
    assert not [word for word in ("never”", "clinic", "she said") if word in html]
    run("report", "chat.txt", "--html", str(page), "--quotes")
    assert "clinic" in page.read_text("utf-8")


def test_a_note_is_taken_away(run: Run) -> None:
    run("note", "chat.txt", "--show", "3", "exam week")
    assert run("note", "chat.txt", "--show", "3", "--forget")[1] == "One note about 14–16 Aug 2025 taken away."
    assert run("note", "chat.txt", "--show", "3", "--forget")[1] == "There are no notes about 14–16 Aug 2025."
    assert "exam week" not in run("check", "chat.txt", "--all")[1]


def test_a_finding_without_days_takes_none(run: Run, fake: FakeAnalysis) -> None:
    code, _, err = run("note", "chat.txt", "--show", "2", "x")
    assert code == 2
    assert "the number of a spell, or of what is unlike now" in err
    fake.findings = about(
        replace(
            ROSA, current_state=None, spells=(), open_question=None, recurrence=None, lasting_shifts=(LASTING_SHIFT,)
        )
    )
    assert run("note", "chat.txt", "--show", "1", "x")[0] == 2
    assert run("note", "chat.txt", "--show", "9", "x")[2].startswith("unlike: --show '9' is not understood.")
    assert not data_file_path().exists()


@pytest.mark.parametrize("words", [(), ("",), (" \n ",), ("\u200b",), ("x" * 1001,), ("chat.txt",)])
def test_no_words_or_too_many_are_one_sentence(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chat.txt").touch()
    code, out, err = run("note", "chat.txt", "--show", "3", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert not data_file_path().exists()


def test_a_bad_file_is_one_sentence_wherever_notes_are_read(run: Run) -> None:
    data_file_path().parent.mkdir(parents=True)
    data_file_path().write_text("{", "utf-8")
    for arguments in (("check", "chat.txt"), ("note", "chat.txt", "--show", "3", "x")):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert err.startswith(f"unlike: {data_file_path()}: your notes are kept there")
    assert data_file_path().read_text("utf-8") == "{"


def test_a_hostile_note_moves_nothing_on_the_screen(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("note", "chat.txt", "--show", "3", "\x1b[31mred\u202e [bold]x[/] " + "so " * 200)
    assert main(["check", "chat.txt", "--all"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert max(map(len, out.split("\n"))) <= 80


def test_a_finding_of_the_library_is_noted_without_a_path(
    fake: FakeAnalysis, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library is read where no export is given, and the only word is the note."""
    assert fake.findings
    opened: list[CheckOptions] = []

    def library(options: CheckOptions) -> tuple[None, CheckOptions, ZoneInfo]:
        opened.append(options)
        return None, options, ZoneInfo("Europe/Berlin")

    monkeypatch.setattr(check_input, "read_input", library)
    code, out, _ = run("note", "the move", "--show", "1", "--with", "Rosa")
    assert code == 0
    assert "the move" in out
    assert run("note", "--forget", "--show", "1")[0] == 0
    assert [options.exports for options in opened] == [(), ()]


def test_from_five_judged_spells_on_their_record_is_said(run: Run) -> None:
    notes = [
        Note("Rosa", "Rosa", date(2024, month, 1), date(2024, month, 2), "x", date(2024, 9, 1), month > 1)
        for month in range(1, 5)
    ]
    for each in notes[:3]:
        note_store().add(each)
    code, out, _ = run("note", "chat.txt", "the move", "--show", "1", "--something")
    assert code == 0
    assert "Of 5 spells" not in out
    note_store().add(notes[3])
    code, out, _ = run("note", "chat.txt", "the move indeed", "--show", "1", "--something")
    assert "Of 5 spells, you said 4 were something: 37–97 of 100." in out
    code, _, err = run("note", "chat.txt", "--show", "1", "--forget", "--nothing")
    assert code == 2
    assert "not with --forget" in err
