"""Make the index files anew, which keep what a start would otherwise make of the phrases; `--check` only checks.

The exit code is 1 where one is not what its sources say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from unlike.core.index_files import SUFFIX
from unlike.readers.apps.whatsapp.app_phrases import PHRASES_INDEX, new_phrases
from unlike.readers.apps.whatsapp.line_filter import FILTER_INDEX, new_hashes
from unlike.text import languages
from unlike.text.concerns import concern_lists
from unlike.text.phrase_tables import ListsOfLanguage, index_path, new_language_table
from unlike.text.topic_grammar import topic_lists

__all__ = ["COMMAND", "SUFFIX", "index_files", "main", "outdated"]
PHRASE_FILES: Mapping[str, ListsOfLanguage] = {"concerns": concern_lists, "topics": topic_lists}
"""Files of `phrases/` that have an index, and what is taken from them."""
COMMAND = "python scripts/index_files.py"


def index_files() -> Iterator[tuple[Path, bytes]]:
    """Yield each index file with what it should hold."""
    for language in languages():
        for name, lists_of in PHRASE_FILES.items():
            content = msgspec.json.encode(new_language_table(language, name, lists_of))
            yield Path(str(index_path(language, name))), content + b"\n"
    yield Path(str(PHRASES_INDEX)), msgspec.json.encode(new_phrases()) + b"\n"
    yield Path(str(FILTER_INDEX)), msgspec.json.encode(new_hashes()) + b"\n"


def outdated() -> list[str]:
    """Names of the index files that are missing or hold something else."""
    return [str(path) for path, content in index_files() if not path.is_file() or path.read_bytes() != content]


def main() -> int:
    """Write all unless `--check`; list those that should be written."""
    if "--check" not in sys.argv:
        for path, content in index_files():
            path.write_bytes(content)
        return 0
    paths = outdated()
    for name in paths:
        print(f"{name} is not what its sources say: {COMMAND}")
    return int(bool(paths))


if __name__ == "__main__":
    sys.exit(main())
