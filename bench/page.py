"""One page of figures, made by several commands: each writes its own section and leaves the others as they are."""

from __future__ import annotations

from pathlib import Path

ACCURACY = Path(__file__).resolve().parents[1] / "docs" / "accuracy.md"


def put(section: str, text: str, page: Path = ACCURACY) -> None:
    """Write the text between the section's marks; a section that the page does not have is added at its end."""
    start, end = f"<!-- {section} -->", f"<!-- /{section} -->"
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    new = f"{start}\n{text.strip()}\n{end}"
    before, found, rest = old.partition(start)
    if not found:
        page.write_text(f"{old.rstrip()}\n\n{new}\n".lstrip(), encoding="utf-8")
        return
    _, closed, after = rest.partition(end)
    if not closed:
        raise SystemExit(f"{page.name} opens the section {section} and does not close it: add {end} to it.")
    page.write_text(before + new + after, encoding="utf-8")
