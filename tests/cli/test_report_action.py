"""`unlike report`: files are written, and nothing else is written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unlike.cli import main
from unlike.synthetic import SyntheticChat, write_whatsapp

WHO = ("--me", "Imke", "--timezone", "Europe/Berlin")


@pytest.fixture(scope="module")
def chat(english: SyntheticChat, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rosa") / "WhatsApp Chat with Rosa.txt"
    write_whatsapp(english, path)
    return path


def test_the_page_is_written_for_the_owner_alone(chat: Path, tmp_path: Path) -> None:
    html = tmp_path / "report.html"
    assert main(["report", str(chat), *WHO, "--html", str(html)]) == 0
    content = html.read_text("utf-8")
    assert html.stat().st_mode & 0o777 == 0o600
    assert "unlike Person A" in content
    assert "rosa" not in content.casefold()
    assert main(["report", str(chat), *WHO, "--html", str(html), "--names", "--quotes"]) == 0
    assert "12 Nov 2025 was unlike Rosa." in html.read_text("utf-8")


@pytest.mark.parametrize(
    "options",
    [(), ("--html", "{own_file}"), ("--html", "{folder}/none/report.html"), ("--pdf", "{own_file}")],
    ids=["nowhere", "a file of one's own", "no such folder", "no PDF"],
)
def test_what_cannot_be_written_is_said(
    options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_file = tmp_path / "mine.html"
    own_file.write_text("my own notes")
    arguments = [option.format(own_file=own_file, folder=tmp_path) for option in options]
    assert main(["report", str(own_file), *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert own_file.read_text() == "my own notes"


def test_without_a_browser_a_pdf_is_refused_in_a_sentence(
    chat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert main(["report", str(chat), *WHO, "--pdf", str(tmp_path / "report.pdf")]) == 2
    assert "Chromium" in capsys.readouterr().err
