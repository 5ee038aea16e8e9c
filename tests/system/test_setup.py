"""`scripts/setup.sh` with stand-ins for uv, apt-get and Python: which steps it takes, and when it takes none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("cat", "cksum", "dirname", "grep", "id", "mkdir")
PYTHON = f"""#!/bin/sh
echo "python $*" >>"$LOG"
case "$*" in
    *ensurepip*) exit "${{NO_ENSUREPIP:-0}}" ;;
    *print*) exec "{sys.executable}" -c "$2" ;;
    "-m venv "*)
        mkdir -p .venv/bin
        echo "$PWD/.venv" >.venv/bin/activate
        cat "$0" >.venv/bin/python
        "{shutil.which("chmod")}" +x .venv/bin/python ;;
esac
"""
UV = """#!/bin/sh
echo "uv $*" >>"$LOG"
case "$1" in venv) exec python3 -m venv .venv ;; esac
"""
ID = """#!/bin/sh
echo "${WHO:-0}"
"""
APT = """#!/bin/sh
echo "apt-get $*" >>"$LOG"
"""


@dataclass(frozen=True, slots=True)
class House:
    """A copy of what the set-up reads, and a PATH that holds only stand-ins."""

    folder: Path
    tools: Path

    def stand_in(self, name: str, script: str) -> None:
        (self.tools / name).unlink(missing_ok=True)
        (self.tools / name).write_text(script)
        (self.tools / name).chmod(0o755)

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, list[str]]:
        """The exit code, what was said, and which tools were called."""
        log = self.folder / "log"
        log.write_text("")
        done = subprocess.run(
            ["/bin/sh", str(self.folder / "scripts/setup.sh"), *arguments],
            env={"PATH": str(self.tools), "LOG": str(log), **environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        called = [line for line in log.read_text().splitlines() if not line.startswith("python -c")]
        return done.returncode, done.stdout + done.stderr, called


@pytest.fixture
def house(tmp_path: Path) -> House:
    folder, tools = tmp_path / "a house", tmp_path / "tools"
    (folder / "scripts").mkdir(parents=True)
    tools.mkdir()
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", "scripts/setup.sh"):
        shutil.copy(ROOT / name, folder / name)
    for name in TOOLS:
        (tools / name).symlink_to(str(shutil.which(name)))
    prepared = House(folder, tools)
    prepared.stand_in("python3", PYTHON)
    prepared.stand_in("chromium", "#!/bin/sh\n")
    return prepared


def test_uv_installs_what_is_locked(house: House) -> None:
    house.stand_in("uv", UV)
    code, output, called = house.run("run")
    assert (code, output) == (0, "set-up: requirements.txt into .venv, with uv\n")
    assert called[0].startswith("uv venv ")
    assert called[-2].endswith("--require-hashes -r requirements.txt")
    assert called[-1].endswith("--no-deps --no-build-isolation -e .")


def test_without_uv_pip_does(house: House) -> None:
    code, output, called = house.run("dev")
    assert (code, output) == (0, "set-up: requirements-dev.txt into .venv, with pip\n")
    assert called[0] == "python -m venv --clear .venv"
    assert called[-2].endswith("--require-hashes -r requirements-dev.txt")
    assert called[-1].endswith("--no-deps --no-build-isolation -e .")


def test_the_second_time_nothing_is_done(house: House) -> None:
    house.run("run")
    assert house.run("run") == (0, "", [])


def test_what_suffices_for_the_checks_suffices_for_the_program(house: House) -> None:
    house.run("run")
    assert house.run("dev")[2]
    assert house.run("run") == (0, "", [])


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "pyproject.toml"])
def test_a_changed_file_is_installed_again_into_the_same_venv(house: House, name: str) -> None:
    house.run("dev")
    with (house.folder / name).open("a") as file:
        file.write("\n# changed\n")
    _code, _output, called = house.run("dev")
    assert called
    assert not any("-m venv" in call for call in called)


def test_a_moved_venv_is_made_anew(house: House) -> None:
    house.run("run")
    moved = House(house.folder.with_name("moved"), house.tools)
    house.folder.rename(moved.folder)
    assert moved.run("run")[2][0] == "python -m venv --clear .venv"


def test_a_failed_installation_is_tried_again(house: House) -> None:
    house.stand_in("python3", PYTHON.replace("    *print*)", "    *--require-hashes*) exit 1 ;;\n    *print*)"))
    assert house.run("run")[0] == 1
    shutil.rmtree(house.folder / ".venv")
    house.stand_in("python3", PYTHON)
    assert house.run("run")[0] == 0


def test_debian_as_root_installs_the_missing_package(house: House) -> None:
    house.stand_in("apt-get", APT)
    house.stand_in("id", ID)
    _code, output, called = house.run("run", NO_ENSUREPIP="1")
    package = f"python3.{sys.version_info.minor}-venv"
    assert f"set-up: installing {package}" in output
    assert called[0].startswith("apt-get update")
    assert called[1].endswith(package)


def test_without_root_one_sentence_names_the_package(house: House) -> None:
    house.stand_in("apt-get", APT)
    house.stand_in("id", ID)
    code, output, called = house.run("run", NO_ENSUREPIP="1", WHO="1000")
    assert (code, called) == (1, [])
    assert output.splitlines()[-1].startswith(
        f"set-up: Debian's package python3.{sys.version_info.minor}-venv is missing"
    )


def test_the_browser_of_the_tests_is_installed_where_one_may(house: House) -> None:
    (house.tools / "chromium").unlink()
    house.stand_in("apt-get", APT)
    house.stand_in("id", ID)
    code, output, called = house.run("dev")
    assert code == 0
    assert "set-up: installing chromium, for the tests of the page" in output
    assert called[:2] == ["apt-get update -qq", "apt-get install -y -qq chromium"]


@pytest.mark.parametrize(("who", "apt"), [("1000", APT), ("0", "#!/bin/sh\nexit 100\n")], ids=["no root", "no network"])
def test_without_a_browser_the_checks_are_set_up_and_it_is_said(house: House, who: str, apt: str) -> None:
    (house.tools / "chromium").unlink()
    house.stand_in("apt-get", apt)
    house.stand_in("id", ID)
    code, output, _called = house.run("dev", WHO=who)
    assert code == 0
    assert "set-up: no Chromium here, so the tests of the page will be skipped" in output
    assert (house.folder / ".venv/.dev").exists()


def test_the_program_alone_needs_no_browser(house: House) -> None:
    (house.tools / "chromium").unlink()
    house.stand_in("apt-get", APT)
    house.stand_in("id", ID)
    _code, output, called = house.run("run")
    assert "hromium" not in output + " ".join(called)


def test_an_old_python_is_one_sentence(house: House) -> None:
    house.stand_in("python3", "#!/bin/sh\nexit 1\n")
    code, output, _called = house.run("run")
    assert code == 1
    assert output.splitlines()[-1].startswith("set-up: Python 3.11 or newer is needed")


def test_another_word_is_refused(house: House) -> None:
    assert house.run("everything")[0] == 2
