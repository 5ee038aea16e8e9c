"""`unlike check` on example findings; reading and analysis are tested elsewhere."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from example_findings import CASES, NOW, QUOTES, SHORT_HISTORY, about
from unlike.api import AnalysisOptions
from unlike.cli import check_input, main
from unlike.core.day_rule import day_of
from unlike.errors import NotFoundError, OwnerUnknownError, PersonUnknownError
from unlike.results import Explanations, Findings, LookBack, Quote, TopicMention


@dataclass
class FakeAnalysis:
    """Replaces `read` and `analyse`: returns example findings, or raises."""

    findings: Findings = field(default_factory=lambda: CASES["rosa"])
    error: BaseException | None = None
    unless_owner: str | None = None
    analysed: list[AnalysisOptions] = field(default_factory=list)
    reads: list[dict[str, Any]] = field(default_factory=list)
    opened: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    def read(self, _paths: Sequence[Path], **options: Any) -> None:  # noqa: ANN401 - as `read` has them
        self.reads.append(options)

    def __call__(self, _imported: None, options: AnalysisOptions) -> FakeAnalysis:
        self.analysed.append(options)
        if self.error and options.owner != (self.unless_owner or object()):
            raise self.error
        return self

    def quotes(self, conversation: str, refs: Sequence[str], around: int = 2) -> tuple[Quote, ...]:
        assert around == 2
        self.opened.append((conversation, refs))
        return QUOTES


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeAnalysis:
    fake_analysis = FakeAnalysis()
    monkeypatch.setattr(check_input, "read", fake_analysis.read)
    monkeypatch.setattr("unlike.api.analyse", fake_analysis)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return fake_analysis


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(fake: FakeAnalysis, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call `main` with arguments; its code, standard output and standard error."""
    assert not fake.analysed

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["check", "chat.txt", *arguments])
        return code, *capsys.readouterr()

    return call


class Terminal(io.StringIO):
    """A terminal, with the lines that somebody types."""

    def isatty(self) -> bool:
        return True


def test_the_answer_stands_on_standard_output(run: Run) -> None:
    code, out, err = run("--timezone", "Europe/Berlin")
    assert (code, err) == (0, "")
    assert out.startswith("Rosa with you · 41,208 messages")
    assert " unlike Rosa." in out
    assert "this machine's zone" not in out


def test_the_options_reach_the_analysis(run: Run, fake: FakeAnalysis) -> None:
    run("--me", "Imke", "--with", "Rosa", "--timezone", "Asia/Tokyo", "--since", "2024-01-02", "--until", "2025-01-02",
        "--date-order", "mdy", "--app", "whatsapp", "--possible")  # fmt: skip
    (options,), (reading,) = fake.analysed, fake.reads
    assert (options.owner, options.person, reading["zone"].key) == ("Imke", "Rosa", "Asia/Tokyo")
    assert (options.since, options.until) == (date(2024, 1, 2), date(2025, 1, 2))
    assert (reading["date_order"], reading["app"], options.possible) == ("mdy", "whatsapp", True)


def test_the_machines_zone_is_used_and_named(run: Run, fake: FakeAnalysis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    _, out, _ = run()
    assert fake.reads[0]["zone"].key == "America/Lima"
    assert "this machine's zone" in " ".join(out.split())


def test_json_is_one_document_and_nothing_else(run: Run) -> None:
    code, out, err = run("--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["version"] == 1


def test_quiet_leaves_the_sentences(run: Run) -> None:
    _, out, _ = run("--quiet")
    assert out.startswith("● ")
    assert not set(out) & set("▁▂▃▄▇▔")
    assert "Read:" not in out
    assert "--show" not in out


def test_show_opens_the_messages_of_a_finding(run: Run, fake: FakeAnalysis) -> None:
    code, out, _ = run("--show", "1")
    assert code == 0
    assert fake.opened == [("chat", NOW.messages)]
    assert "▌ 9:21   Rosa        yes" in out


def test_numbers_run_over_all_people_of_a_group(run: Run, fake: FakeAnalysis) -> None:
    fake.findings = CASES["group"]
    _, out, _ = run()
    assert "--show 2" in out
    _, out, _ = run("--show", "2")
    assert "unlike Theodora" in out


@pytest.mark.parametrize("number", ["0", "99", "-1"])
def test_a_number_without_a_finding_is_one_sentence(run: Run, number: str) -> None:
    code, out, err = run("--show", number)
    assert (code, out) == (2, "")
    assert err.startswith(f"unlike: --show '{number}' is not understood. Give a number from 1 to 10.")


def test_show_where_nothing_was_found(run: Run, fake: FakeAnalysis) -> None:
    fake.findings = about(SHORT_HISTORY)
    assert run("--show", "1")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "yesterday"),
        ("--since", "2025-02-01", "--until", "2025-01-01"),
        ("--timezone", "Berlin"),
        ("--timezone", "../etc/passwd"),
        ("--timezone", "Europe"),
        ("--json", "--show", "1"),
        ("--date-order", "ydm"),
        ("--nothing-like-it",),
        ("--show", "first"),
    ],
)
def test_an_option_that_is_not_understood_is_one_sentence_and_exit_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("unlike: ")


