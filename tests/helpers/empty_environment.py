"""An environment that holds a wheel and what the wheel asks for, and nothing else; nothing is fetched."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def install_alone(wheel: Path, folder: Path, requirements: Sequence[str]) -> Path:
    """Install a wheel into a new environment, with requirements from the one that runs the tests.

    Args:
        wheel: the wheel.
        folder: of the new environment.
        requirements: what else somebody installs: extras of the wheel, as "unlike[assistant]", and other packages.

    Returns:
        Its folder of programs.
    """
    venv.create(folder, symlinks=True)
    programs = folder / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (metadata,) = packages.glob("unlike-*.dist-info")
    for name in sorted(_needed_names(PathDistribution(metadata), requirements)):
        for top in _top_names(distribution(name)):
            (packages / top).symlink_to(str(distribution(name).locate_file(top)))
    subprocess.run([*pip, "check"], check=True, capture_output=True)
    return programs


def _needed_names(wheel: Distribution, requirements: Sequence[str]) -> set[str]:
    """Names of all packages that are asked for, also by those that are asked for."""
    needed: set[str] = set()
    done: set[tuple[str, str]] = set()
    waiting = [Requirement("unlike"), *map(Requirement, requirements)]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        needed.add(name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in done:
                done.add((name, extra))
                asking = wheel if name == "unlike" else distribution(name)
                waiting += _asked_for(asking, extra)
    return needed - {"unlike"}


def _asked_for(asking: Distribution, extra: str) -> Iterator[Requirement]:
    """Requirements of a package on this system, with one of its extras."""
    for requirement in map(Requirement, asking.requires or ()):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def _top_names(package: Distribution) -> set[str]:
    """Folders and files of a package in its place for packages."""
    return {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}
