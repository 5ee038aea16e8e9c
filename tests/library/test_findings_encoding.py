"""Findings as bytes: they come back equal, and nothing else is ever made of stored bytes."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest

from example_findings import CASES
from unlike.i18n import language_context, lazy, translate_lazy
from unlike.library.findings_encoding import decode_findings, encode_findings
from unlike.results import Findings

if TYPE_CHECKING:
    from conftest import Studied


def packed(value: object) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(value))


@pytest.mark.parametrize("name", sorted(CASES))
def test_findings_come_back_as_they_were(name: str) -> None:
    back = decode_findings(encode_findings(CASES[name]))
    assert back == CASES[name]
    assert repr(back) == repr(CASES[name])


def test_those_of_a_real_analysis_come_back_too(rosa: Studied, jule: Studied) -> None:
    for studied in (rosa, jule):
        findings = studied.analysis.findings
        back = decode_findings(encode_findings(findings))
        assert back == findings
        assert repr(back) == repr(findings)


def test_a_sentence_is_still_in_no_language() -> None:
    note = lazy("{path}: there is no such file or folder. Check the path, or drag the export here.", path="a")
    (chat, *others) = CASES["rosa"].conversations
    findings = replace(CASES["rosa"], conversations=(replace(chat, notes=(note,)), *others))
    (sentence,) = decode_findings(encode_findings(findings)).conversations[0].notes
    with language_context("de"):
        assert translate_lazy(sentence) == translate_lazy(note) != str(note)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x" * 100,
        packed("text"),
        packed({"record": "unlike.results.findings:Findings", "fields": []}),
        packed({"record": "unlike.results.findings:Nothing", "fields": []}),
        packed({"record": "subprocess:Popen", "fields": [["true"]]}),
        packed({"choice": "unlike.results.findings:dataclass", "value": 1}),
        packed({"unheard": 1}),
    ],
)
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with them
        decode_findings(content)


def test_a_value_of_another_kind_is_refused() -> None:
    findings = Findings(datetime(2025, 1, 1, tzinfo=UTC), "UTC", (), 0.1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        encode_findings(findings)
