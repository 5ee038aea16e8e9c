from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from unlike.readers import ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.formats import text_lines as module
from unlike.readers.formats.legacy_encodings import legacy_encoding
from unlike.readers.formats.text_lines import TextBlocks, decoded_start, text_lines
from unlike.readers.testkit import memory_export, parse

TEXTS = {
    "ru": ("привет, ты дома?", "сегодня задержусь на работе", "хорошо, договорились", "мы на озере, вода холодная"),
    "uk": ("привіт, ти вдома?", "сьогодні затримаюся на роботі", "добре, домовились", "ми на озері, вода холодна"),
    "el": ("είσαι σπίτι;", "θα αργήσω σήμερα στη δουλειά", "εντάξει, να προσέχεις", "είμαστε στη λίμνη"),
    "he": ("הגעת הביתה?", "אני אאחר היום בעבודה", "בסדר, תיזהר בדרך", "אנחנו באגם והמים קרים"),
    "ar": ("هل وصلت إلى البيت؟", "سأتأخر اليوم في العمل", "حسنا انتبه على نفسك", "نحن عند البحيرة"),
    "th": ("ถึงบ้านหรือยัง", "วันนี้ทำงานดึก กินข้าวก่อนเลยนะ", "พรุ่งนี้เจอกันกี่โมง", "แม่โทรมาถามเรื่องงาน"),
    "zh": ("你到家了吗？", "我今天要加班，晚点回来", "好的，那你路上小心", "我们在湖边，水很冷"),
    "zh-Hant": ("你到家了嗎？", "我今天要加班，晚點回來", "好的，那你路上小心", "我們在湖邊，水很冷"),
    "ja": ("もう家に着いた？", "今日は残業で遅くなるから", "わかった、気をつけてね", "今みんなで湖にいるよ"),
    "ko": ("집에 도착했어?", "오늘 야근해서 늦을 것 같아", "알았어 조심해서 와", "우리 지금 호수에 있어"),
    "pl": ("jesteś już w domu?", "dziś zostanę dłużej w pracy", "dobrze, uważaj na siebie", "jesteśmy nad jeziorem"),
    "cs": ("už jsi doma?", "dneska se zdržím v práci", "dobře, dávej na sebe pozor", "jsme u jezera, je to krásné"),
    "tr": ("eve vardın mı?", "bugün işte geç kalacağım", "tamam, kendine dikkat et", "göldeyiz, su çok soğuk"),
    "lt": ("ar jau namie?", "šiandien vėluosiu darbe", "būk atsargus, mažute", "mes prie ežero, šąla"),
    "de": ("bist du zu Hause?", "ich komme später, muss länger bleiben", "schön, grüß mir Käthe", "für übermorgen"),
    "fr": ("tu es arrivée ?", "je serai en retard à l'école", "ça va, à tout à l'heure", "où es-tu, c'est Noël"),
    "is": ("ertu komin heim?", "ég verð sein í vinnunni", "allt í lagi, farðu varlega", "við erum við vatnið þitt"),
}
ENCODINGS = {
    "ru": ("cp1251", "koi8_r", "cp866", "iso8859_5"),
    "uk": ("cp1251", "koi8_u"),
    "el": ("cp1253",),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "th": ("cp874",),
    "zh": ("gb18030", "gbk", "gb2312"),
    "zh-Hant": ("big5", "gb18030"),
    "ja": ("shift_jis", "cp932", "euc_jp"),
    "ko": ("euc_kr", "cp949"),
    "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"),
    "tr": ("cp1254",),
    "lt": ("cp1257",),
    "de": ("cp1252", "mac_roman"),
    "fr": ("cp1252", "mac_roman"),
    "is": ("cp1252",),
}
PAIRS = [(language, coding) for language, codings in ENCODINGS.items() for coding in codings]
SOME_PAIRS = [("ru", "koi8_r"), ("zh", "gb18030"), ("ja", "shift_jis"), ("ko", "euc_kr")]
WESTERN = ("de", "fr", "is")


