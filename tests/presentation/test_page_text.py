"""The rules of what may be said, over every sentence that only the local page has."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from unlike.presentation.sentences.interface import finding_page, http_errors, settings_text, upload_text
from wording_rules import ADVICE, FORBIDDEN, GUESSED


def sentences(module: ModuleType) -> Iterator[str]:
    """Every text in a module's code; the parts between the values of a sentence, too."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("module", [finding_page, upload_text, http_errors, settings_text])
def test_no_feeling_no_motive_no_advice_and_nobody_is_guessed_at(module: ModuleType) -> None:
    told = list(sentences(module))
    assert len(told) > 5
    assert [(word, one) for one in told for word in (*FORBIDDEN, *ADVICE) if word in one.casefold()] == []
    assert [one for one in told if GUESSED.search(one)] == []
