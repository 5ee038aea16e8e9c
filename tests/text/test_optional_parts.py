"""Every phrase of every list is found in each text it spells out, wherever that stands in a message."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

import polars as pl
import pytest
from hypothesis import settings

from phrase_texts import PhraseTexts
from unlike.text import languages
from unlike.text.normalise import plain
from unlike.text.optional_parts import with_own_spaces
from unlike.text.phrase_index import PhraseIndex, is_in
from unlike.text.phrase_lists import apostrophe_of, bare_phrases, table
from unlike.text.phrase_tables import PhraseMaker
from unlike.text.spaceless_phrases import is_spaceless

_FILES: Final = ("topics", "concerns", "rituals", "plans")
_RAW: Final = re.compile(r"apostrophe|\w+_hints")
_STEP: Final = 8 if settings().max_examples <= 25 else 1
"""One in so many phrases is tried; all where a profile draws more."""
_MESSAGES: Final = ("{text}", "{text} {other}", "{other} {text}", "{other} {text}.")


@pytest.mark.parametrize("file", _FILES)
@pytest.mark.parametrize("language", languages())
def test_a_phrase_is_found_in_each_text_it_spells_out(language: str, file: str) -> None:
    other = "猫" if is_spaceless(language) else "xq"
    phrases, texts = phrases_with_texts(language, file, other)
    missed = []
    for message in _MESSAGES:
        bare = plain(pl.Series([message.format(text=text, other=other) for text in texts]), apostrophe_of(language))
        missed += [
            (name, written, text)
            for (name, index, written), text in zip(phrases, bare.to_list(), strict=True)
            if not is_in(text, index.candidates(text).get(name, ()))
        ]
    assert not missed


def phrases_with_texts(language: str, file: str, other: str) -> tuple[list[tuple[str, PhraseIndex, str]], list[str]]:
    """The list of each phrase, an index of it alone, how it is written; a text of it, once for each of its texts."""
    raw = tomllib.loads(files("unlike.text").joinpath("phrases", language, f"{file}.toml").read_text("utf-8"))
    ready = table(language, file)
    classes = {name: split(listed) for name, listed in raw.get("words", {}).items()}
    spelled = PhraseTexts(classes, other, other[:1])
    maker = PhraseMaker(language, ready.get("words", {}))
    rows, texts = [], []
    for (name, listed), (_, compiled) in zip(lists_of(raw, file), lists_of(ready, file), strict=True):
        for place, (phrase, written) in enumerate(zip(bare_phrases(compiled), split(listed), strict=True)):
            if place % _STEP:
                continue
            index = PhraseIndex([maker.table({name: [phrase]})])
            for text in spelled.of(written):
                rows.append((name, index, written))
                texts.append(text)
    return rows, texts


def lists_of(written: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """Each list of phrases of a file by its name."""
    for key, value in written.items():
        if isinstance(value, Mapping):
            yield from lists_of(value, f"{name} {key}")
        elif not _RAW.fullmatch(key):
            yield from ((f"{name} {key}", listed) for listed in (value if isinstance(value, list) else [value]))


def split(listed: str) -> list[str]:
    return [phrase.strip() for phrase in re.split(r"[,\n]", listed) if phrase.strip()]


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("sick (again|still)?", "sick( (again|still))?"),
        ("(so)? (very)? tired", "((so) )?((very) )?tired"),
        ("lost (my)? job", "lost ((my) )?job"),
        ("rent .. (due)?", "rent( .. (due))?"),
        ("(the)? .. rent", "((the) .. )?rent"),
        ("lost (my)? .. job", "lost( (my))? .. job"),
        ("lost .. (my)? job", "lost .. ((my) )?job"),
        ("mum~ (ill)?", "mum(~ (ill))?"),
        ("(sick (again)?|ill) today", "(sick( (again))?|ill) today"),
        ("moved (in|out)?( again)? at last", "moved ((in|out)?( again)? )?at last"),
        (r"at \d* pm", r"at (\d* )?pm"),
    ],
)
def test_a_part_that_may_be_missing_has_the_space_beside_it(written: str, meaning: str) -> None:
    assert with_own_spaces(written) == meaning


@pytest.mark.parametrize(
    "written",
    [
        "hay ?fever",
        "(my )?boss(es)?",
        "my (old )?.. boss",
        "(my (old )?|a )boss",
        "fell ill( again)?",
        "(a)? (b)?",
        "no+",
    ],
)
def test_a_phrase_whose_spaces_are_its_own_stays(written: str) -> None:
    assert with_own_spaces(written) == written
