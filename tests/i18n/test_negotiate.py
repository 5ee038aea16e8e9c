from __future__ import annotations

import pytest

from unlike.i18n import environment_language, header_language, supported_language


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de_AT.UTF-8", "de"),
        ("PT-br", "pt"),
        (" fr@euro ", "fr"),
        ("es.UTF-8", "es"),
        ("C.UTF-8", None),
        ("nl", None),
        ("", None),
    ],
)
def test_a_tag_names_a_supported_language_or_none(tag: str, language: str | None) -> None:
    assert supported_language(tag) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "nl:pt:es"}, "pt"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LANG": "nl_NL"}, "en"),
        ({"LANG": "de_DE", "UNLIKE_LANGUAGE": "es"}, "es"),
        ({"UNLIKE_LANGUAGE": "fr"}, "fr"),
        ({"LC_MESSAGES": "pt_BR", "LANG": "de"}, "pt"),
        ({"LC_ALL": " ", "LANG": "de"}, "de"),
    ],
)
def test_the_first_variable_that_is_set_decides(environment: dict[str, str], language: str) -> None:
    assert environment_language(environment) == language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("nl,de;q=0.5,fr;q=0.8", "fr"),
        ("de;q=0,pt;q=0.1", "pt"),
        ("de;q=0", "en"),
        ("de; q = 0.2, es", "es"),
        ("de;q=x, en;q=0.1", "en"),
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("de," * 100_000, "de"),
    ],
)
def test_a_header_prefers_by_weight(accepted: str, language: str) -> None:
    assert header_language(accepted) == language
