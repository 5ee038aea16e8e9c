"""Places in a chat that findings rest on, as stretches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unlike.web.chat_evidence import ChatEvidence
from unlike.web.session import Workspace

NUMBERS = st.dictionaries(st.integers(0, 400), st.integers(1, 3), max_size=40)


@given(NUMBERS)
def test_every_message_of_a_finding_stands_in_a_stretch_of_it_and_no_two_overlap(numbers: dict[int, int]) -> None:
    evidence = ChatEvidence(numbers)
    for place, number in numbers.items():
        stretch = evidence.stretch_at(place)
        assert stretch
        assert stretch.number == number
    ends = [end for stretch in evidence.stretches for end in (stretch.first, stretch.last)]
    assert ends == sorted(ends)
    assert all(numbers[end] for end in ends)


@given(NUMBERS, st.integers(0, 400))
def test_what_stands_far_from_any_evidence_stands_in_no_stretch(numbers: dict[int, int], place: int) -> None:
    if all(abs(place - each) > 50 for each in numbers):
        assert ChatEvidence(numbers).stretch_at(place) is None


def test_messages_of_a_finding_that_are_far_apart_are_two_stretches() -> None:
    stretches = ChatEvidence({0: 1, 50: 1, 101: 1, 102: 2}).stretches
    assert [(one.number, one.first, one.last) for one in stretches] == [(1, 0, 50), (1, 101, 101), (2, 102, 102)]


def test_a_message_of_two_findings_is_that_of_the_first(analysed: Workspace) -> None:
    session = analysed.session
    assert session.analysis
    evidence = session.evidence.in_chat(session.numbered_findings[0].conversation.key)
    places = session.analysis.transcripts[session.numbered_findings[0].conversation.key].places
    for number, numbered in enumerate(session.numbered_findings, start=1):
        for place in places(numbered.finding.messages).values():
            assert evidence.finding_numbers[place] <= number
