"""Exports in a language whose phrases nobody wrote down: what the shape tells, and what is said of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from example_counts import examples
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.coverage import miscount
from unlike.readers.testkit import parse

LRM, RLM = "\u200e", "\u200f"
OMITTED = "<vodu sumi tebar>"
UNKNOWN_NOTICE = "Ule beti kora ne sumu dafi tel ramu bani, ne tel WhatsApp."


def read(lines: list[str], name: str) -> ParsedConversation:
    (part,) = parse(WhatsAppReader(), "".join(lines).encode(), name, ReadOptions(ZoneInfo("UTC"), "dmy"))
    assert miscount(part.conversation.coverage, part.messages, len(part.conversation.skipped)) is None
    return part


def android(*bodies: str) -> ParsedConversation:
    return read([f"12/11/2025, 08:06 - {body}\n" for body in bodies], "WhatsApp Chat with Edda.txt")


def iphone(*bodies: str, title: str = "Quartet") -> ParsedConversation:
    return read([f"[13.11.25, 08:06:31] {body}\n" for body in bodies], f"WhatsApp Chat - {title}.txt")


def said(part: ParsedConversation, words: str) -> bool:
    return any(words in str(note) for note in part.conversation.notes)


def test_what_stands_alone_in_brackets_again_and_again_is_a_file() -> None:
    part = android(f"Edda: {OMITTED}", "Pim: hello", f"Edda: {OMITTED}", f"Edda: {OMITTED}", "Pim: <very quietly>")
    assert part.messages["kind"].to_list() == ["media", "text", "media", "media", "text"]
    assert part.messages["text"].to_list() == [None, "hello", None, None, "<very quietly>"]
    assert said(part, "3 lines were taken as WhatsApp's own")
    assert said(part, OMITTED)


def test_two_people_do_not_type_the_same_brackets() -> None:
    assert android(f"Edda: {OMITTED}", f"Pim: {OMITTED}").messages["kind"].to_list() == ["media"] * 2
    assert android(f"Edda: {OMITTED}", f"Edda: {OMITTED}").messages["kind"].to_list() == ["text"] * 2


def test_where_the_app_s_words_are_known_other_brackets_need_more() -> None:
    known = "Edda: <Media omitted>"
    assert android(known, *[f"Edda: {OMITTED}"] * 9).messages["kind"].to_list() == ["media", *["text"] * 9]
    assert android(known, f"Edda: {OMITTED}", f"Pim: {OMITTED}").messages["kind"].to_list() == ["media", *["text"] * 2]
    part = android(known, *[f"Edda: {OMITTED}", f"Pim: {OMITTED}"] * 2)
    assert part.messages["kind"].to_list() == ["media"] * 5


def test_a_short_word_in_brackets_is_somebody_s_however_often() -> None:
    part = android(*["Edda: <grin>", "Pim: <grin>"] * 5)
    assert part.messages["text"].to_list() == ["<grin>"] * 10
    assert not said(part, "WhatsApp's own")


def test_a_file_is_one_in_whatever_words_and_teaches_them() -> None:
    part = android(
        "Edda: IMG-20251112-WA0001.jpg (doku sami)\nlook", "Pim: lease.pdf (doku sami)\nsign", "Pim: b.pdf (for you)"
    )
    assert part.messages["kind"].to_list() == ["image", "document", "text"]
    assert part.messages["text"].to_list() == ["look", "sign", "b.pdf (for you)"]
    assert said(part, "(doku sami)")


def test_the_mark_of_edited_messages_in_whatever_words() -> None:
    texts = [f"line {number}" for number in range(5)]
    part = android(*(f"Edda: {text} <tona beli>" for text in texts), "Edda: ah <tona belu>")
    assert part.messages["text"].to_list() == [*texts, "ah <tona belu>"]
    assert iphone(f"Edda: {LRM}image omitted", f"Edda: so {LRM}<tona beli>").messages["text"][1] == "so"


def test_behind_the_mark_what_comes_again_is_a_file_and_what_does_not_is_said() -> None:
    part = iphone(f"Edda: {LRM}foto tebar", f"Pim: {LRM}foto tebar", f"Pim: {LRM}once", "Ada: hi")
    assert part.messages["kind"].to_list() == ["media", "media", "text", "text"]
    assert part.messages["text"].to_list() == [None, None, "once", "hi"]
    assert said(part, "2 lines were taken")
    assert said(part, "1 line bears WhatsApp's mark")


def test_the_other_mark_before_words_from_right_to_left() -> None:
    part = iphone(f"Edda: {RLM}صورة غائبة", f"Pim: {RLM}صورة غائبة", f"Ada: {RLM}hello", "Ada: hi")
    assert part.messages["kind"].to_list() == ["media", "media", "text", "text"]


def test_a_group_s_own_name_is_nobody_s() -> None:
    part = iphone(f"Quartet: {LRM}{UNKNOWN_NOTICE}", f"Quartet: {LRM}Pim telu", "Edda: hi", "Pim: ho", "Quartet: me")
    assert part.messages["kind"].to_list() == ["system", "system", "text", "text", "text"]
    pair = iphone(f"Quartet: {LRM}telu bani", "Edda: hi", "Quartet: me")
    assert pair.messages["kind"].to_list() == ["text", "text", "text"]
    assert said(pair, "1 line bears WhatsApp's mark")


def test_the_notice_at_the_beginning_and_reports_on_their_sender_are_the_app_s() -> None:
    part = iphone(
        f"Edda: {LRM}{UNKNOWN_NOTICE}",
        f"Edda: {LRM}Kodu tel Edda's rami.",
        f"Edda: {LRM}sweet Eddalina",
        f"Pim: {LRM}{UNKNOWN_NOTICE} Tell everybody!",
        title="Edda",
    )
    assert part.messages["kind"].to_list() == ["system", "system", "text", "text"]
    assert said(part, "2 lines bear WhatsApp's mark")


def test_a_group_s_name_is_recognised_without_the_file_s_name() -> None:
    notice = "Messages and calls are end-to-end encrypted. No one outside of this chat can read them."
    lines = (f"Quartet: {LRM}{notice}", f"Quartet: {LRM}Pim telu", "Edda: hi", "Pim: ho")
    assert iphone(*lines, title="x").messages["kind"].to_list() == ["system", "system", "text", "text"]
    unmarked = iphone(f"Quartet: {notice}", "Quartet: Edda added Pim", "Edda: hi", "Pim: ho", title="x")
    assert unmarked.messages["kind"].to_list() == ["system", "system", "text", "text"]


def test_an_unmarked_report_on_its_own_sender_is_the_app_s_in_a_group() -> None:
    part = iphone("Edda: Edda created group “Quartet”", "Edda: Edda left", "Pim: hi", "Ada: hi")
    assert part.messages["kind"].to_list() == ["system", "text", "text", "text"]


def test_lines_of_the_app_that_nobody_knows_are_said() -> None:
    words = "None of WhatsApp's own lines"
    assert said(android(UNKNOWN_NOTICE, "Edda: hi"), words)
    assert not said(android("Edda: hi"), words)
    assert not said(android(UNKNOWN_NOTICE, "Edda: <Media omitted>"), words)
    assert not said(android(UNKNOWN_NOTICE, "Messages and calls are end-to-end encrypted. Tap.", "Edda: hi"), words)


def test_one_text_from_several_people_again_and_again_is_said_but_stays_theirs() -> None:
    words = "No line of this export was recognised"
    lines = ["Edda: foto tebar", "Pim: foto tebar", "Pim: and so on", "Edda: fine"] * 8
    part = iphone(*lines)
    assert said(part, words)
    assert set(part.messages["kind"].to_list()) == {"text"}
    assert not said(iphone(*lines, "Edda: image omitted"), words)
    assert not said(iphone(*["Edda: foto tebar", "Pim: one", "Pim: and so on"] * 10), words)
    assert not said(iphone(*[f"Edda: {number}" for number in range(40)], *lines[:12]), words)


SYLLABLES = st.lists(st.sampled_from(["ba", "ko", "ли", "мэ", "لم", "कल", "日", "ê"]), min_size=3, max_size=6)
TYPED = st.sampled_from(["hi", "<3", "> so <", "see: this", "(yes)", "a\nb", "<grin>", "x (doc)", "…"])


@examples(40)
@given(SYLLABLES, st.lists(TYPED, max_size=8), st.booleans())
def test_in_no_language_is_a_file_lost_among_words_or_a_word_among_files(
    syllables: list[str], typed: list[str], marked: bool
) -> None:
    """Placeholders of an invented language are files; what people typed comes back unchanged."""
    assume(typed.count("see: this") < 3)  # "Edda: see" again and again is a name as well as not
    words = " ".join(syllables)
    placeholder = f"{LRM}{words}" if marked else f"<{words}>"
    lines = [body for text in typed for body in (f"Pim: {placeholder}", f"Edda: {text}")]
    part = (iphone if marked else android)(*lines, f"Edda: {placeholder}", f"Pim: {placeholder}")
    messages = part.messages.filter(part.messages["kind"] == "text")
    assert messages["text"].to_list() == typed
    assert (part.messages["kind"] == "media").sum() == len(typed) + 2
