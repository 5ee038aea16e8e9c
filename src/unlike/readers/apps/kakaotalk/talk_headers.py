"""What a line of a KakaoTalk text can be: title, day of saving, date, or header of a message in one of three forms."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from unlike.readers.formats.dated_chats import one_line
from unlike.readers.formats.day_words import HALF_DAY, MONTHS, hour_of_day
from unlike.readers.formats.written_dates import WrittenDate, written_date

_SPACE: Final = r"[ \u00a0\u202f]"
_HALF: Final = rf"(?:{HALF_DAY})"
_CLOCK: Final = (
    rf"(?:(?P<before>{_HALF}){_SPACE}?)?(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?"
    rf"(?:{_SPACE}?(?P<after>{_HALF}))?"
)
_ASIAN_DATE: Final = r"(?P<date>\d{4}[년年]\s?\d{1,2}[월月]\s?\d{1,2}[일日]|\d{4}[./-]\s?\d{1,2}[./-]\s?\d{1,2}\.?)"
_MONTH: Final = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_ENGLISH_DATE: Final = (
    rf"(?P<date>(?:{_MONTH})\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTH})\.?,? \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})"
)
_DATED: Final = (
    re.compile(rf"{_ASIAN_DATE}{_SPACE}?{_CLOCK}(?P<rest>.*)", re.DOTALL),
    re.compile(rf"{_ENGLISH_DATE}(?:,|{_SPACE}at)?{_SPACE}{_CLOCK}(?P<rest>.*)", re.DOTALL),
    re.compile(rf"{_CLOCK}, {_ENGLISH_DATE}(?P<rest>.*)", re.DOTALL),
)
_BRACKETS: Final = re.compile(rf"\[(?P<name>.+?)\] \[{_CLOCK}\](?: (?P<rest>.*))?", re.DOTALL)
_TIMED: Final = re.compile(rf"{_CLOCK}(?P<rest>, .*)", re.DOTALL)
_DAY_LINE: Final = re.compile(r"-{3,}\s*+(?P<date>[^-].*?)(?<!\s)\s*-{3,}")
_TITLES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<name>.+?)(?: (?P<people>\d{1,5}))? ?님과의? 카카오톡 대화",
        r"(?P<name>.+?)(?: (?P<people>\d{1,5}))? ?카카오톡 대화",
        r"(?:KakaoTalk Chats|Chat) with (?P<name>.+?)(?: (?P<people>\d{1,5}))?(?:\.txt)?",
        r"(?P<name>.+?) with KakaoTalk Chats",
        r"(?P<name>Talk_\d{4}\.\d{1,2}\.\d{1,2}[ _]\d{1,2}[:_.]\d{2}(?:[:_.]\d{2})?)(?:-\d{1,4})?(?:\.txt)?",
        r"(?P<name>KakaoTalk[_ ][\w ]{6,80}?)(?:-\d{1,4})?\.txt",
    )
)
_SAVED: Final = re.compile(r"(?:저장한 ?날짜|Date Saved|Saved Date|保存日時|保存した日付)\s?[:：]\s?\S.{3,40}")
_SYSTEM_MARK: Final = re.compile(r":\s(?P<words>\S.*)", re.DOTALL)
_MOST_PEOPLE: Final = 3
_HOURS: Final = 24
_LONGEST: Final = 300
"""Characters beyond which no line is the app's."""

_SIXTY: Final = 60


class HeaderForm(Enum):
    """How a header is written: with its own date, in brackets below a date, or as a time below a date."""

    DATED = "dated"
    BRACKETS = "brackets"
    TIMED = "timed"


class TalkTitle(NamedTuple):
    """The name of a chat, and whether it is a group, where its number of people stands there."""

    name: str
    group: bool | None


class TalkHeader(NamedTuple):
    """The beginning of a message.

    Attributes:
        form: see `HeaderForm`.
        date: None where it stands on a line above.
        seconds: since midnight.
        sender: None for a line of the app, and where `words` still begins with the name.
        words: what stands behind; "name : words" in forms without brackets.
        is_named: `words` begins with a name and a colon.
    """

    form: HeaderForm
    date: WrittenDate | None
    seconds: int
    sender: str | None
    words: str
    is_named: bool = False


