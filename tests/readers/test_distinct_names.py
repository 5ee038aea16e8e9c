from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.distinct_names import distinct_names, people_title


def test_only_namesakes_get_a_mark() -> None:
    people = {"1": ("Bo", "0100"), "2": ("Bo", "0200"), "3": ("Lou", "0300")}
    assert distinct_names(people) == {"1": "Bo (0100)", "2": "Bo (0200)", "3": "Lou"}


def test_namesakes_of_one_mark_are_told_by_their_ids() -> None:
    assert distinct_names({"a": ("Bo", "x"), "b": ("Bo", "x")}) == {"a": "Bo (a)", "b": "Bo (b)"}


def test_who_lacks_an_id_is_the_one_person_of_that_name() -> None:
    people = {"1": ("Bo", "0100"), "Bo": ("Bo", "Bo"), "Lou": ("Lou", "Lou"), "3": ("Kim", "0300")}
    assert distinct_names(people, may_lack_id=True) == {"1": "Bo", "Bo": "Bo", "Lou": "Lou", "3": "Kim"}
    assert len(set(distinct_names(people).values())) == 4
    namesakes = people | {"2": ("Bo", "0200")}
    assert len(set(distinct_names(namesakes, may_lack_id=True).values())) == 5


@given(st.dictionaries(st.text("ab", min_size=1, max_size=3), st.tuples(st.sampled_from(["Bo", "Lou"]), st.just("1"))))
def test_nobody_is_two_and_no_two_are_one(people: dict[str, tuple[str, str]]) -> None:
    names = distinct_names(people)
    assert names.keys() == people.keys()
    assert len(set(names.values())) == len(people)


def test_a_title_that_alone_tells_a_chat_names_everybody() -> None:
    people = [f"person {number}" for number in range(200)]
    assert people_title(people[:7], has_key=True) == ", ".join(people[:6]) + " …"
    assert people_title(people[:7], has_key=False) == ", ".join(people[:7])
    assert people_title(people, has_key=False) != people_title([*people[:-1], "somebody"], has_key=False)
    assert people_title([], has_key=True) == ""
