"""Names that stand on a page, of what is open and of what is kept: what is blurred while names are hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from unlike.web.session_state import Session


def hidden_names(session: Session, values: Mapping[str, Any]) -> Iterator[str]:
    """Names of everybody, titles of chats, and names of files.

    Args:
        session: what is open.
        values: of the page's template; `kept_names` are names in what is kept, `sought` is a name that was searched,
            and `problem` and `title` may begin with the name of a file.
    """
    yield from values.get("kept_names", ())
    yield from filter(None, (values.get("sought"), *map(_file_name, (values.get("problem"), values.get("title")))))
    yield from session.owner_candidates
    yield from (path.name for path in session.open_files)
    if session.comparison:
        yield from (chat.title for chat in session.comparison.chats)
    if session.import_result:
        yield from session.import_result.people
        yield from (conversation.title for conversation in session.import_result.conversations)
    if session.analysis:
        findings = session.analysis.findings
        yield findings.owner
        for conversation in findings.conversations:
            yield conversation.title
            yield from (name for name, _ in session.analysis.transcripts[conversation.key].senders())


def _file_name(sentence: object) -> str:
    """The name of a file that a sentence about it begins with; empty for any other sentence."""
    name, colon, _ = str(sentence or "").partition(": ")
    return name if colon and "." in name else ""
