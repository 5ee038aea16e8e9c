"""Blocks of an export as rows: lines with and without a sender, with and without the app's mark."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.coverage import miscount
from unlike.readers.formats import text_lines
from unlike.readers.testkit import parse

LRM = "\u200e"
TITLE = "Harbour-Choir"
APP_WORDS = (
    "You created group “Harbour-Choir”",
    "Messages to this group are now secured with end-to-end encryption.",
    "Edda added Pim",
    "Pim left",
    "image omitted",
    "Missed voice call",
    "00000007-PHOTO-2019.jpg <attached>",
    "<Media omitted>",
    "",
    "null",
)
TYPED = ("see you at the pier", "two\nlines", "a: b", "<3", "x <This message was edited>", "ß é 🙂")


def read(lines: list[str], name: str = f"WhatsApp Chat - {TITLE}.txt") -> ParsedConversation:
    content = "".join(f"[21/04/2018, 10:20:13] {line}\n" for line in lines).encode()
    (part,) = parse(WhatsAppReader(), content, name, ReadOptions(ZoneInfo("UTC"), "dmy"))
    assert miscount(part.conversation.coverage, part.messages, len(part.conversation.skipped)) is None
    assert schema_violations(part.messages.sort("sent_at", maintain_order=True)) == []
    return part


def test_a_line_without_a_sender_beside_the_chat_s_own_name() -> None:
    part = read([APP_WORDS[0], f"{TITLE}: {APP_WORDS[1]}", "Edda: hello"])
    assert part.messages["kind"].to_list() == ["system", "system", "text"]
    assert part.messages["text"].to_list() == [None, None, "hello"]
    assert part.conversation.group


def test_an_empty_name_whose_space_an_editor_trimmed_is_somebody() -> None:
    part = read([":\nhello", "Edda:\nhello", ":"])
    assert part.messages["sender"].to_list() == ["", "Edda", ""]
    assert part.messages["text"].to_list() == ["\nhello", "\nhello", None]
    assert part.messages["kind"].to_list() == ["text", "text", "media"]


@pytest.mark.parametrize("blank", ["\n", "\n\n", " \n", "\n \t\n"])
@pytest.mark.parametrize("mark", ["", LRM])
def test_blank_lines_below_change_neither_kind_nor_words(blank: str, mark: str) -> None:
    lines = [
        "Edda: two\n\nlines",
        "Edda: ",
        *(f"Edda: {mark}{words}" for words in APP_WORDS),
        "Edda: IMG.jpg <attached>\nhi",
    ]
    plain, spaced = read(lines), read([f"{line}\n{blank}".removesuffix("\n") for line in lines])
    columns = ("sender", "kind", "text")
    assert spaced.messages.select(columns).rows() == plain.messages.select(columns).rows()


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", f"{TITLE}: ", "Edda: ", "Pim: ", ": ", ":\n", "~ Pim: "]),
        st.sampled_from(["", LRM]),
        st.sampled_from(APP_WORDS + TYPED),
    ),
    min_size=1,
    max_size=12,
)


@examples(30)
@given(LINES, st.sampled_from([24, 90, 1 << 20]), st.booleans())
def test_no_mixture_of_senders_and_marks_is_too_odd(
    lines: list[tuple[str, str, str]], block: int, marked: bool
) -> None:
    """Every line is a row, and what somebody typed comes back, in whatever block it stands."""
    lines = [("Edda: ", "", TYPED[0]), *lines]  # a header with nothing behind it is none to learn from
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "BLOCK_BYTES", block)
        part = read([f"{sender}{mark if marked else ''}{text}" for sender, mark, text in lines])
    assert part.messages.height == len(lines)
    for (sender, mark, text), (kind, read_text) in zip(
        lines, part.messages.select("kind", "text").iter_rows(), strict=True
    ):
        assert (kind == "system") <= (read_text is None)
        if sender in {"Edda: ", "Pim: "} and text == TYPED[0] and not (marked and mark):
            assert (kind, read_text) == ("text", text)
