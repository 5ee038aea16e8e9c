"""The notes' file under kills, by two programs at once, and with what older versions left beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from unlike.errors import LibraryError
from unlike.library import DataFile, FileNoteStore, Note, Settings, UserData, replaced_file
from unlike.library.replaced_file import copies_of, exclusive_access, replace_content

KILLS = 100
WRITER = """
import sys
from datetime import date
from itertools import count
from pathlib import Path
from unlike.library import DataFile, FileNoteStore, Note
notes = FileNoteStore(DataFile(Path(sys.argv[1])))
name, most = sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for number in count():
    if number == most:
        break
    day = date(2025, 1, 1)
    notes.add(Note("chat", name, day, day, f"the secret of {name}, number {number}", day))
"""
KILLER = """
import json, os, random, signal, sys, time
from datetime import date
from itertools import count
from pathlib import Path
import filelock  # loaded with the first write: before the fork, so that kills meet writing and not loading
from unlike.library import DataFile, FileNoteStore, Note
file, kills = DataFile(Path(sys.argv[1])), int(sys.argv[2])
notes, day, moments = FileNoteStore(file), date(2025, 1, 1), random.Random(12)
answer = {"broken": 0, "lost": 0, "uncleaned": 0, "left at once": 0, "notes": 0}
beside = lambda: {path.name for path in file.path.parent.glob("*")} - {"kept.json", "kept.json.lock"}
for number in range(kills):
    child = os.fork()
    if child == 0:
        for again in count():
            notes.add(Note("chat", f"Person {number}", day, day, f"the secret of person {number}, {again}", day))
    time.sleep(moments.uniform(0, 0.05))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    answer["left at once"] += len(beside())
    try:
        raw = file.path.read_bytes() if file.path.exists() else b"{}"
        json.loads(raw)  # as any program would read it
    except ValueError:
        answer["broken"] += 1
    stored = len(file.read().notes)
    answer["lost"] += stored < answer["notes"]
    answer["notes"] = stored
    answer["uncleaned"] += len(beside())
print(json.dumps(answer))
"""


def writer(path: Path, name: str, most: int) -> subprocess.Popen[str]:
    """Program that adds notes, one after the other; -1 for ever."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(most)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def test_kills_at_any_moment_leave_a_whole_file_and_no_copy(tmp_path: Path) -> None:
    """What is left beside the file in the blink between two system calls is gone when a program looks next."""
    file = DataFile(tmp_path / "unlike" / "kept.json")
    command = [sys.executable, "-c", KILLER, str(file.path), str(KILLS)]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert answer["broken"] == answer["lost"] == answer["uncleaned"] == 0
    assert answer["notes"] > 0
    assert answer["left at once"] <= KILLS // 10
    FileNoteStore(file).add(Note("chat", "Rosa", date(2025, 1, 1), date(2025, 1, 1), "one more", date(2025, 1, 1)))
    assert list(file.path.parent.iterdir()) == [file.path]


def test_two_programs_at_once_lose_no_note(tmp_path: Path) -> None:
    file = DataFile(tmp_path / "unlike" / "kept.json")
    programs = [writer(file.path, name, 50) for name in ("Ann", "Bo")]
    for _ in range(20):
        UserData(file).save_settings(Settings("Europe/Lisbon"))
    for program in programs:
        with program:
            assert program.wait(60) == 0
    stored = file.read()
    assert {name: sum(note.person == name for note in stored.notes) for name in ("Ann", "Bo")} == {"Ann": 50, "Bo": 50}
    assert stored.settings.zone == "Europe/Lisbon"
    assert list(file.path.parent.iterdir()) == [file.path]


def copies_of_older_versions(path: Path) -> list[Path]:
    """As temporary files were named before, and as other programs name them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = [path.with_name(path.name + ending) for ending in ("k3_x0pq9", "aaaaaaaa", ".new", ".tmp", "ab12cd34.tmp")]
    for copy in made:
        copy.write_text("an old secret")
    return made


@pytest.mark.parametrize("how", ["forget", "read", "write"])
def test_copies_that_older_versions_left_are_deleted(tmp_path: Path, how: str) -> None:
    file = DataFile(tmp_path / "unlike" / "kept.json")
    assert len(copies_of_older_versions(file.path)) == len(copies_of(file.path))
    others = [file.path.with_name(name) for name in ("kept.json.bak", "notes.tmp", "kept.jsonKEEPTHIS", "other.json")]
    for other in others:
        other.write_text("somebody's own")
    (file.path.parent / "kept.jsonaaaabbbb").mkdir()
    if how == "forget":
        file.forget()
    else:
        data = file.read()
        if how == "write":
            file.write(data)
    assert copies_of(file.path) == []
    assert all(other.exists() for other in others)
    assert file.path.exists() == (how == "write")


def test_forgetting_takes_everything(tmp_path: Path) -> None:
    file = DataFile(tmp_path / "unlike" / "kept.json")
    day = date(2025, 1, 1)
    FileNoteStore(file).add(Note("chat", "Rosa", day, day, "a secret", day))
    copies_of_older_versions(file.path)
    file.forget()
    assert list(file.path.parent.iterdir()) == []
    file.forget()


def test_where_files_have_no_nameless_state_it_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaced_file, "NAMELESS_FLAG", None)
    path = tmp_path / "kept.json"
    for content in (b"one", b"another"):
        replace_content(path, content)
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "kept.json.lock").symlink_to(victim)
    with pytest.raises(OSError, match=r"."), exclusive_access(tmp_path / "kept.json"):
        pass
    assert victim.read_text() == "mine"


def test_a_program_that_never_lets_go_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaced_file, "_PATIENCE_SECONDS", 0.1)
    file = DataFile(tmp_path / "kept.json")
    with exclusive_access(file.path), pytest.raises(LibraryError, match="another program has been using it"):
        file.write(file.read())
    file.write(file.read())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_only_readable_is_a_sentence(tmp_path: Path) -> None:
    file = DataFile(tmp_path / "kept.json")
    tmp_path.chmod(0o500)
    with pytest.raises(LibraryError):
        file.write(file.read())
