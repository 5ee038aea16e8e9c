from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.apps.mail.mail_encodings import decoded_text

WIDER = [
    ("iso-8859-1", "cp1252", "“schön” – 5 €"),
    ("us-ascii", "utf-8", "schön"),
    ("gb2312", "gb18030", "朱镕基：你好，镕"),
    ("GBK", "gb18030", "你好 🙂"),
    ("ks_c_5601-1987", "cp949", "똠방각하 안녕"),
    ("euc-kr", "cp949", "펲시 안녕"),
    ("shift_jis", "cp932", "①番、髙橋"),
    ("x-sjis", "cp932", "今日は①"),
    ("tis-620", "cp874", "“ถึงบ้านหรือยัง”"),
    ("iso-8859-9", "cp1254", "“eve vardın mı” €"),
]


@pytest.mark.parametrize(("named", "used", "text"), WIDER)
def test_a_text_in_more_than_the_mail_names_is_read_whole(named: str, used: str, text: str) -> None:
    assert decoded_text(text.encode(used), named) == text


@pytest.mark.parametrize("named", [None, "utf-8", "UTF8", "x-unknown", "us-ascii"])
@given(words=st.lists(st.sampled_from(["größer", "schön", "где", "🙂"]), min_size=2, max_size=6))
def test_a_damaged_byte_costs_no_other(named: str | None, words: list[str]) -> None:
    text = " ".join(words)
    assert decoded_text(text.encode() + b" \xff", named) == f"{text} \ufffd"


def test_a_text_of_which_the_mail_says_nothing_is_read_by_its_letters() -> None:
    text = "привет, ты дома? сегодня задержусь на работе"
    for named in (None, "unknown-8bit", "x-unknown"):
        assert decoded_text(text.encode("koi8-r"), named) == text
    assert decoded_text("schön".encode("cp1252"), None) == "schön"


@given(st.binary(max_size=40), st.sampled_from([None, "", "base64", "rot13", "hex", "idna", "utf-7", "\x00", "utf-16"]))
def test_no_bytes_and_no_name_of_an_encoding_stop_it(content: bytes, named: str | None) -> None:
    assert isinstance(decoded_text(content, named), str)
