"""Headers as the world writes them: by CLDR, for every locale of the languages that WhatsApp has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import DateTimePattern
from babel.localedata import locale_identifiers
from hypothesis import settings

from unlike.errors import UnknownExportError
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.whatsapp import WhatsAppReader
from unlike.readers.apps.whatsapp.invisible_characters import plain
from unlike.readers.apps.whatsapp.meridiem_words import meridiem, meridiem_words
from unlike.readers.testkit import memory_export, parse

OPTIONS: Final = ReadOptions(ZoneInfo("UTC"))
LANGUAGES: Final = frozenset(
    {"af", "sq", "am", "ar", "az", "be", "bn", "bg", "bs", "ca", "zh", "hr", "cs", "da", "nl", "en", "et", "fi", "fil"}
    | {"fr", "ga", "gl", "de", "el", "gu", "ha", "he", "hi", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn"}
    | {"ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "nn", "ne", "no", "or", "pa", "fa", "pl"}
    | {"ps", "pt", "ro", "ru", "rw", "sd", "si", "sk", "sl", "so", "sr", "es", "sv", "sw", "ta", "te", "th", "tr", "uk"}
    | {"ur", "uz", "vi", "zu", "eu"}
)
ZEROS: Final = {
    "arab": "٠",
    "arabext": "۰",
    "beng": "০",
    "deva": "०",
    "mymr": "၀",
    "thai": "๐",
    "gujr": "૦",
    "guru": "੦",
    "khmr": "០",
    "laoo": "໐",
}
SENT: Final = [datetime(2022, 3, 27, 21, 41, 35) + timedelta(hours=53.4 * step) for step in range(30)]  # noqa: DTZ001
JOINTS: Final = ("{1}, {0}", "{1} {0}", "{0}, {1}")


def locales() -> Iterator[Locale]:
    for identifier in sorted(locale_identifiers()):
        locale = Locale.parse(identifier)
        if locale.language in LANGUAGES:
            yield locale


def digits(text: str, locale: Locale) -> str:
    zero = ZEROS.get(locale.default_numbering_system, "0")
    return "".join(chr(ord(zero) + int(letter)) if letter in "0123456789" else letter for letter in text)


def written(pattern: DateTimePattern, moment: datetime, locale: Locale) -> str:
    return digits(pattern.apply(moment, locale).replace("'", ""), locale)


def joined(joint: str, date: str, time: str) -> str:
    return joint.replace("{1}", date).replace("{0}", time)


def styles(device: str) -> set[tuple[str, ...]]:
    """All ways of writing the times of one history: short dates, with 12 and 24 hours, joined as both phones do.

    Each locale has its own joints and, by turns, one of the others; all of them under a profile that draws more.
    """
    ways = set()
    for place, locale in enumerate(locales()):
        for turn, skeleton in enumerate(("hm", "Hm") if device == "Android" else ("hms", "Hms")):
            clock = locale.datetime_skeletons[skeleton]
            if skeleton[0] == "H" or "a" in clock.pattern:  # two locales write 12 hours without a half: nobody can tell
                dates = [written(locale.date_formats["short"], moment, locale) for moment in SENT]
                times = [written(clock, moment, locale) for moment in SENT]
                own = {str(locale.datetime_formats[width]) for width in ("short", "medium")}
                other = {JOINTS[(place + turn) % len(JOINTS)]} if settings().max_examples <= 25 else set(JOINTS)
                for joint in other | own:
                    parts = zip(dates, times, strict=True)
                    ways.add(tuple(joined(joint.replace("'", ""), date, time) for date, time in parts))
    return ways


def misread(headers: tuple[str, ...], *, seconds: bool) -> str:
    """What is wrong with how a history in one style is read; empty where all is right."""
    content = "".join(
        f"{header}{('Bo', 'Imke')[place % 2]}: {place}\n" for place, header in enumerate(headers)
    ).encode()
    if not WhatsAppReader().recognise(memory_export({"chat.txt": content})):
        return "refused"
    (part,) = parse(WhatsAppReader(), content, "chat.txt", OPTIONS)
    sent = [moment.replace(second=moment.second * seconds, tzinfo=UTC) for moment in SENT]
    right = part.messages["sent_at"].to_list() == sent and set(part.messages["sender"].to_list()) == {"Bo", "Imke"}
    return "" if right else "wrong"


@pytest.mark.parametrize(("device", "frame"), [("Android", "{} - "), ("iPhone", "[{}] ")])
def test_every_locale_s_headers_are_read(device: str, frame: str) -> None:
    ways = styles(device)
    assert len(ways) > 400
    faults = {}
    for way in ways:
        fault = misread(tuple(frame.format(text) for text in way), seconds=device == "iPhone")
        if fault:
            faults[way[0]] = fault
    assert faults == {}


def test_every_word_for_half_a_day_is_known() -> None:
    for locale in locales():
        for widths in locale.day_periods.values():
            for width in ("abbreviated", "wide"):
                for half in {"am", "pm"} & widths.get(width, {}).keys():
                    assert meridiem(widths[width][half]) == half, (locale, widths[width][half])


def test_a_word_stands_for_one_half() -> None:
    assert all(word == plain(word).casefold() for word in meridiem_words())
    assert meridiem("") == ""
    assert meridiem("P.\u00a0M.") == meridiem("p.m.") == "pm"
    assert meridiem("中午") == "noon"


def test_an_unknown_word_before_the_time_is_never_passed_over() -> None:
    content = "".join(f"{13 + place}/05/2024, xuxu {place + 1}:05 - Ana: {place}\n" for place in range(5)).encode()
    assert not WhatsAppReader().recognise(memory_export({"chat.txt": content}))
    with pytest.raises(UnknownExportError):
        parse(WhatsAppReader(), content, "chat.txt", OPTIONS)
    after = b"13/05/2024, 00:05 - Ana: a\n" + content
    (part,) = parse(WhatsAppReader(), after, "chat.txt", OPTIONS)
    assert isinstance(part, ParsedConversation)
    assert part.conversation.coverage.doubtful == 5


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("  {}/05/2024, 10:00 - ", "Ana"),
        ("\t[{}.05.24, 10:00:00] ", "Ana"),
        ("[{}/05/2024, 10:00] - ", "Ana"),
        ("{}. 5. 2024. 10:00:00 ", "Ana"),
        ("{}. 5. 2024. 10:00:00: - ", "Ana"),
        ("{}.05.2024 10:00:00 | ", "Ana"),
        ("{}/05/2024 (10:00) - ", "Ana"),
        ("{}/05/2024 - 10:00 - ", "Ana"),
        ("{} г. 10:00 ч. - ".replace("{}", "{}.05.2024"), "Ana"),
    ],
)
def test_small_variants(header: str, sender: str) -> None:
    content = "".join(f"{header.format(13 + place)}{sender}: {place}\nmore\n" for place in range(3))
    (part,) = parse(WhatsAppReader(), content.encode(), "chat.txt", OPTIONS)
    assert part.messages["sender"].to_list() == [sender] * 3
    assert part.messages["text"].to_list() == [f"{place}\nmore" for place in range(3)]
    assert part.messages["sent_at"].dt.hour().to_list() == [10] * 3
