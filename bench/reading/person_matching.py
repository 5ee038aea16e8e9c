"""Precision and recall of suggestions of who is who, in invented address books.

    python -m bench.reading.person_matching [--books N]

Every book is one owner's: people with names that are as common as names are, in several apps, each written as that app
and that owner write it: a contact's name, a first name, one with an initial, a number in whatever spelling, an address,
a handle. Some moved from app to app, some write in several at once, some only in groups; namesakes are among them.
Writes its section of docs/measurements/library.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations

import numpy as np

from bench.shared.intervals import share_text
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.messages.person_matching import MatchReason, Minutes, PersonRecord, person_matches

PAGE = MEASUREMENTS / "library.md"
START = datetime(2015, 1, 1, tzinfo=UTC)
DAYS = 3650
APPS = ("whatsapp", "signal", "telegram", "instagram", "imessage", "sms", "discord")
FIRST_NAMES, LAST_NAMES = 220, 1_500
"""Names there are, the commonest first: two people share a first name in 1 of 48 pairs, a surname in 1 of 130."""
SYLLABLES = ("an", "be", "ca", "do", "el", "fi", "ga", "hu", "il", "jo", "ka", "lu", "ma", "ne", "os", "pi", "ro", "sa")
COUNTRIES = ("49", "49", "49", "43", "41", "44", "1", "34")


@dataclass(frozen=True)
class Human:
    """Somebody the owner knows."""

    first: str
    last: str
    number: str
    country: str
    email: str
    handle: str
    apps: dict[str, tuple[int, int]]
    """First and last day in each app."""
    rate: float


@dataclass
class Book:
    """An owner's chats, as the program sees them, and who is who in truth."""

    records: list[PersonRecord] = field(default_factory=list)
    humans: list[int] = field(default_factory=list)
    minutes: list[Minutes] = field(default_factory=list)


def name(rng: np.random.Generator, names: int, syllables: int) -> str:
    """An invented name, as often as names of its rank are."""
    weight = 1 / np.arange(1, names + 1) ** 0.8
    rank = int(rng.choice(names, p=weight / weight.sum()))
    spelled = np.random.default_rng([rank, syllables]).choice(SYLLABLES, syllables)
    return "".join(spelled).capitalize() + "drtnlms"[rank % 7]


def human(rng: np.random.Generator, place: int) -> Human:
    first, last = name(rng, FIRST_NAMES, 2), name(rng, LAST_NAMES, 3)
    number = f"{rng.integers(150, 180)}{rng.integers(1_000_000, 9_999_999)}"
    plain = f"{first}.{last}".lower()
    made = (f"{plain}{place}", f"{first.lower()}_{place}", f"{last.lower()}{place}x", f"moonwalker{place}")
    rate = float(np.exp(rng.uniform(np.log(0.2), np.log(20))))
    address = f"{plain}{place}@example.org"
    return Human(first, last, number, str(rng.choice(COUNTRIES)), address, str(rng.choice(made)), stays(rng), rate)


def stays(rng: np.random.Generator) -> dict[str, tuple[int, int]]:
    """Apps in turn, at once, or only one."""
    count = int(rng.choice([1, 2, 3], p=[0.5, 0.38, 0.12]))
    apps = [str(app) for app in rng.choice(APPS, size=count, replace=False)]
    begin, end = sorted(int(day) for day in rng.integers(0, DAYS, 2))
    end = max(end, begin + 90)
    if count == 1 or rng.random() < 0.4:
        return dict.fromkeys(apps, (begin, end))
    cuts = np.linspace(begin, end, count + 1).astype(int)
    return {app: (int(cuts[place]), int(cuts[place + 1]) + int(rng.integers(-20, 30)))
            for place, app in enumerate(apps)}  # fmt: skip


def spelling(one: Human, app: str, saved: str, rng: np.random.Generator) -> str:
    """How an app shows somebody to the owner."""
    if app == "sms":
        return saved if rng.random() < 0.5 else number(one, rng)
    if app == "imessage":
        return str(rng.choice([saved, number(one, rng), one.email], p=[0.5, 0.3, 0.2]))
    if app in ("instagram", "discord"):
        return one.handle if rng.random() < 0.6 else f"{one.first} {one.last}"
    if app == "telegram":
        return str(
            rng.choice([saved, f"{one.first} {one.last}", one.first, f"@{one.handle}"], p=[0.3, 0.35, 0.2, 0.15])
        )
    return saved if rng.random() < 0.85 else number(one, rng, international=True)


def number(one: Human, rng: np.random.Generator, *, international: bool = False) -> str:
    forms = [f"+{one.country} {one.number[:3]} {one.number[3:]}", f"+{one.country}{one.number}"]
    if not international:
        national = one.number if one.country in ("1", "34") else f"0{one.number}"
        forms += [national, f"{national[:4]} {national[4:7]} {national[7:]}", f"00{one.country}{one.number}"]
    return str(rng.choice(forms))


