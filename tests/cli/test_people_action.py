"""`unlike people` and what follows from it: who is who, one history across apps, and forgetting all of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from library_fixtures import Run
from two_apps import telegram, whatsapp


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture
def added(run: Run, tmp_path: Path) -> Run:
    """A library with Rosa's chat in WhatsApp and Rosi's in Telegram."""
    assert run("add", whatsapp(tmp_path / "WhatsApp Chat with Rosa.txt"), "--me", "Imke")[0] == 0
    assert run("add", telegram(tmp_path / "result.json"), "--me", "Imke Ruiz")[0] == 0
    return run


def test_people_are_listed_with_their_chats_and_apps(added: Run) -> None:
    code, out, _ = added("people")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("\u2068Imke\u2069 (you) · ") or "(you)" in lines[0]
    assert any("WhatsApp: " in line and "(chat 1)" in line for line in lines)
    assert any("Telegram: " in line and "(chat 2)" in line for line in lines)


def test_a_merge_is_said_remembered_used_and_undone(added: Run) -> None:
    code, out, _ = added("people", "--merge", "rosa", "Rosi")
    assert (code, "are one person now, in 2 chats." in out) == (0, True)
    code, out, _ = added("check", "--with", "Rosi", "--json")
    assert code == 0
    (conversation,) = json.loads(out)["conversations"]
    assert conversation["messages"] == 240
    assert [person["name"] for person in conversation["people"]] == ["Rosa"]
    assert any(note.startswith("Written in WhatsApp until") for note in conversation["notes"])
    code, out, _ = added("people", "--split", "Rosi")
    assert (code, "2 chats are apart now." in out) == (0, True)
    assert len(json.loads(added("check", "--json")[1])["conversations"]) == 2


def test_json_and_csv(added: Run) -> None:
    document = json.loads(added("people", "--json")[1])
    assert document["version"] == 1
    owner, *others = document["people"]
    assert owner["is_me"]
    assert {person["reference"] for person in others} == {"Rosa", "Rosi"}
    assert others[0]["chats"][0]["messages"] == 60
    assert document["may_be_same"] == []
    rows = list(csv.DictReader(io.StringIO(added("people", "--csv")[1])))
    assert [row["person"] for row in rows if row["is_me"] == "no"] == ["Rosa", "Rosi"]


def test_who_the_owner_is_holds_everywhere(added: Run) -> None:
    code, out, _ = added("people", "--me", "imke")
    assert (code, "You are" in out) == (0, True)
    document = json.loads(added("check", "--json")[1])
    assert document["owner"] == "imke"


@pytest.mark.parametrize("correction", ["people", "add"])
def test_a_wrong_name_of_the_owner_can_be_put_right(run: Run, tmp_path: Path, correction: str) -> None:
    """Else the owner would be looked at as if they were the other one."""
    chat = whatsapp(tmp_path / "WhatsApp Chat with Rosa.txt")
    assert run("add", chat, "--me", "Rosa")[0] == 0
    assert json.loads(run("check", "--json")[1])["owner"] == "Rosa"
    assert run(*(("people", "--me", "Imke") if correction == "people" else ("add", chat, "--me", "Imke")))[0] == 0
    document = json.loads(run("check", "--json")[1])
    assert document["owner"] == "Imke"
    assert [person["name"] for chat in document["conversations"] for person in chat["people"]] == ["Rosa"]
    listed = json.loads(run("people", "--json")[1])["people"]
    assert [(person["name"], person["is_me"]) for person in listed] == [("Imke", True), ("Rosa", False)]


def test_suggestions_come_with_a_command(added: Run, tmp_path: Path) -> None:
    other = (tmp_path / "result.json").read_text().replace("Rosi", "Rosa").replace('"id": 7', '"id": 8')
    (tmp_path / "other.json").write_text(other.replace("and now", "but then"))
    assert added("add", tmp_path / "other.json", "--me", "Imke Ruiz")[0] == 0
    _, out, _ = added("people")
    assert "the same first name, which nobody else bears there; one chat begins where the other ends" in out
    assert "unlike people --merge 'Rosa#1' 'Rosa#3'" in out
    code, out, _ = added("people", "--different", "Rosa#3", "Rosa#1")
    assert (code, "are two people." in out) == (0, True)
    assert json.loads(added("people", "--json")[1])["may_be_same"] == []
    code, out, _ = added("people", "--merge", "Rosa#1", "Rosa#3")
    assert (code, "in 2 chats" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--merge", "Rosa", "Ben"), "“Ben” here"),
        (("--merge", "Rosa", "Rosa"), "one person already"),
        (("--merge", "Rosa", "Imke"), "so they are two people"),
        (("--different", "Rosa", "rosa"), "one person already"),
        (("--split", "Rosa"), "nothing to take apart"),
        (("--me", " "), "“ ” here"),
        (("--chat", "1"), "it with --split"),
        (("--me", "Imke", "--json"), "one thing at a time"),
    ],
)
def test_what_cannot_be_is_one_sentence(added: Run, arguments: tuple[str, ...], sentence: str) -> None:
    code, out, error = added("people", *arguments)
    assert (code, out) == (2, "")
    assert sentence in error
    assert error.count("\n") == 1


def test_forgetting_a_person_takes_all_their_chats(added: Run) -> None:
    added("people", "--merge", "Rosa", "Rosi")
    code, out, _ = added("forget", "--with", "Rosi", "--yes")
    assert (code, out.count("forgotten, with its")) == (0, 2)
    assert json.loads(added("people", "--json")[1])["people"] == []
