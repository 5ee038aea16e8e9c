"""Pages of figures made by several benches: each writes its own section and leaves the others as they are."""

from __future__ import annotations

from pathlib import Path

from bench.shared.paths import MEASUREMENTS

DETECTION_PAGE = MEASUREMENTS / "detection.md"
EXPLANATIONS_PAGE = MEASUREMENTS / "explanations.md"
TEXT_PAGE = MEASUREMENTS / "topics-and-tone.md"


def write_section(section: str, text: str, page: Path = DETECTION_PAGE) -> None:
    """Write the text between the section's marks; a section that the page does not have is added at its end.

    Raises:
        SystemExit: the page opens the section and does not close it.
    """
    start, end = f"<!-- {section} -->", f"<!-- /{section} -->"
    content = page.read_text(encoding="utf-8") if page.exists() else ""
    section_text = f"{start}\n{text.strip()}\n{end}"
    content_before, opening, remainder = content.partition(start)
    if not opening:
        page.write_text(f"{content.rstrip()}\n\n{section_text}\n".lstrip(), encoding="utf-8")
        return
    _, closing, content_after = remainder.partition(end)
    if not closing:
        raise SystemExit(f"{page.name} opens the section {section} and does not close it: add {end} to it.")
    page.write_text(content_before + section_text + content_after, encoding="utf-8")