@pytest.mark.parametrize(("language", "coding"), PAIRS)
def test_the_letters_of_a_text_tell_its_encoding(language: str, coding: str) -> None:
    content = "\n".join(TEXTS[language] * 2).encode(coding)
    name = legacy_encoding(content, is_whole=True)
    assert bool(name) == (language not in WESTERN)
    assert not name or content.decode(name) == content.decode(coding)


@examples(200)
@given(st.sampled_from(PAIRS), st.lists(st.integers(0, 3), min_size=1, max_size=5), st.integers(0, 60))
def test_a_text_is_never_read_in_a_wrong_encoding(pair: tuple[str, str], chosen: list[int], cut: int) -> None:
    language, coding = pair
    content = "\n".join(f"Rosa: {TEXTS[language][place]}" for place in chosen).encode(coding)[cut:]
    name = legacy_encoding(content, is_whole=True)
    assert not name or content.decode(name, "replace") == content.decode(coding, "replace")


@given(
    st.lists(st.sampled_from([text for texts in TEXTS.values() for text in texts]), min_size=1), st.binary(max_size=9)
)
def test_utf8_with_damage_stays_what_it_is(texts: list[str], damage: bytes) -> None:
    content = "\n".join(texts).encode()
    assert legacy_encoding(content, is_whole=True) == ""
    if len(content) > 10 * len(damage) + 40:
        assert legacy_encoding(content + b"\n" + damage, is_whole=True) == ""


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
@pytest.mark.parametrize(("language", "coding"), [pair for pair in PAIRS if pair[0] not in WESTERN])
def test_a_text_of_another_encoding_is_read_whole(
    language: str, coding: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BLOCK_BYTES", size)
    words = "plain words\n" * 300 + "\n".join(TEXTS[language] * 2)
    file = memory_export({"a.txt": words.encode(coding)}).only
    assert "\n".join(line.text for line in text_lines(file, lambda *_: None)) == words
    assert [note for note in file.remarks.notes if "by its letters it is in" in note]
    assert decoded_start("\n".join(TEXTS[language] * 2).encode(coding)) == "\n".join([*TEXTS[language] * 2])


@pytest.mark.parametrize(("language", "coding"), [pair for pair in PAIRS if pair[0] not in WESTERN])
def test_a_text_that_breaks_off_tells_its_encoding_too(language: str, coding: str) -> None:
    content = "\n".join(TEXTS[language] * 3).encode(coding)
    assert {legacy_encoding(content[:-cut], is_whole=True) for cut in range(1, 6)} == {legacy_encoding(content)}


def test_lines_of_which_most_are_not_western_are_not_read_as_western() -> None:
    content = "proszę\nzostał\nbył\nwziął\nłódź".encode("cp1250")
    blocks = TextBlocks(memory_export({"a.txt": content}).only, lambda *_: None)
    text = b"".join(block for block, _ in blocks.blocks()).decode(errors="replace")
    assert "ê" not in text
    assert text.startswith("prosz\ufffd")


@pytest.mark.parametrize(
    ("language", "coding"), [("ru", "koi8_r"), ("zh", "gb18030"), ("ja", "shift_jis"), ("ko", "euc_kr")]
)
def test_names_and_words_of_a_chat_in_another_encoding_are_read(language: str, coding: str) -> None:
    texts = TEXTS[language]
    chat = "".join(f"[13.10.25, 10:0{place}:00] {texts[3][:2]}: {text}\n" for place, text in enumerate(texts))
    (part,) = parse(WhatsAppReader(), chat.encode(coding), "_chat.txt", ReadOptions(ZoneInfo("Europe/Berlin"), "dmy"))
    assert part.messages["text"].to_list() == list(texts)
    assert set(part.messages["sender"]) == {texts[3][:2]}
