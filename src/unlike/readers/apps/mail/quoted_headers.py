"""The lines with which mail programs begin a whole mail that they quote without a mark, as Outlook does.

In the languages in which Outlook writes they are told by its words; in any other by their shape: names with a colon
line by line, of which the first has an address and another one a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

_MARKS: Final = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
"""Marks of direction, which stand around such lines in Arabic and Hebrew."""


def _label(words: str) -> str:
    """The pattern of a line that begins with one of some words, separated by |, and a colon; bold or not."""
    return rf"\s*{_MARKS}\**(?:{words})\**{_MARKS}\s?[:：]\**{_MARKS}"


_FROM: Final = re.compile(
    _label(
        "From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|De la|De către|От|Від|Feladó|Από|Kimden|Gönderen|Nuo|No|Saatja"
        "|Pošiljatelj|Šalje|Dari|Daripada|Từ|จาก|प्रेषक|से|من|از|מאת|发件人|寄件者|發件人|寄件人|差出人|送信者"
        "|보낸 사람|보낸사람|Nork|Igorlea"
    )
    + r"\s?\**\s?\S",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(
    _label(
        "Sent|Date|To|Subject|Cc|Gesendet|Datum|An|Betreff|Envoyé(?: le)?|Date d'envoi|À|Objet|Enviado(?: el| em)?"
        "|Fecha|Para|Asunto|Enviad[ao](?: em)?|Data|Assunto|Inviato|A|Oggetto|Verzonden|Aan|Onderwerp|Skickat|Till|Ämne"
        "|Sendt|Til|Emne|Lähetetty|Vastaanottaja|Aihe|Wysłano|Do|Temat|Odesláno|Komu|Předmět|Odoslané|Predmet|Küldve"
        "|Elküldve|Címzett|Tárgy|Trimis|Către|Subiect|Изпратено|До|Относно|Отправлено|Кому|Тема|Надіслано|Στάλθηκε"
        "|Ημερομηνία|Προς|Θέμα|Gönderildi|Gönderilme(?: Tarihi)?|Tarih|Kime|Konu|Poslano|Poslato|Prima|Za|Zadeva|Tema"
        "|Išsiųsta|Kam|Nosūtīts|Tēma|Saadetud|Saaja|Adressaat|Teema|Enviat(?: el)?|Per a|Assumpte|Dikirim|Terkirim"
        "|Kepada|Ke|Subjek|Perihal|Dihantar|Đã gửi|Gửi|Ngày|Tới|Đến|Chủ đề|ส่ง|วันที่|ถึง|เรื่อง|भेजा गया|दिनांक"
        "|प्रति|को|विषय|تم الإرسال|تاريخ الإرسال|التاريخ|إلى|الى|الموضوع|ارسال شده|ارسال|تاریخ|به|موضوع"
        "|נשלח|תאריך|אל|נושא"
        "|发送时间|发送日期|日期|收件人|主题|寄件日期|傳送日期|收件者|主旨|主題|送信日時|日時|宛先|件名"
        "|보낸 날짜|날짜|받는 사람|받는사람|제목|Bidaltze-data|Nori|Gaia"
    ),
    re.IGNORECASE,
)
_SHAPE: Final = re.compile(rf"\s*{_MARKS}\**[^\W\d_][^\n:：@<>]{{0,30}}?\**{_MARKS}\s?[:：]\**{_MARKS}\s?\S")
_ADDRESS: Final = re.compile(r"[^@\s<>]{1,200}@[^@\s<>]{1,200}")
_TIME: Final = re.compile(r"(?=.*\b\d{4}\b).*\d{1,2}[:.h]\d{2}")
_MOST_LINES: Final = 8
"""Below the first, as far as they can be told; a list of many recipients takes several."""

_LEAST_FURTHER: Final = 2
_COLON: Final = re.compile("[:：]")
_LONGEST_LABEL: Final = 60


def is_header_line(line: str) -> bool:
    """Whether a line is of those below the sender, in a language of Outlook's."""
    return bool(_FURTHER.match(line))


def begins_quoted_mail(lines: Sequence[str], place: int) -> bool:
    """Whether a whole mail begins in a line: a sender, and further lines of its header below."""
    first = lines[place]
    if not _COLON.search(first, 0, _LONGEST_LABEL):
        return False
    if _FROM.match(first):
        return sum(map(is_header_line, _lines_below(lines, place))) >= _LEAST_FURTHER
    return _names_address(first) and _has_shape(_lines_below(lines, place))


def _lines_below(lines: Sequence[str], place: int) -> list[str]:
    """The lines below up to the first that is blank behind one that is not."""
    below: list[str] = []
    for line in lines[place + 1 : place + 1 + 2 * _MOST_LINES]:
        if line.strip():
            below.append(line)
        elif len(below) > 1:
            break
    return below[:_MOST_LINES]


def _names_address(line: str) -> bool:
    """Whether a line is a name, a colon, and an address."""
    return "@" in line and bool(_SHAPE.match(line) and _ADDRESS.search(line))


def _has_shape(below: Sequence[str]) -> bool:
    """Whether lines below are of a header in some language: a time stands in one of those right below."""
    shaped = list(takewhile(_SHAPE.match, below))
    return len(shaped) >= _LEAST_FURTHER and any(map(_TIME.search, shaped))
