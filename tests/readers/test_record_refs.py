from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.conversation_rows import RecordRow
from unlike.readers.record_refs import refs_apart

ROWS = st.lists(st.tuples(st.sampled_from(("m1", "m2", "m3")), st.sampled_from("abcd")), unique=True, max_size=12)


def refs(rows: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Refs of rows by what these are."""
    records = [RecordRow(ref, 0, sender, "text", sender) for ref, sender in rows]
    apart = refs_apart(records, lambda row: row.sender or "")
    return dict(zip(rows, (row.ref for row in apart), strict=True))


@given(ROWS, st.randoms(use_true_random=False))
def test_a_ref_is_one_row_s_and_the_same_in_every_order(rows: list[tuple[str, str]], order: object) -> None:
    before = refs(rows)
    assert len(set(before.values())) == len(rows)
    shuffled = sorted(rows, key=lambda _row: order.random())  # type: ignore[attr-defined]
    assert refs(shuffled) == before


def test_a_ref_that_no_other_row_has_stays() -> None:
    assert refs([("m1", "a"), ("m2", "a")]) == {("m1", "a"): "m1", ("m2", "a"): "m2"}
