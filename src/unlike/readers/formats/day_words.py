"""Words for months, days of the week and halves of the day, as they stand in texts that apps export."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_DAYS: Final = (
    ("monday", "mon", "月", "月曜日", "一", "周一", "週一", "星期一", "월", "월요일"),
    ("tuesday", "tue", "火", "火曜日", "二", "周二", "週二", "星期二", "화", "화요일"),
    ("wednesday", "wed", "水", "水曜日", "三", "周三", "週三", "星期三", "수", "수요일"),
    ("thursday", "thu", "木", "木曜日", "四", "周四", "週四", "星期四", "목", "목요일"),
    ("friday", "fri", "金", "金曜日", "五", "周五", "週五", "星期五", "금", "금요일"),
    ("saturday", "sat", "土", "土曜日", "六", "周六", "週六", "星期六", "토", "토요일"),
    ("sunday", "sun", "日", "日曜日", "周日", "週日", "星期日", "星期天", "天", "일", "일요일"),
)
_MORE_DAYS: Final = (
    ("จ", "จันทร์", "senin", "sen", "lunes", "lun", "lundi", "montag", "mo", "segunda", "thứ hai"),
    ("อ", "อังคาร", "selasa", "sel", "martes", "mar", "mardi", "dienstag", "di", "terça", "thứ ba"),
    ("พ", "พุธ", "rabu", "rab", "miércoles", "mié", "mercredi", "mittwoch", "mi", "quarta", "thứ tư"),
    ("พฤ", "พฤหัสบดี", "kamis", "kam", "jueves", "jue", "jeudi", "donnerstag", "do", "quinta", "thứ năm"),
    ("ศ", "ศุกร์", "jumat", "jum", "viernes", "vie", "vendredi", "freitag", "fr", "sexta", "thứ sáu"),
    ("ส", "เสาร์", "sabtu", "sab", "sábado", "sáb", "samedi", "samstag", "sa", "thứ bảy"),
    ("อา", "อาทิตย์", "minggu", "min", "domingo", "dom", "dimanche", "sonntag", "so", "chủ nhật"),
)
WEEKDAYS: Final[Mapping[str, int]] = MappingProxyType(
    {word: number for days in (_MORE_DAYS, _DAYS) for number, words in enumerate(days) for word in words}
)
"""Days of the week in lower case, 0 for Monday."""

_ENGLISH: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {name: number for number, name in enumerate(_ENGLISH, 1)}
    | {name[:3]: number for number, name in enumerate(_ENGLISH, 1)}
    | {"sept": 9}
)
"""English names of months in lower case, whole and short, 1 for January."""

_OTHER_MONTHS: Final = (
    ("januar", "jan", "enero", "ene", "janvier", "janv", "janeiro", "gennaio", "gen", "januari"),
    ("februar", "feb", "febrero", "février", "févr", "fevereiro", "fev", "febbraio", "februari"),
    ("märz", "mär", "marzo", "mars", "março", "mar", "maart", "mrt"),
    ("april", "apr", "abril", "abr", "avril", "avr", "aprile"),
    ("mai", "mayo", "may", "maio", "maggio", "mag", "mei"),
    ("juni", "jun", "junio", "juin", "junho", "giugno", "giu"),
    ("juli", "jul", "julio", "juillet", "juil", "julho", "luglio", "lug"),
    ("august", "aug", "agosto", "ago", "août", "augustus"),
    ("september", "sep", "septiembre", "septembre", "setembro", "set", "settembre"),
    ("oktober", "okt", "octubre", "octobre", "outubro", "out", "ottobre", "ott"),
    ("november", "nov", "noviembre", "novembre", "novembro"),
    ("dezember", "dez", "diciembre", "dic", "décembre", "déc", "dezembro", "dicembre", "december"),
)
ALL_MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {name: number for number, names in enumerate(_OTHER_MONTHS, 1) for name in names} | dict(MONTHS)
)
"""The same with names in German, Spanish, French, Portuguese, Italian and Dutch."""

AM_WORDS: Final = ("上午", "午前", "오전", "凌晨", "早上", "AM", "am", "a.m.", "ก่อนเที่ยง", "SA")
PM_WORDS: Final = ("下午", "午後", "오후", "晚上", "中午", "PM", "pm", "p.m.", "หลังเที่ยง", "CH")
_AFTERNOON: Final = frozenset(word.casefold() for word in PM_WORDS)
_MORNING: Final = frozenset(word.casefold() for word in AM_WORDS)

HALF_DAY: Final = "|".join(
    (*(word for word in (*AM_WORDS, *PM_WORDS) if not word.isascii()), r"(?i:[ap]\.?\s?m\.?(?![^\W\d_]))", "SA", "CH")
)
"""A pattern of the words for halves of the day."""

_NOON: Final = 12


def hour_of_day(hour: int, half: str | None) -> int:
    """The hour from 0 to 24 of an hour on a clock, and of the word for a half of the day beside it."""
    word = (half or "").replace(" ", "").casefold()
    bare = word if word in _AFTERNOON | _MORNING else f"{word[:1]}m" if word else ""
    if bare in _AFTERNOON:
        return hour + _NOON if hour < _NOON else hour
    return 0 if bare in _MORNING and hour == _NOON else hour
