"""Files, places, polls and announcements by their shape, in words of no language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.apps.whatsapp.app_shapes import (
    file_of_line,
    is_announcement,
    is_place,
    is_poll,
    kind_of_file,
    note_beside_file,
    unmarked_place,
    words_of_poll,
)

LRM = "\u200e"
WORDS = st.text("abcøßжяلمक日", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IMG-20160101-WA0001.jpg", "image"),
        ("VID-20260101-WA0031.mp4", "video"),
        ("PTT-20190101-WA0001.opus", "audio"),
        ("AUD-20170101-WA0001.m4a", "audio"),
        ("STK-20210101-WA0001.webp", "sticker"),
        ("00000012-GIF-2023-01-01-10-00-00.mp4", "gif"),
        ("00000012-PHOTO-2023-01-01-10-00-00.jpg", "image"),
        ("00000012-STICKER-2023-01-01-10-00-00.webp", "sticker"),
        ("2016-05-04-VIDEO-00000003.mp4", "video"),
        ("00000016-Edda.vcf", "contact"),
        ("score GIF-book.pdf", "document"),
        ("README", "document"),
    ],
)
def test_kind_of_file(name: str, kind: str) -> None:
    assert kind_of_file(name) == kind


@given(WORDS, WORDS)
def test_a_file_is_one_whatever_words_stand_beside_it(word: str, other: str) -> None:
    for name in ("IMG-20251114-WA0001.jpg", "PTT-20160101-WA0012.opus", "DOC-20200101-WA0003.pdf"):
        assert file_of_line(f"{name} ({word} {other})") == name
        assert note_beside_file(f"{name} ({word} {other})") == f"({word} {other})"
        assert file_of_line(f"<{word}: {name}>") == name
    name = "00000012-PHOTO-2023-01-01-10-00-00.jpg"
    assert file_of_line(f"<{word} {other} : {name}>") == name
    assert file_of_line(f"<{word}：{name}>") == name
    assert file_of_line(f"2016-05-04-PHOTO-00000003.jpg <{word}>") == "2016-05-04-PHOTO-00000003.jpg"


@pytest.mark.parametrize(
    "line",
    [
        "IMG-20251114-WA0001.jpg is the one I meant",
        "look at IMG-20251114-WA0001.jpg (the second)",
        "<see: page 12>",
        "notes.txt (from the choir)",
        "that was fun <grin>",
        "IMG-1.jpg (nice)",
    ],
)
def test_what_people_say_of_files_is_theirs(line: str) -> None:
    assert file_of_line(line) is None
    assert note_beside_file(line) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("https://maps.google.com/?q=43.66,-29.11", True),
        ("Ort: https://maps.google.com/?q=43.66,-29.11", True),
        ("Harbour Café (Nice): https://foursquare.com/v/4b0588c1f964a520d5d622e3", True),
        ("Harbour Café\n3 Quai Sud\nhttps://maps.google.com/?q=43.66,7.11", True),
        ("Café: https://maps.apple.com/?ll=43.6,7.1&q=x", True),
        ("https://example.org/?q=43.66,7.11", False),
        ("https://maps.google.com/?q=43.66,7.11 is where", False),
    ],
)
def test_a_place_behind_the_mark(text: str, *, place: bool) -> None:
    assert is_place(LRM + text) == place


def test_a_place_without_a_mark_keeps_words_that_may_be_typed() -> None:
    assert unmarked_place("https://maps.google.com/?q=43.66,-29.11") == (None,)
    assert unmarked_place("come here: https://maps.google.com/?q=43.66,-29.11") == ("come here",)
    assert unmarked_place("Pier (Nice): https://foursquare.com/v/4b0588c1f964a520d5d622e3") == (None,)
    assert unmarked_place("come to https://maps.google.com/?q=43.66,-29.11 at 8") is None
    assert unmarked_place("https://maps.app.goo.gl/Abc") is None


@given(WORDS, WORDS, st.lists(WORDS, min_size=2, max_size=5), st.sampled_from(["", LRM]))
def test_a_poll_is_one_in_whatever_words(heading: str, option: str, answers: list[str], mark: str) -> None:
    lines = [f"{mark}{option}: {answer} ({mark}{number} {heading})" for number, answer in enumerate(answers)]
    assert is_poll("\n".join([f"{mark}{heading}:", "which?", *lines]))
    assert not is_poll("\n".join([f"{heading}:", "which?", *answers]))
    assert not is_poll("\n".join(["which?", *lines]))


@pytest.mark.parametrize("votes", ["one vote", "no votes", "הצבעה אחת", "ไม่มี"])
def test_a_number_of_votes_may_be_a_word(votes: str) -> None:
    text = f"ΨΗΦΟΦΟΡΙΑ:\nwhen?\nΕΠΙΛΟΓΗ: now ({votes})\nΕΠΙΛΟΓΗ: later (2 x)"
    assert is_poll(text)
    assert words_of_poll(text) == "when?\nnow\nlater"
    assert not is_poll(f"Rosa:\nwhat she says\nnoon: bread ({votes})\nnoon: soup (nice)")


def test_announcements() -> None:
    assert is_announcement(f"{LRM}EVENT: Rehearsal\nSunday")
    assert is_announcement(f"{LRM}ÉVÉNEMENT : Répétition")
    assert is_announcement(f"{LRM}イベント：練習\n日曜日")
    assert not is_announcement(f"{LRM}イベント：練習")
    assert not is_announcement(f"{LRM}Event: Rehearsal\nSunday")
    assert not is_announcement(f"{LRM}OK: see you")
    assert not is_announcement(f"{LRM}no heading")
