"""What is released: the same bytes at every build, what the program needs and nothing of the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from empty_environment import install_alone

if TYPE_CHECKING:
    from conftest import Written

ROOT = Path(__file__).parents[2]


def built(folder: Path) -> dict[str, bytes]:
    """Files of a build by their suffix."""
    program = Path(sys.executable).with_name("hatchling")
    subprocess.run([program, "build", "-d", folder], cwd=ROOT, capture_output=True, check=True)
    return {path.suffix: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    built(folder)
    return folder


def test_two_builds_are_the_same_to_the_byte(release: Path, tmp_path: Path) -> None:
    assert built(tmp_path) == {path.suffix: path.read_bytes() for path in release.iterdir()}


def test_the_wheel_holds_what_the_program_needs_and_no_more(release: Path) -> None:
    (wheel,) = release.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"unlike", "unlike-0.1.0.dist-info"}
    assert "unlike-0.1.0.dist-info/licenses/LICENSE" in names
    sources = {
        f"unlike/{path.relative_to(ROOT / 'src/unlike').as_posix()}" for path in (ROOT / "src/unlike").rglob("*.py")
    }
    assert sources <= set(names)
    assert not [name for name in names if name.endswith((".po", ".pot"))]
    indexes = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src/unlike").rglob("*.index.json")}
    assert len(indexes) > 20
    assert indexes <= set(names)
    for needed in ("i18n/de/LC_MESSAGES/unlike.mo", "presentation/json/schema.json", "web/static/vendor/uplot/LICENSE"):
        assert f"unlike/{needed}" in names


def test_the_wheel_holds_the_licence_of_all_that_comes_from_elsewhere(release: Path) -> None:
    (wheel,) = release.glob("*.whl")
    licences = {str(path.relative_to(ROOT)) for name in ("LICENSE", "NOTICE") for path in ROOT.glob(f"src/**/{name}")}
    assert len(licences) > 4
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"unlike-0.1.0.dist-info/licenses/{path}" for path in licences} <= set(names)
    notices = "".join(path.read_text("utf-8") for path in ROOT.glob("src/**/NOTICE"))
    learnt = [path.name for kind in ("npz", "npy", "tsv") for path in ROOT.glob(f"src/**/*.{kind}")]
    assert learnt
    assert [name for name in learnt if name not in notices] == []


@pytest.fixture(scope="module")
def followed(release: Path, rosa_written: Written, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Folder in which somebody did what the pages say, with the wheel alone, and what was shown."""
    home = tmp_path_factory.mktemp("stranger")
    (wheel,) = release.glob("*.whl")
    programs = install_alone(wheel, home / "environment", ["unlike[assistant]", "matplotlib"])
    folder = home / "chats"
    folder.mkdir()
    (folder / rosa_written[0].name).symlink_to(rosa_written[0])
    command = [str(programs / "python"), "-W", "error", str(ROOT / "scripts/follow_pages.py")]
    environment = {"PATH": f"{programs}{os.pathsep}{os.defpath}", "HOME": str(home), "MPLBACKEND": "agg"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def test_the_wheel_alone_leads_to_a_plot_in_a_notebook(followed: tuple[Path, Any]) -> None:
    folder, shown = followed
    chats, answer, plot, *_ = shown["cells"]
    assert "WhatsApp" in chats["text/html"]
    assert "unlike Rosa" in answer["text/html"]
    assert plot["image/svg+xml"] == (folder / "length.svg").read_text("utf-8")
    assert (folder / "rosa.svg").stat().st_size > 10_000


def test_the_wheel_alone_leads_to_an_answer_through_a_client(followed: tuple[Path, Any]) -> None:
    assert "was very unlike Person A.\n" in followed[1]["assistant"]


def test_the_source_archive_can_be_tested(release: Path) -> None:
    (archive,) = release.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert {"Makefile", "requirements-dev.txt", "scripts/setup.sh", "tests/conftest.py", "zensical.toml"} <= names
    assert not [name for name in names if name.startswith((".venv", "build", ".git/"))]


def test_an_installer_would_hold_the_program_and_its_packages() -> None:
    """Briefcase installs nothing where `requires` is empty, whatever its arguments for the installer are."""
    folder = ROOT / "packaging" / "briefcase"
    settings = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["tool"]["briefcase"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    app = settings["app"]["unlike"]
    assert app["requires"]
    assert [settings[name] for name in ("version", "license")] == [project[name] for name in ("version", "license")]
    assert project["description"].startswith(app["description"])
    named = (*settings["license-files"], *app["sources"], app["requirement_installer_args"][-1])
    assert [name for name in named if not (folder / name).exists()] == []
