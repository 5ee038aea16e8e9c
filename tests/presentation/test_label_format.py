from __future__ import annotations

import re
from pathlib import Path

import pytest

import unlike
from unlike.i18n import language_context
from unlike.presentation.sentences.formatting.label_format import as_label, with_label

TEMPLATES = sorted(Path(unlike.__file__).parent.glob("*/**/templates/*.html"))
BARE_SIGN = re.compile(r"\}\}\s*[:;?!](?=[\s<])|>\s*[:;?!]\s*\{\{")


@pytest.mark.parametrize(
    ("language", "label", "sentence"),
    [
        ("en", "as usual:", "as usual: length"),
        ("fr", "as usual\N{NO-BREAK SPACE}:", "as usual\N{NO-BREAK SPACE}: length"),
    ],
)
def test_the_sign_behind_a_label_stands_as_the_language_writes_it(language: str, label: str, sentence: str) -> None:
    with language_context(language):
        assert as_label("as usual") == label
        assert with_label("as usual", "length") == sentence
        assert as_label("") == label.removeprefix("as usual")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_puts_a_sign_behind_a_value_by_itself(template: Path) -> None:
    """French has a space before these signs; a sentence of the catalogue, or `as_label`, knows it."""
    assert BARE_SIGN.findall(template.read_text("utf-8")) == []
