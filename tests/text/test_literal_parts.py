"""Signs that a text must have for a phrase: of whatever the phrase is written, they stand in all that it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.text import languages
from unlike.text.literal_parts import literal_parts
from unlike.text.phrase_tables import PhraseTable
from unlike.text.required_words import Vocabulary, _expanded, _UnboundedError
from unlike.text.topic_grammar import topic_phrases


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("sore throat", (" sore throat ",)),
        ("broke my (arm|leg)", (" broke my ",)),
        ("(my )?boss(es)?", ("boss",)),
        ("throw .. away", (" throw ", "away ")),
        ("dont call~ hes", (" dont call", "hes ")),
        ("no+", (" n",)),
        ("hay ?fever", (" hay", "fever ")),
        ("(ha){2}", ()),
        ("ill|sick", ()),
        (r"at \d+", (" at ",)),
        ("colou?r", (" colo", "r ")),
    ],
)
def test_what_may_be_missing_is_no_literal_part(written: str, expected: tuple[str, ...]) -> None:
    assert literal_parts(written, " ") == expected


def _written(table: PhraseTable) -> list[str]:
    return [phrase for phrases in table.lists.values() for phrase in phrases]


@pytest.mark.parametrize("language", languages())
@examples(60)
@given(data=st.data())
def test_every_text_of_a_phrase_has_its_literal_parts(language: str, data: st.DataObject) -> None:
    table = topic_phrases(language)
    written = data.draw(st.sampled_from(_written(table)))
    try:
        texts = sorted(_expanded(written, Vocabulary({}, {}).classes))
    except _UnboundedError:
        return
    text = f" {data.draw(st.sampled_from(texts))} "
    if re.search(table.expression(written), text):
        assert all(part in text for part in literal_parts(written, table.lead))
