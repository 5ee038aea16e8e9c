from __future__ import annotations

import pytest

from unlike.readers.apps.mail.mail_words import own_words, typed_part
from unlike.readers.apps.mail.quoted_headers import begins_quoted_mail

LABELS = {
    "ar": "من|تم الإرسال|إلى|الموضوع",
    "bg": "От|Изпратено|До|Относно",
    "ca": "De|Enviat el|Per a|Assumpte",
    "cs": "Od|Odesláno|Komu|Předmět",
    "da": "Fra|Sendt|Til|Emne",
    "de": "Von|Gesendet|An|Betreff",
    "el": "Από|Στάλθηκε|Προς|Θέμα",
    "en": "From|Sent|To|Subject",
    "es": "De|Enviado el|Para|Asunto",
    "et": "Saatja|Saadetud|Adressaat|Teema",
    "fa": "از|ارسال شده|به|موضوع",
    "fi": "Lähettäjä|Lähetetty|Vastaanottaja|Aihe",
    "fr": "De|Envoyé|À|Objet",
    "he": "מאת|נשלח|אל|נושא",
    "hi": "प्रेषक|भेजा गया|प्रति|विषय",
    "hr": "Od|Poslano|Prima|Predmet",
    "hu": "Feladó|Küldve|Címzett|Tárgy",
    "id": "Dari|Dikirim|Kepada|Subjek",
    "it": "Da|Inviato|A|Oggetto",
    "ja": "差出人|送信日時|宛先|件名",
    "ko": "보낸 사람|보낸 날짜|받는 사람|제목",
    "lt": "Nuo|Išsiųsta|Kam|Tema",
    "lv": "No|Nosūtīts|Kam|Tēma",
    "nl": "Van|Verzonden|Aan|Onderwerp",
    "pl": "Od|Wysłano|Do|Temat",
    "pt": "De|Enviada em|Para|Assunto",
    "ro": "De la|Trimis|Către|Subiect",
    "ru": "От|Отправлено|Кому|Тема",
    "sk": "Od|Odoslané|Komu|Predmet",
    "sl": "Od|Poslano|Za|Zadeva",
    "sv": "Från|Skickat|Till|Ämne",
    "th": "จาก|ส่ง|ถึง|เรื่อง",
    "tr": "Kimden|Gönderildi|Kime|Konu",
    "uk": "Від|Надіслано|Кому|Тема",
    "vi": "Từ|Đã gửi|Tới|Chủ đề",
    "zh-CN": "发件人|发送时间|收件人|主题",
    "zh-TW": "寄件者|寄件日期|收件者|主旨",
}
"""Labels of a header as Outlook writes it in a language; a language that nobody knows is told by the shape alone."""

UNKNOWN = "Frum|Sindt|Tuw|Thimo"
VALUES = ("Rosa Lind", "Friday, 3 January 2026 10:04", "Imke Weil; Lou", "Re: the lake: when?")


def header(labels: str, form: str, sender: str = VALUES[0]) -> str:
    values = (sender, *VALUES[1:])
    return "\n".join(form.format(label, value) for label, value in zip(labels.split("|"), values, strict=True))


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("form", ["{}: {}", "*{}:* {}", "{} : {}", "{}\uff1a{}", "\u200f{}:\u200f {}"])
@pytest.mark.parametrize("above", ["", "________________________________\n", "\n", "-----Původní zpráva-----\n"])
def test_a_whole_mail_below_is_nobody_s_words_here(language: str, form: str, above: str) -> None:
    assert own_words(f"yes\n{above}{header(LABELS[language], form)}\n\nold words\n") == "yes"


@pytest.mark.parametrize("sender", ["Rosa Lind <rosa@example.org>", "rosa@example.org [mailto:rosa@example.org]"])
@pytest.mark.parametrize("form", ["{}: {}", "*{}:* {}"])
def test_a_header_of_an_unknown_language_is_told_by_its_shape(sender: str, form: str) -> None:
    part = typed_part(f"yes\n\n{header(UNKNOWN, form, sender)}\n\nold words\n")
    assert (part.words, part.is_last) == ("yes", True)


@pytest.mark.parametrize(
    "text",
    [
        "No: I do not\nA: then what\nand so on",
        "From: the lake\nit is fine",
        "Rosa: rosa@example.org\nLou: lou@example.org\nBo: bo@example.org",
        "Who: rosa@example.org\nwhen: at nine\nand where",
    ],
)
def test_what_somebody_typed_is_no_header(text: str) -> None:
    lines = text.split("\n")
    assert not any(begins_quoted_mail(lines, place) for place in range(len(lines)))
    assert own_words(text) == text
