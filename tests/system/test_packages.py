"""What is released: the same bytes at every build, what the program needs and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

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
