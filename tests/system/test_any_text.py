"""Nothing that anybody can type breaks a signal."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from example_counts import examples
from handwritten_messages import START, Line, measured
from unlike.messages import KIND_NAMES
from unlike.signals import series

TEXTS = st.one_of(st.none(), st.text(min_size=1, max_size=60), st.sampled_from(["\x00", "\u202e", "a\u0301", "İ", "ẞ"]))
LINES = st.tuples(
    st.integers(0, 200_000), st.sampled_from([None, "Ada", "Ben", "ר", "$^.*", ""]), TEXTS, st.sampled_from(KIND_NAMES)
)


@examples(25, [HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=30))
def test_any_messages_are_measured(drawn: list[tuple[int, str | None, str | None, str]]) -> None:
    lines: list[Line] = [
        (START + timedelta(minutes=m), who, text, kind) for m, who, text, kind in sorted(drawn, key=str)
    ]
    lines.sort(key=lambda line: line[0])
    found = measured(lines)
    people = found.messages["sender"].drop_nulls().unique().to_list()
    assert found.messages.height == sum(who is not None and kind != "system" for _, who, _, kind in drawn)
    for signal in found.signals:
        told = found.messages[f"value:{signal.name}"].drop_nulls().to_numpy()
        assert np.isfinite(told).all(), signal.name
        if signal.unit == "share":
            assert set(told.tolist()) <= {0.0, 1.0}, signal.name
    for person in people:
        for one in series(found, person):
            assert np.isfinite(one.values[one.weights > 0]).all(), one.name


@examples(15)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=30))
def test_every_message_has_a_word_at_least(texts: list[str]) -> None:
    lines: list[Line] = [(START + timedelta(minutes=m), "Ada", text) for m, text in enumerate(texts)]
    assert (measured(lines).messages["value:length"] >= 0).all()
