"""Names in words that are passed on: whole, in parts, attached to other words, and hidden in what nobody sees."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.presentation.name_replacement import NameReplacement


def replaced(text: str, *names: str) -> str:
    return NameReplacement({name: f"<{letter}>" for name, letter in zip(names, "ABC", strict=False)}).replace(text)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Rosa", "Rosa's bike, ROSA, Rosalind", "<A>'s bike, <A>, Rosalind"),
        ("Rosa Miller", "Ms Miller and Rosas Mutter", "Ms <A> and <A>s Mutter"),
        ("Rosa Miller", "Rosa_Miller_CV.pdf, RosaMiller@mail.example", "<A>_CV.pdf, <A>@mail.example"),
        ("Rosa Miller", "rosa.miller, rosa-miller, rosamillers", "<A>, <A>, <A>s"),
        ("Rosa🌹", "Rosa is here", "<A> is here"),
        ("~ Rosa", "hi Rosa!", "hi <A>!"),
        ("Müller, Rosa", "Frau Mueller, Frau Müller, Frau Muller", "Frau <A>, Frau <A>, Frau <A>"),
        ("Anna-Lena", "Lena and Anna-Lena", "<A> and <A>"),
        ("Maria de la Cruz", "la casa de Maria, Cruz", "la casa de <A>, <A>"),
        ("José", "Jose\u0301, jose and JOSÉ", "<A>, <A> and <A>"),
        ("Rosa", "Ro\u00adsa and R\u200bo\u202esa", "<A> and <A>"),
        ("王小明", "小明说你好", "<A>说你好"),
        ("小明", "昨天小明来了", "昨天<A>来了"),
        ("ローザ", "ローザさん", "<A>さん"),
        ("김민수", "민수가 왔어", "<A>가 왔어"),
        ("राधा", "राधाजी नमस्ते", "<A>जी नमस्ते"),
        ("Jo", "Jo and Joanna", "<A> and Joanna"),
        ("+49 170 5550100", "call +49  170 5550100", "call <A>"),
        ("+49 170 5550100", "@491705550100 or 0170/5550100 or 0049 (0)170 555-0100", "@<A> or <A> or <A>"),
        ("+49 170 5550100", "tel:+491705550100, wa.me/491705550100", "tel:<A>, wa.me/<A>"),
        ("~ +1 (555) 010-0177", "(555) 010-0177, 555.010.0177 and 15550100177", "(<A>, <A> and <A>"),
        ("0170 5550100", "+49 170 5550100", "<A>"),
        ("+49 170 5550100", "in 2024 0170 5550100, 117055501009, 1705550101", "in 2024 <A>, 117055501009, 1705550101"),
    ],
)
def test_a_name_is_replaced_however_it_stands_there(name: str, text: str, said: str) -> None:
    assert replaced(text, name) == said


def test_a_name_that_several_people_share_is_nobodys() -> None:
    assert replaced("the Millers, Ben Miller and Rosa", "Rosa Miller", "Ben Miller") == "the Somebodys, <B> and <A>"


def test_titles_of_groups_are_replaced_as_a_whole() -> None:
    replacement = NameReplacement({"Rosa": "<A>"}, {"The beach gang": "<chat>"})
    assert replacement.replace("the beach, said the beach gang to Rosa") == "the beach, said <chat> to <A>"


def test_words_stay_on_their_lines() -> None:
    assert replaced("one\n\nRosa two", "Rosa") == "one\n<A> two"
    assert replaced("nobody here") == "nobody here"


@given(st.lists(st.text("abcRSTéü-_ 小明🌹\u200b\u00ad", min_size=2, max_size=9), min_size=1, max_size=3), st.data())
def test_no_name_stands_in_what_is_passed_on(names: list[str], data: st.DataObject) -> None:
    """The names are words of their own; what stands between them does not belong to any."""
    name = data.draw(st.sampled_from(names))
    replacement = NameReplacement(dict.fromkeys(names, "0"))
    clean = NameReplacement({}).replace(name)
    told = replacement.replace(f"; {name} , {name}!")
    if len(clean.strip()) > 1:
        assert not re.search(rf"(?<!\w){re.escape(clean)}(?!\w)", told)
