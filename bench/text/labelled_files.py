"""Files of labelled messages in which a heading says what those below it tell."""

from __future__ import annotations

from pathlib import Path

import polars as pl


def headed(file: Path) -> pl.DataFrame:
    """`topics` and `text` of a file in which `# topic,topic` stands above the messages that tell them."""
    rows, topics = [], ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# "):
            topics = line[2:].replace("nothing", "").strip()
        elif line.strip():
            rows.append((topics, line.strip()))
    return pl.DataFrame(rows, schema=["topics", "text"], orient="row")