def talk_title(text: str) -> TalkTitle | None:
    """The title that a line is; None for any other."""
    for form in _TITLES if len(text) < _LONGEST else ():
        match = form.fullmatch(text.strip())
        if match and one_line(match["name"]):
            people = match.groupdict().get("people")
            is_group = int(people) >= _MOST_PEOPLE if people else None
            name = match["name"] if people is None or is_group else f"{match['name']} {people}"
            return TalkTitle(one_line(name), is_group or None)
    return None


def is_saved_line(text: str) -> bool:
    """Whether a line says when the export was saved."""
    return bool(_SAVED.fullmatch(text.strip()))


def talk_date(text: str) -> WrittenDate | None:
    """The date that a line is: between dashes, with a day of the week, or with a time behind which nothing stands."""
    dashes = _DAY_LINE.fullmatch(text.strip()) if len(text) < _LONGEST else None
    if dashes:
        return written_date(dashes["date"])
    if len(text) > _SIXTY or not any(map(str.isdecimal, text)):
        return None
    written = written_date(text.strip())
    if written is not None:
        return written if written.weekday is not None else None
    header = _dated(text.rstrip())
    return header.date if header and not header.words else None


def talk_header(text: str) -> TalkHeader | None:
    """The header that a line begins with; None where there is none."""
    if text.startswith("["):
        return _bracketed(text)
    if not text[:1].isalnum() or ":" not in text:
        return None
    header = _dated(text)
    if header is not None:
        return header if header.words else None
    match = _TIMED.match(text)
    return _built(match, HeaderForm.TIMED, None) if match else None


def _bracketed(text: str) -> TalkHeader | None:
    match = _BRACKETS.match(text)
    seconds = _seconds(match) if match else None
    if match is None or seconds is None or not one_line(match["name"]):
        return None
    return TalkHeader(HeaderForm.BRACKETS, None, seconds, one_line(match["name"]), match["rest"] or "")


def _dated(text: str) -> TalkHeader | None:
    for form in _DATED:
        match = form.match(text)
        date = written_date(match["date"].rstrip(".").replace(". ", ".")) if match else None
        if match and date:
            return _built(match, HeaderForm.DATED, date)
    return None


def _built(match: re.Match[str], form: HeaderForm, date: WrittenDate | None) -> TalkHeader | None:
    """A header whose name, or line of the app, stands behind its time."""
    seconds, rest = _seconds(match), match["rest"]
    if seconds is None:
        return None
    if not rest.strip():
        return TalkHeader(form, date, seconds, None, "") if form is HeaderForm.DATED else None
    system = _SYSTEM_MARK.fullmatch(rest)
    if system and form is HeaderForm.DATED:
        return TalkHeader(form, date, seconds, None, system["words"])
    if not rest.startswith(", "):
        return None
    words = rest.removeprefix(", ")
    is_named = " : " in words or words.endswith(" :")
    if form is HeaderForm.TIMED and not is_named and not is_system_line(words):
        return None
    return TalkHeader(form, date, seconds, None, words, is_named)


def _seconds(match: re.Match[str]) -> int | None:
    hour = hour_of_day(int(match["hour"]), match["before"] or match["after"])
    minute, second = int(match["minute"]), int(match["second"] or 0)
    if hour > _HOURS or minute >= _SIXTY or second >= _SIXTY:
        return None
    return (hour * _SIXTY + minute) * _SIXTY + second


_SYSTEM: Final = re.compile(
    r".+님이 (?:들어왔|나갔|채팅방을? ?나갔|퇴장했)습니다\.?|.+님(?:이 .+)?(?:을|를) (?:초대|내보).{1,6}니다\.?|"
    r"채팅방 관리자가 .+|.+님이 .+(?:방장|부방장).+니다\.?|.+ (?:joined|left) (?:this|the) chatroom\.?|"
    r".+ invited .+ ?\.|.+ (?:has been|was) (?:removed|kicked).*"
)

_SYSTEM_WORD: Final = re.compile("님|관리자|chatroom|invited|removed|kicked")


def is_system_line(text: str) -> bool:
    """Whether words are a line of the app about who came and went."""
    return len(text) < _LONGEST and bool(_SYSTEM_WORD.search(text) and _SYSTEM.fullmatch(text.strip()))
