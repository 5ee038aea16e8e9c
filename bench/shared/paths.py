"""Folders that benches read from and write to."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEASUREMENTS = ROOT / "docs" / "measurements"
"""Pages of figures; each bench writes its own section."""
LABELLED = ROOT / "bench" / "text" / "labelled"
"""Messages labelled by hand; see README.md there."""
DATA = Path(os.environ.get("UNLIKE_DATA", ROOT.parent / "shared" / "data"))
"""Public corpora, which are not part of this tree."""
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "unlike-bench"
"""Environments of other programs that a bench compares with."""
TABLED = ("en", "de", "es", "fr", "pt")
"""Languages with a table of labelled messages; the others have files of them."""
