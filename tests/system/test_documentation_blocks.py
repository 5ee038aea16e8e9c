"""Every code block of every page runs, or says above it why it does not; every link within the tree leads somewhere."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from click import UsageError
from sybil import Document

from conftest import Studied
from corpus_folders import small_chat
from page_blocks import PAGE_EXAMPLES, PAGES, ROOT, indented_blocks, parse_blocks, run_examples
from page_shell import PageShell, TypedAnswers
from ready_analyses import Answers, remember_analyses
from unlike import api
from unlike.cli import main, unlike
from unlike.cli.sample import TELEGRAM_EXPORT, WHATSAPP_EXPORT
from unlike.synthetic import write_whatsapp
from unlike.web import server

ROSA: Final = "WhatsApp Chat with Rosa.txt"
CALENDAR: Final = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//an invented calendar//
BEGIN:VEVENT
UID:1
DTSTAMP:20250801T000000Z
DTSTART;VALUE=DATE:20250813
SUMMARY:Night shift
END:VEVENT
END:VCALENDAR
"""
OTHER_APP: Final = """timestamp,sender,text
2025-03-01T09:12:00+01:00,Imke,Good morning!
2025-03-01T09:15:30+01:00,rosa.lindqvist,Did you sleep?
"""
BEFOREHAND: Final = {"docs/how-to/library.md": "unlike add rosa.csv --me Imke"}
"""What somebody did before they came to a page."""
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
names = pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])


@pytest.fixture(scope="module")
def remembered(rosa: Studied, jule: Studied, demo_answers: Answers) -> Iterator[None]:
    """The two invented chats are written and analysed once in a whole run of tests."""
    samples = {WHATSAPP_EXPORT: rosa.path.read_bytes(), TELEGRAM_EXPORT: jule.path.read_bytes()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("unlike.cli.sample"), "_sample_exports", lambda: samples)
        remember_analyses(patch, demo_answers)
        yield


