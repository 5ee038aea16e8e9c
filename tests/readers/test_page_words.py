from __future__ import annotations

import pytest

from unlike.readers.apps.imessage.exporter_page import page_messages
from unlike.readers.testkit import memory_export

STAMP = '<p><span class="timestamp">May 01, 2024 10:00:00 AM</span> <span class="sender">Ada</span></p>'


def message(inside: str) -> tuple[str, str | None, bool]:
    """Kind and words of a message, and whether it was told by its place."""
    page = f'<html><body><div class="message"><div class="received">{STAMP}{inside}</div></div></body></html>'
    file = memory_export({"Ada.html": page.encode()}).only
    (found,) = page_messages(file, lambda _done, _all: None)
    assert found.sender == "Ada"
    return found.kind, found.text, found.is_by_place


TYPED = {
    '<p>Subject: <span class="subject">Plans</span></p><span class="bubble">hi</span>': ("text", "Plans\nhi", False),
    '<div class="message_part"><p>Unable to embed x/y attachments: a.xyz</p></div>': ("text", None, False),
    '<div class="message_part"><a href="attachments/1.pdf">Click to download 1.pdf</a></div>': (
        "document",
        None,
        False,
    ),
    '<span class="attachment_error">Unable to locate attachment: a.heic</span><b class="bubble">so</b>': (
        "media",
        "so",
        False,
    ),
    "<hr>Started sharing location!": ("text", None, False),
    '<span class="bubble">boo</span><span>Sent with Echo</span>': ("text", "boo", False),
    '<div class="app"><a href="https://example.org"><b>Boats</b></a></div>': ("text", "https://example.org", False),
    "just <b>these</b> words": ("text", "just these words", True),
    '<span class="unsent">Ada unsent this message part 4 seconds after sending!</span>': ("deleted", None, False),
}


@pytest.mark.parametrize(("inside", "expected"), TYPED.items())
def test_what_was_typed_and_what_the_program_adds(inside: str, expected: tuple[str, str | None, bool]) -> None:
    assert message(inside) == expected


def test_what_happened_stands_in_no_message() -> None:
    said = '<p><span class="timestamp">May 01, 2024 10:00:00 AM</span> Ada unsent a message!</p>'
    page = f'<html><body><div class ="announcement">{said}</div></body></html>'
    file = memory_export({"Ada.html": page.encode()}).only
    assert [found.kind for found in page_messages(file, lambda _done, _all: None)] == ["deleted"]
