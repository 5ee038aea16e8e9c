from __future__ import annotations

import contextlib
import io
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.errors import BrokenExportError, ContainerError, EmptyExportError, InputError
from unlike.readers import readers
from unlike.readers.archives import exports_at
from unlike.readers.file_names import KnownNames
from unlike.readers.limits import ArchiveLimits
from unlike.readers.tar_members import is_tar, open_member, tar_members

NAMES = KnownNames(reader.file_names for reader in readers())
LIMITS = ArchiveLimits(entries=3)


def packed(path: Path, files: dict[str, bytes], kind: str = "w") -> Path:
    with tarfile.open(path, kind) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_files_are_read_where_they_lie(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.tar", {"x.txt": b"one", "media/y.json": b"{}" * 5_000})
    assert is_tar(path)
    first, second = tar_members(path, LIMITS)
    assert (str(first.place), first.size, str(second.place)) == ("x.txt", 3, "media/y.json")
    with open_member(path, second.offset, second.size) as stream:
        assert stream.read() == b"{}" * 5_000
        stream.seek(2)
        assert stream.read(4) == b"{}{}"
        stream.seek(-2, io.SEEK_END)
        assert stream.read(9) == b"{}"


def test_links_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert tar_members(path, LIMITS) == []
    with pytest.raises(EmptyExportError):
        exports_at(path, NAMES)


def test_paths_that_lead_outside_and_too_many_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContainerError, match="outside"):
        exports_at(packed(tmp_path / "a.tar", {"../x.txt": b"x"}), NAMES)
    with pytest.raises(ContainerError, match="more than 3"):
        exports_at(packed(tmp_path / "b.tar", {f"{number}.txt": b"x" for number in range(9)}), NAMES, LIMITS)
    with pytest.raises(ContainerError, match="larger than"):
        exports_at(packed(tmp_path / "c.tar", {"x.txt": b"x" * 99}), NAMES, ArchiveLimits(size=9))


@pytest.mark.parametrize("kind", ["w:gz", "w:xz"])
def test_a_packed_tar_is_a_sentence(tmp_path: Path, kind: str) -> None:
    with pytest.raises(BrokenExportError, match="the tar"):
        exports_at(packed(tmp_path / "a.tar", {"x.txt": b"x"}, kind), NAMES)


@pytest.fixture(scope="session", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> pytest.TempPathFactory:
    return tmp_path_factory


@examples(60)
@given(st.integers(0, 3_000), st.binary(max_size=8), st.integers(0, 3_000))
def test_a_damaged_tar_is_read_or_refused(made: pytest.TempPathFactory, at: int, put: bytes, end: int) -> None:
    path = packed(made.mktemp("tar") / "a.tar", {"x.txt": b"one", "y.txt": b"two"})
    content = path.read_bytes()
    path.write_bytes((content[:at] + put + content[at + len(put) :])[: len(content) - end])
    with contextlib.suppress(InputError):
        for export in exports_at(path, NAMES):
            assert len(export.only.head()) <= export.only.size
