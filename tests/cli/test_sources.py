from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from unlike.cli import main
from unlike.i18n import use_language
from unlike.readers import Reader, registry
from unlike.readers.apps.telegram import TelegramReader

BUILT_IN = """WhatsApp (--app whatsapp): a WhatsApp .txt or .zip
Telegram (--app telegram): a Telegram result.json
"""
WHATSAPP = """WhatsApp (--app whatsapp): a WhatsApp .txt or .zip
  WhatsApp, Android: Open the chat, ⋮, More, Export chat, Without media.
  WhatsApp, iPhone: Open the chat, tap the name, Export Chat, Without Media.
"""


class Diary(TelegramReader):
    name = "diary"
    title = "Diary {1}"
    export_description = "a diary .txt"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


def test_the_built_in_apps_and_how_to_get_their_exports(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints(()))
    assert main(["sources"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(BUILT_IN)
    names = [reader.name for reader in registry.readers()]
    for reader in registry.readers():
        assert f"{reader.title} (--app {reader.name}): " in out
    assert main(["sources", *names]) == 0
    guides = capsys.readouterr().out
    for reader in registry.readers():
        assert all(f"  {guide.device}: {guide.steps}\n" in guides for guide in reader.guides)


@pytest.mark.parametrize("name", ["whatsapp", "WhatsApp", " WHATSAPP "])
def test_one_app_by_its_name_or_title(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", name]) == 0
    assert capsys.readouterr().out == WHATSAPP


def test_the_beginning_of_a_name_gives_all_that_begin_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "what"]) == 0
    assert capsys.readouterr().out.startswith(WHATSAPP + "\nWhatsApp, database (--app whatsapp_database): ")


@pytest.mark.parametrize("name", ["", " ", "icq"])
def test_an_app_that_is_not_read_is_told_which_are(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", name]) == 2
    assert "Give one of whatsapp, telegram, messenger" in capsys.readouterr().err


def test_a_package_s_reader_is_listed_with_its_package(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    point = EntryPoint("diary", "diary_reader:Diary", registry.GROUPS[0])
    monkeypatch.setattr(EntryPoint, "load", lambda _: Diary)
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints([point]))
    assert main(["sources"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(BUILT_IN)
    assert "\nDiary {1} (--app diary, from diary_reader:Diary): a diary .txt\n" in out


def test_a_package_that_cannot_be_loaded_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: EntryPoint) -> type[Reader]:
        raise ImportError("no module")

    point = EntryPoint("diary", "diary_reader:Diary", registry.GROUPS[0])
    monkeypatch.setattr(EntryPoint, "load", broken)
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints([point]))
    assert main(["sources"]) == 1
    assert "The reader “diary” of the package diary_reader:Diary cannot be loaded" in capsys.readouterr().err


def test_it_speaks_the_language_of_the_machine(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "entry_points", lambda: EntryPoints(()))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["sources"]) == 0
    assert "Telegram (--app telegram): eine result.json von Telegram" in capsys.readouterr().out
    use_language("en")
