"""What was taken over from elsewhere is what it says it is, and its licence stands beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

AXE = Path(__file__).parents[1] / "browser/vendor/axe-core"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
VERSION = "4.14.1"


def test_axe_has_the_digest_of_its_page() -> None:
    content = (AXE / "axe.min.js").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256
    assert content.startswith(f"/*! axe v{VERSION}\n".encode())


def test_its_licences_and_its_page_stand_beside_it() -> None:
    assert (AXE / "LICENSE").read_text("utf-8").startswith("Mozilla Public License, version 2.0")
    assert "MIT License" in (AXE / "LICENSE-3RD-PARTY.txt").read_text("utf-8")
    page = (AXE.parent / "README.md").read_text("utf-8")
    assert SHA256 in page
    assert f"| {VERSION} | MPL-2.0" in page
