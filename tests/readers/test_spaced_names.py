from __future__ import annotations

from unlike.readers.formats.spaced_names import spaced_names


def test_a_name_is_what_all_lines_of_a_person_begin_with() -> None:
    texts = ["Rosa Ahl hi", "Imke hi", "Rosa Ahl is it cold?", "Imke it is", "Rosa Ahl hm", "Imke not so"]
    assert spaced_names(texts) == ["Rosa Ahl", "Imke", "Rosa Ahl", "Imke", "Rosa Ahl", "Imke"]


def test_a_known_name_goes_before_and_words_are_never_all_name() -> None:
    assert spaced_names(["Rosa Ahl hi", "Rosa and so on"], ["Rosa Ahl"]) == ["Rosa Ahl", "Rosa"]
    assert spaced_names(["Imke ok then"] * 3) == ["Imke ok"] * 3
    assert spaced_names(["Imke ok", "Imke ok", "Imke ok"]) == ["Imke"] * 3
    assert spaced_names([]) == []
