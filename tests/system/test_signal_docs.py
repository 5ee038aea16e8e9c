"""Pages that are written from the code are what the code gives."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.mark.parametrize("script", ["document_signals.py", "document_schema.py"])
def test_the_page_is_what_the_code_gives(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run make docs: {done.stderr}"