def saved_name(one: Human, rng: np.random.Generator) -> str:
    """The contact's name in the owner's address book."""
    forms = [
        f"{one.first} {one.last}",
        one.first,
        f"{one.first} {one.last[0]}.",
        f"{one.first} 🌻",
        f"{one.last}, {one.first}",
    ]
    return str(rng.choice(forms, p=[0.5, 0.22, 0.12, 0.06, 0.1]))


def times(one: Human, stay: tuple[int, int], number_of_apps: int, rng: np.random.Generator) -> Minutes:
    """Minutes with messages: evenings, many at once."""
    talks = rng.poisson(max(one.rate / number_of_apps * (stay[1] - stay[0]) / 4, 1))
    begin = rng.integers(stay[0], max(stay[1], stay[0] + 1), talks) * 1440 + rng.normal(1230, 110, talks).astype(int)
    return np.unique((begin[:, None] + np.cumsum(rng.integers(0, 5, (talks, 4)), axis=1)).ravel())


def book(seed: int) -> Book:
    rng = np.random.default_rng([seed, 91])
    made = Book()
    groups: dict[str, int] = Counter()
    for place, one in enumerate([human(rng, place) for place in range(int(rng.integers(40, 160)))]):
        saved = saved_name(one, rng)
        busy = np.zeros(0, np.int64)
        for app, stay in one.apps.items():
            name_there = spelling(one, app, saved, rng)
            minutes = times(one, stay, len(one.apps), rng)
            # one person seldom writes in two apps in the same minute
            minutes = minutes[~np.isin(minutes, busy) | (rng.random(minutes.size) < 0.03)]
            busy = np.union1d(busy, minutes)
            is_group = rng.random() < 0.25
            chat = f"{app} group {groups[app] // 8}" if is_group else f"{app} {place}"
            groups[app] += is_group
            ends = (
                [START + timedelta(minutes=int(minute)) for minute in (minutes[0], minutes[-1])]
                if minutes.size
                else [None] * 2
            )
            made.records.append(
                PersonRecord((name_there,), frozenset({app}), frozenset({chat}), int(minutes.size), *ends)
            )
            made.humans.append(place)
            made.minutes.append(minutes)
    return made


def table(books: int) -> str:
    by_reason: dict[MatchReason, list[bool]] = {}
    pairs = found = tellable = found_tellable = people = 0
    for seed in range(books):
        one = book(seed)
        people += len(set(one.humans))
        matches = person_matches(one.records, one.minutes.__getitem__)
        right = {
            (match.first, match.second) for match in matches if one.humans[match.first] == one.humans[match.second]
        }
        for match in matches:
            by_reason.setdefault(match.reasons[0], []).append((match.first, match.second) in right)
        truth = {pair for pair in combinations(range(len(one.humans)), 2) if one.humans[pair[0]] == one.humans[pair[1]]}
        told = {pair for pair in truth if shares_letters(one, pair)}
        pairs, found = pairs + len(truth), found + len(truth & right)
        tellable, found_tellable = tellable + len(told), found_tellable + len(told & right)
    every = [hit for hits in by_reason.values() for hit in hits]
    return "\n".join([
        "## Who is who",
        "",
        f"{books} invented address books with {people:,} people, {pairs:,} pairs of chats in two apps of one person.",
        "Two people share a first name in 1 of 48 pairs and a surname in 1 of 130, oftener than in most address books;",
        "a person stands as a full name, a first name, one with an initial, a number in any",
        "spelling, an address or a handle, as app and address book have it. Nothing is joined without the owner.",
        "",
        "| the strongest that agrees | suggestions | right |",
        "|---|---|---|",
        *(f"| {reason.value.replace('_', ' ')} | {len(hits)} | {share_text(sum(hits), len(hits), 3)} |"
          for reason in MatchReason if (hits := by_reason.get(reason))),
        f"| all | {len(every)} | {share_text(sum(every), len(every), 3)} |",
        "",
        f"Of all pairs {share_text(found, pairs)} are suggested; of those whose names share a number or a word",
        f"{share_text(found_tellable, tellable)}. The rest are a name here and a number or a handle there.",
        "",
        f"Again: `python -m bench.reading.person_matching --books {books}`.",
    ])  # fmt: skip


def shares_letters(one: Book, pair: tuple[int, int]) -> bool:
    """Whether two names share anything that could tell."""
    first, second = (one.records[place].names[0].casefold() for place in pair)
    ours, theirs = ("".join(filter(str.isdecimal, name)).lstrip("0") for name in (first, second))
    if len(ours) > 8 and len(theirs) > 8:
        return ours.endswith(theirs[-9:])
    words = [set("".join(sign if sign.isalpha() else " " for sign in name).split()) for name in (first, second)]
    return bool({word for word in words[0] & words[1] if len(word) > 1})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--books", type=int, default=200)
    text = table(parser.parse_args().books)
    print(text)
    write_section("who-is-who", text, PAGE)
