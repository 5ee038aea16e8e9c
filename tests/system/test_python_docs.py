"""The Python page's signatures are the code's, and the glossary names what there is."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from conftest import Studied
from unlike import api
from unlike.core.day_rule import day_of
from unlike.errors import OptionError

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/python.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs/reference/glossary.md").read_text("utf-8")
CODE_NAMES = sorted(
    {
        name
        for line in GLOSSARY.splitlines()
        if line.startswith("| **")
        for name in re.findall(r"`([\w./]+)`", line.rsplit("|", 2)[1])
    }
)


def test_the_signatures_are_those_of_the_code() -> None:
    parameters = ", ".join(
        str(parameter).partition(":")[0] + (f"={parameter.default}" if parameter.kind is parameter.KEYWORD_ONLY
                                            and parameter.default is not parameter.empty else "")
        for parameter in inspect.signature(api.read).parameters.values()
    )  # fmt: skip
    assert f"## `read({parameters.replace('zone', '*, zone', 1)}) -> Chats`" in PAGE
    assert list(inspect.signature(api.analyse).parameters) == ["imported", "options"]


@pytest.mark.parametrize("field", [field.name for field in fields(api.AnalysisOptions)])
def test_every_option_is_explained(field: str) -> None:
    assert f"`{field}`" in PAGE


@pytest.mark.parametrize("name", CODE_NAMES)
def test_what_the_glossary_names_is_there(name: str) -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    if "/" in name:
        assert (ROOT / name).exists()
        return
    last = name.rpartition(".")[2]
    defined = re.compile(rf"^\s*(?:class|def) {last}\b|^\s*{last}\s*[:=]|\"{last}\": ", re.MULTILINE)
    assert any(path.stem == last or defined.search(path.read_text("utf-8")) for path in sources)


def test_one_path_and_the_name_of_a_zone_do(small: Studied) -> None:
    one = api.read(str(small.path), zone="Europe/Berlin")
    assert one.messages.equals(api.read([small.path], zone=ZoneInfo("Europe/Berlin")).messages)


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "/etc/passwd", "../x"])
def test_a_zone_that_there_is_not_is_one_sentence(zone: str) -> None:
    with pytest.raises(OptionError, match=r"Give a zone such as"):
        api.read("chat.txt", zone=zone)


def test_without_a_zone_it_is_the_machines(small: Studied, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert api.read(small.path).zone == ZoneInfo("Asia/Tokyo")


def test_what_was_read_analyses_itself_and_shows_itself(small: Studied) -> None:
    chats = api.read(small.path, zone="Europe/Berlin")
    (summary,) = chats.summaries()
    first, last = (chats.messages["sent_at"].dt.convert_time_zone("Europe/Berlin")[at] for at in (0, -1))
    people = chats.messages.filter(~chats.messages["kind"].cast(pl.String).is_in(["system", "call"]))
    assert (summary.app, summary.messages, summary.skipped) == ("WhatsApp", people.height, 0)
    assert (summary.first, summary.last) == (day_of(first), day_of(last))
    assert "WhatsApp" in chats._repr_html_()
    again = chats.interpreted(api.Interpretation(ZoneInfo("Asia/Tokyo")))
    assert again.zone == ZoneInfo("Asia/Tokyo")
    analysis = chats.analyse(me=small.chat.owner)
    assert analysis.findings == small.analysis.findings
    bundle = analysis._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"] == analysis._repr_html_()
    assert bundle["text/plain"] == repr(analysis)
    assert analysis.signals().table.equals(api.daily_signals(small.analysis).table)


def test_at_the_prompt_an_analysis_is_its_answer_without_what_was_typed(rosa: Studied) -> None:
    shown = str(api.with_annotations(rosa.analysis, api.AnalysisOptions(owner="Imke")))
    assert "unlike Rosa" in shown
    assert "see you tonight" in str(rosa.analysis.findings)
    assert "see you tonight" not in shown
    assert len(shown.splitlines()) < 60