def test_mistakes_of_the_input_are_one_sentence(run: Run, fake: FakeAnalysis) -> None:
    fake.error = NotFoundError(Path("chat.txt"))
    assert run() == (2, "", f"unlike: {fake.error}\n")
    fake.error = PersonUnknownError("\x1b[31mRose\u202e", ["Rosa"])
    code, _, err = run("--with", "Rose")
    assert (code, "\x1b" in err, "“Rose”" in err) == (2, False, True)


def test_a_mistake_of_ours_is_one_sentence_without_a_word_of_the_chat(run: Run, fake: FakeAnalysis) -> None:
    fake.error = ValueError("see you tonight, then?")
    code, out, err = run()
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "something inside broke (ValueError, test_check_action.py:" in err
    assert "tonight" not in err


def test_it_can_be_looked_into_on_request(run: Run, fake: FakeAnalysis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNLIKE_TRACEBACK", "1")
    fake.error = ValueError("inside")
    with pytest.raises(ValueError, match="inside"):
        run()


def test_an_interruption_is_130_without_a_traceback(run: Run, fake: FakeAnalysis) -> None:
    fake.error = KeyboardInterrupt()
    code, out, err = run()
    assert (code, out, err.strip()) == (130, "", "")


def test_without_a_terminal_the_names_are_listed(run: Run, fake: FakeAnalysis) -> None:
    fake.error = OwnerUnknownError(["Rosa", "Imke"])
    code, _, err = run()
    assert code == 2
    assert "Say it with --me NAME, one of: “Rosa”, “Imke”." in err
    assert len(fake.analysed) == 1


@pytest.mark.parametrize("answers", ["2\n", "imke\n", "nobody\n7\nIMKE\n"])
def test_on_a_terminal_the_owner_is_asked(
    run: Run, fake: FakeAnalysis, monkeypatch: pytest.MonkeyPatch, answers: str
) -> None:
    fake.error, fake.unless_owner = OwnerUnknownError(["Rosa", "Imke"]), "Imke"
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    code, out, _ = run("--quiet")
    assert code == 0
    assert "unlike Rosa" in out
    assert [options.owner for options in fake.analysed] == [None, "Imke"]
    assert "   1  Rosa\n   2  Imke\n" in screen.getvalue()


@pytest.mark.parametrize(("answers", "code"), [("", 130), ("a\nb\nc\n", 2)])
def test_nobody_answers(run: Run, fake: FakeAnalysis, monkeypatch: pytest.MonkeyPatch, answers: str, code: int) -> None:
    fake.error = OwnerUnknownError(["Rosa", "Imke"])
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert run("--quiet")[0] == code


def test_who_was_named_and_is_not_there_is_not_asked_for(
    run: Run, fake: FakeAnalysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.error = OwnerUnknownError(["Rosa", "Imke"], "Ida")
    monkeypatch.setattr(sys, "stdin", Terminal("1\n"))
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert run("--me", "Ida", "--quiet")[0] == 2
    assert len(fake.analysed) == 1


def test_colours_stand_on_a_terminal_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run()[1]
    assert "\x1b[1m" in run("--color")[1]
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    run("--quiet")
    assert "\x1b[1m" in screen.getvalue()
    plain = Terminal()
    monkeypatch.setattr(sys, "stdout", plain)
    run("--no-color")
    monkeypatch.setenv("NO_COLOR", "1")
    run()
    assert "\x1b" not in plain.getvalue()


def test_colours_only_repeat(run: Run) -> None:
    from rich.text import Text  # noqa: PLC0415 - used once

    assert Text.from_ansi(run("--color")[1]).plain.strip() == run()[1].strip()


def test_a_narrow_encoding_loses_signs_and_no_more(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    code, _, err = run()
    assert (code, err) == (0, "")
    assert b" unlike Rosa." in raw.getvalue()


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (["--format", "agent", "--json"], "--format 'agent' is not understood"),
        (["--format", "agent", "--show", "1"], "--format 'agent' is not understood"),
        (["--names"], "--names goes with --format agent"),
        (["--quotes"], "--quotes goes with --format agent"),
    ],
)
def test_options_of_the_agent_format_that_do_not_fit_are_refused(
    options: list[str], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "chat.txt", *options]) == 2
    assert part in capsys.readouterr().err


def test_show_opens_the_messages_that_tell_what_was_before(run: Run, fake: FakeAnalysis) -> None:
    first = day_of(NOW.since)
    back = LookBack(first, first, first, 24, 300, (TopicMention("health", (), ("chat:7",), 0, 0.002),))
    (chat,) = fake.findings.conversations
    person = replace(chat.people[0], explanations=Explanations(look_backs=(back,)))
    fake.findings = replace(fake.findings, conversations=(replace(chat, people=(person, *chat.people[1:])),))
    assert run("--show", "1")[0] == 0
    assert fake.opened == [("chat", ("chat:7", *NOW.messages))]