@pytest.fixture(scope="module")
def exports(remembered: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented exports, under the names that the pages use."""
    del remembered
    folder = tmp_path_factory.mktemp("exports")
    assert main(["sample", str(folder)]) == 0
    (folder / "IN").mkdir()
    write_whatsapp(small_chat(71), folder / "IN/chat.txt")
    (folder / "chat.txt").write_bytes((folder / ROSA).read_bytes())
    (folder / "me.ics").write_bytes(CALENDAR.replace("\n", "\r\n").encode())
    (folder / "rosa.csv").write_text(OTHER_APP, "utf-8")
    (folder / "shifts.csv").write_text("2025-08-13,night shift\n", "utf-8")
    return folder


@pytest.fixture
def shell(  # noqa: PLR0917 - fixtures
    exports: Path,
    cheap_key: None,
    passphrase_at_hand: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> PageShell:
    """A home of its own with the exports, somebody who answers, and no page that is served."""
    del cheap_key
    home, typed = tmp_path / "home", TypedAnswers()
    folder = home / "here"
    for subfolder in (folder / "IN", home / "stick", home / ".config/fish/completions"):
        subfolder.mkdir(parents=True)
    for path in set(exports.iterdir()) - {exports / "IN"}:
        (folder / path.name).symlink_to(path)
    for path in (exports / "IN").iterdir():
        (folder / "IN" / path.name).write_bytes(path.read_bytes())
    for name, value in {"HOME": home, "XDG_DATA_HOME": home / "data", "TZ": "Europe/Berlin", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("UNLIKE_TRACEBACK", "1")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(server, "serve_page", lambda _, options: options.announce("http://127.0.0.1:1/"))
    monkeypatch.setattr("sys.stdin", typed)
    monkeypatch.setattr("unlike.cli.prompts.is_terminal", lambda _: True)
    monkeypatch.chdir(folder)
    return PageShell(home, folder, capfd, passphrase_at_hand, typed)


@names
def test_every_block_runs_or_says_why_not(page: Path, shell: PageShell) -> None:
    document = PAGE_EXAMPLES.parse(page)
    document.namespace["shell"] = shell
    shell.run(BEFOREHAND.get(str(page.relative_to(ROOT)), ""))
    run_examples(document)


@names
def test_no_block_escapes_by_being_indented(page: Path) -> None:
    assert indented_blocks(page.read_text("utf-8")) == []


def test_the_layers_of_architecture_md_are_the_contract() -> None:
    text = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
    (shown,) = re.findall(r"^```text\n(__main__\n.*?)^```", text, re.DOTALL | re.MULTILINE)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "layers")
    assert shown.splitlines() == layers


def test_every_header_of_whatsapp_md_is_read(tmp_path: Path) -> None:
    text = (ROOT / "docs/reference/sources/whatsapp.md").read_text("utf-8")
    (shown,) = re.findall(r"^```text\n(12/11/2025.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(shown.splitlines()) > 5
    for line in shown.splitlines():
        message = re.split(r" {3,}", line)[0]
        file = tmp_path / "WhatsApp Chat with Rosa.txt"
        file.write_text(f"{message}\n" * 3, "utf-8")
        chats = api.read(file, zone="Europe/Berlin", date_order=_order(message))
        assert chats.messages["text"].to_list() == [message.rpartition(": ")[2]] * 3, line


def _order(message: str) -> str | None:
    """Order of day and month, where a line leaves it open."""
    return "mdy" if " PM" in message else "dmy" if message.startswith("12/") else None


@names
def test_links_within_the_tree_lead_somewhere(page: Path) -> None:
    astray = []
    for target, place in LINK.findall(_without_code(page.read_text("utf-8"))):
        if "://" in target or target.startswith("mailto:"):
            continue
        led = page.parent / target if target else page
        if not led.exists() or (place and led.suffix == ".md" and place not in _places(led)):
            astray.append(f"{target}#{place}")
    assert astray == []


@names
def test_every_option_that_a_sentence_names_is_one_of_a_command(page: Path) -> None:
    if page.name == "CHANGELOG.md" or page.is_relative_to(ROOT / "docs/measurements"):
        return  # what there was; options of benches
    if not page.is_relative_to(ROOT / "docs") and page.parent != ROOT:
        return  # pages beside code name options of other programs
    sentences = re.sub(r"^ *```.*?^ *```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    named = set(re.findall(r"(?<![\w=-])--[a-z][a-z-]+", sentences))
    assert named - _options() == set()


def _options() -> set[str]:
    """Options of all commands."""
    parameters = (parameter for command in unlike.commands.values() for parameter in command.params)
    options = (option for parameter in parameters for option in (*parameter.opts, *parameter.secondary_opts))
    return {*options, "--help", "--version"}


def _without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)


def _places(page: Path) -> set[str]:
    """Names by which links reach the headings of a page."""
    headings = re.findall(r"^#+ +(.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("```sh\nunlike nothing\n```\n", "nothing"),
        ("```yaml\na: b\n```\n", "run it, or say"),
        ("```\nwhat\n```\n", "run it, or say"),
        ("<!-- not run: -->\n\n```sh\npip install unlike\n```\n", "say why"),
        ("<!-- not run: no -->\n\n```sh\npip install unlike\n```\n", "say why"),
        ("<!-- not run: needs a network -->\n\n```sh\npip install 'unlike[nothing]'\n```\n", "nothing"),
        ("<!-- run by tests/system/test_house.py -->\n\n```sh\nmake\n```\n", "test_house.py does not"),
        ("```python\nprint('a')\n```\n\n```text\nb\n```\n", "and printed is\na"),
        ("```console\n$ unlike --version\nunlike 0\n```\n", "and printed is\nunlike"),
        ("```python\nassert 1 == 2, 'two'\n```\n", "two"),
    ],
)
def test_a_block_that_is_wrong_fails(text: str, reason: str, shell: PageShell) -> None:
    document = Document(text, str(ROOT / "docs/nowhere.md"))
    document.namespace["shell"] = shell
    for region in parse_blocks(document):
        document.add(region)
    with pytest.raises((AssertionError, UsageError), match=re.escape(reason)):
        run_examples(document)
