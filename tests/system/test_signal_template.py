"""The template of a signal works as it stands: computed on a demo chat, documented, and told in the JSON document."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

import document_signals
from conftest import Check, Studied
from page_shell import run_bash
from unlike.signals import SIGNALS, Signal, measure, series

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates/signal/my_signal.py"
TUTORIAL = (ROOT / "docs/tutorial/signal.md").read_text("utf-8")
BLOCK = re.compile(
    r"^<!-- run by tests/system/test_signal_template.py -->\n\n```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE
)
IMPORTS = re.compile(r"^from unlike\.signals\.families import .*", re.MULTILINE)
ZONE = "Europe/Berlin"


@pytest.fixture(scope="module")
def template_signal() -> Signal:
    spec = importlib.util.spec_from_file_location("my_signal", TEMPLATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (signal,) = module.SIGNALS
    assert isinstance(signal, Signal)
    return signal


def test_it_is_computed_on_a_demo_chat_and_shows_up_in_the_daily_series(
    template_signal: Signal, small: Studied
) -> None:
    registered = (*SIGNALS, template_signal)
    chat = small.chat
    measured = measure(chat.table(ZONE), registered, ZoneInfo(ZONE), timedelta(minutes=1))
    daily = {one.name: one for one in series(measured, chat.other)}[template_signal.name]
    texts = chat.table(ZONE).filter(sender=chat.other)["text"].drop_nulls()
    assert np.isfinite(daily.values).mean() > 0.9
    assert np.nanmean(daily.values) == pytest.approx(texts.str.contains(r"[\p{L}\p{N}]$").mean(), abs=0.05)


def test_its_row_of_the_documentation_is_whole(template_signal: Signal) -> None:
    row = document_signals.signal_row(template_signal)
    assert row.startswith(f"| `{template_signal.name}` | {template_signal.label} | share | share |")
    assert template_signal.study in row


def test_it_shows_up_in_the_json_document(
    template_signal: Signal, check: Check, monkeypatch: pytest.MonkeyPatch, rosa: Studied
) -> None:
    monkeypatch.setattr("unlike.analysis.measured_conversations.SIGNALS", (*SIGNALS, template_signal))
    (conversation,) = check(rosa.path, "--me", "Imke", "--json").document()["conversations"]
    spells = conversation["people"][0]["spells"]
    changed = {signal["name"]: signal for spell in spells for signal in spell["signals"]}
    assert changed[template_signal.name]["unit"] == template_signal.unit


def test_the_tutorial_leads_to_the_signal(tmp_path: Path, small: Studied) -> None:
    copy, lines, example = BLOCK.findall(TUTORIAL)
    tree = tmp_path / "src/unlike"
    (tree / "signals").mkdir(parents=True)
    for path in (ROOT / "src/unlike").iterdir():
        if path.name != "signals":
            (tree / path.name).symlink_to(path)
    shutil.copytree(ROOT / "src/unlike/signals", tree / "signals", dirs_exist_ok=True)
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/demo").symlink_to(small.path.parent)  # of an Imke and a Rosa, too
    run_bash(copy, tmp_path)
    registry = tree / "signals/registry.py"
    (imports,) = IMPORTS.findall(lines)
    (entry,) = re.findall(r"^    \*endings.*\n", lines, re.MULTILINE)
    text = IMPORTS.sub(imports, registry.read_text("utf-8"))
    registry.write_text(re.sub(r"(\nSIGNALS: [^)]*?)(?=\))", rf"\g<1>{entry}", text), "utf-8")
    output = run_bash(example, tmp_path, PYTHONPATH=str(tmp_path / "src"))
    assert "bare_endings" in output
    assert re.match(r"\[0\.\d", output)


def test_every_field_of_a_signal_is_explained_by_the_tutorial() -> None:
    fields = set(Signal.__dataclass_fields__)
    assert {name for name in fields if f"`{name}`" not in TUTORIAL} == set()
    assert {name for name in fields if f"{name}=" not in TEMPLATE.read_text("utf-8")} == set()
