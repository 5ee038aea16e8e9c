from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ParsedConversation, Reader, ReadOptions
from unlike.readers.apps.discord import DiscordReader
from unlike.readers.apps.google_voice import GoogleVoiceReader
from unlike.readers.apps.irc import IrcReader
from unlike.readers.apps.kakaotalk import KakaoTalkReader
from unlike.readers.apps.signal import SignalReader
from unlike.readers.apps.skype import SkypeReader
from unlike.readers.apps.teams import TeamsReader
from unlike.readers.apps.x_archive import XReader
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.testkit import memory_export

NOON = 1_714_564_800_000_000


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2024-05-01T12:00:00Z", (NOON, True)),
        ("2024-05-01T14:00:00.0000000+02:00", (NOON, True)),
        ("2024-05-01 12:00:00", (NOON, False)),
        ("2024-05-01T12:00:00.123", (NOON + 123_000, False)),
        ("0001-01-01T00:00:00+14:00", (None, False)),
        ("yesterday", (None, False)),
        (5, (None, False)),
        (None, (None, False)),
    ],
)
def test_dates(date: object, read: tuple[int | None, bool]) -> None:
    assert iso_microseconds(date) == read


EXPORTS: dict[str, tuple[Reader, str]] = {
    "discord": (DiscordReader(), "discord/Direct Messages - Private - rosa.q [80000000000000001].json"),
    "discord table": (DiscordReader(), "discord/Direct Messages - Private - rosa.q [80000000000000002].csv"),
    "signal": (SignalReader(), "signal/Rosa/data.json"),
    "skype": (SkypeReader(), "skype/messages.json"),
    "teams": (TeamsReader(), "teams/TeamsExport"),
    "google_voice": (GoogleVoiceReader(), "google_voice/Calls"),
    "irc": (IrcReader(), "irc/supybot.log"),
    "kakaotalk": (KakaoTalkReader(), "kakaotalk/KakaoTalk_Chat_Rosa Ahl_2025-03-02-10-15-20.csv"),
    "x": (XReader(), "x_archive"),
}
"""Readers of apps that write moments in ISO 8601, or wall clocks in the same form."""

STAMP = re.compile(rb"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?")
TOKYO = ZoneInfo("Asia/Tokyo")
AHEAD = timedelta(hours=9)


def read_with(app: str, offset: Callable[[bytes], bytes]) -> list[ParsedConversation]:
    """Read an app's sample in Tokyo, with an offset behind each time in it that depends on the time."""
    reader, name = EXPORTS[app]
    path = Path(__file__).parent / name
    files = {path.name: path} if path.is_file() else {str(file.relative_to(path)): file for file in path.rglob("*.*")}
    contents = {
        name: STAMP.sub(lambda stamp: stamp[1] + offset(stamp[1]), file.read_bytes())
        for name, file in sorted(files.items())
    }
    results = list(reader.read(memory_export(contents), ReadOptions(TOKYO)))
    return [part for part in results if isinstance(part, ParsedConversation)]


def in_utc(_time: bytes) -> bytes:
    return b"+00:00"


def by_wall_clock(_time: bytes) -> bytes:
    return b""


def by_turns(time: bytes) -> bytes:
    """An offset behind times of even minutes and seconds."""
    return b"+00:00" if (time[15] + time[18]) % 2 else b""


def moments(parts: list[ParsedConversation]) -> list[datetime]:
    return sorted(at for part in parts for at in part.messages["sent_at"])


@pytest.mark.parametrize("app", EXPORTS)
def test_in_every_app_a_time_without_an_offset_is_one_of_the_zone(app: str) -> None:
    parts = read_with(app, by_wall_clock)
    assert moments(parts)
    assert [at + AHEAD for at in moments(parts)] == moments(read_with(app, in_utc))
    assert all(part.reinterpret for part in parts)


@pytest.mark.parametrize("app", EXPORTS)
def test_in_every_app_each_time_is_read_by_itself_and_a_mixture_is_said(app: str) -> None:
    whole, mixed = moments(read_with(app, in_utc)), read_with(app, by_turns)
    assert len(moments(mixed)) == len(whole)
    assert set(moments(mixed)) <= {at - ahead for at in whole for ahead in (AHEAD, timedelta())}
    walls = len(set(moments(mixed)) - set(whole))
    assert 0 < walls < len(whole)
    notes = [str(note) for part in mixed for note in part.conversation.notes]
    assert any(note.startswith("Times without a zone, read as those of Asia/Tokyo: ") for note in notes)
