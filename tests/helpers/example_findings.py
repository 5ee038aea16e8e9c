"""Invented people and what was found about them: every sort of answer a face has to show."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from balances import with_balance
from unlike.core.day_rule import day_of
from unlike.core.types import Direction
from unlike.results import (
    ChannelChange,
    ConversationFindings,
    CurrentState,
    DetectableDrop,
    Findings,
    Grade,
    LastingShift,
    LateReplies,
    MissingHistory,
    OpenQuestion,
    PersonFindings,
    Quote,
    Recurrence,
    SignalChange,
    SignalHistory,
    Spell,
    SpellEnding,
)

ZONE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2023, 9, 4, 8, 12, tzinfo=ZONE)
LAST = datetime(2025, 11, 12, 9, 31, tzinfo=ZONE)
DAYS = (LAST.date() - FIRST.date()).days + 1

SHORTER = SignalChange("length", "length of messages", "shorter messages", "words", 8.7, 2.3, 0.012)
NO_EMOJI = SignalChange("emoji", "emoji", "fewer emoji", "share", 0.46, 0.0, 0.03)
FEWER_QUESTIONS = SignalChange("questions", "questions", "asks less", "share", 0.27, 0.0, 0.06)
LATER = SignalChange("answers", "time to answer", "answers later", "seconds", 240.0, 5400.0, 0.02)
MORE = SignalChange("messages", "messages a day", "more messages", "messages", 24.0, 61.0, 0.01)
ANSWERS = SignalChange("answers", "time to answer", "", "seconds", 240.0, 260.0, 0.6)
HOURS = SignalChange("hours", "hours of writing", "", "hours", 9.1, 9.0, 0.8)
GREETINGS = SignalChange("greetings", "good morning and good night", "", "share", 0.4, 0.33, 0.5)
SPELL_FIRST_DAYS = (
    date(2023, 11, 20),
    date(2024, 2, 15),
    date(2024, 5, 14),
    date(2024, 8, 9),
    date(2024, 11, 6),
    date(2025, 2, 1),
    date(2025, 5, 1),
    date(2025, 8, 14),
)


def spell(first: date, days: int = 3, who: str = "Rosa", **other: object) -> Spell:
    """A spell that passed."""
    usual = Spell(
        first=first,
        last=first + timedelta(days=days - 1),
        ongoing=False,
        direction=Direction.COOLER,
        chance=0.024,
        possible=False,
        changed_signals=(SHORTER, NO_EMOJI),
        unchanged_signals=(ANSWERS, GREETINGS),
        messages=tuple(f"chat:{first:%m%d}{line}" for line in range(14)),
        ending=SpellEnding(who, 1, (f"chat:{first:%m%d}99",)),
    )
    return replace(usual, **other)  # type: ignore[arg-type]


SPELLS = tuple(
    spell(first, days, who)
    for first, days, who in zip(
        SPELL_FIRST_DAYS, (3, 2, 3, 4, 3, 3, 2, 3), ("Rosa", "Imke", "Rosa", "Rosa") * 2, strict=True
    )
)
NOW = CurrentState(
    grade=Grade.UNLIKE,
    chance=2 / 301,
    windows=300,
    as_far=1,
    since=datetime(2025, 11, 12, 9, 5, tzinfo=ZONE),
    until=datetime(2025, 11, 12, 9, 21, tzinfo=ZONE),
    day=False,
    messages=("chat:41205", "chat:41206", "chat:41207"),
    changed_signals=(SHORTER, NO_EMOJI, FEWER_QUESTIONS),
    unchanged_signals=(ANSWERS, HOURS, GREETINGS),
    undecided_signals=(MORE,),
    bare_chance=1 / 301,
    wanted_windows=19,
    looks_a_month=28.0,
    daily_evidence=120.0,
)
CALM = replace(
    NOW,
    grade=Grade.WITHIN_USUAL,
    chance=193 / 301,
    as_far=192,
    changed_signals=(),
    unchanged_signals=(SHORTER, NO_EMOJI, ANSWERS, HOURS),
)
OPEN = OpenQuestion(
    since=datetime(2025, 11, 12, 9, 27, tzinfo=ZONE),
    waited=timedelta(hours=2),
    similar_waits=61,
    warm_after=58,
    chance=0.07,
    quote="see you tonight, then?",
    messages=("chat:41208",),
)
RECURRENCE = Recurrence(88.2, (83.0, 93.4), 3, 8, (date(2025, 11, 10), date(2025, 11, 16)), SPELLS[-1].last, 0.012)
LASTING_SHIFT = LastingShift(
    day=date(2024, 6, 3),
    between=(date(2024, 5, 24), date(2024, 6, 9)),
    direction=Direction.COOLER,
    chance=0.008,
    changed_signals=(replace(MORE, phrase="fewer messages", observed=11.0),),
    unchanged_signals=(SHORTER, NO_EMOJI),
    messages=("chat:9001", "chat:9002"),
)

OTHER_APP = ChannelChange(
    first=date(2025, 5, 3),
    last=date(2025, 11, 12),
    begins=False,
    ongoing=True,
    is_group=False,
    missing_sender=None,
    messages_per_day=1.62,
    baseline_per_day=51.3,
    messages=("chat:30001", "chat:30002", "chat:30003"),
)
HOLIDAY = replace(OTHER_APP, first=date(2024, 7, 13), last=date(2024, 7, 28), ongoing=False)
LOST_PHONE = replace(HOLIDAY, missing_sender="Rosa", messages_per_day=4.0, baseline_per_day=24.4)


def signal_history(label: str, level: float, dip: float, seed: int, bins: int = 240) -> SignalHistory:
    """A signal that keeps its level but for the spells."""
    dice = random.Random(seed)  # noqa: S311 - an invented history, no secret
    per = DAYS / bins
    dipped = {int((start - FIRST.date()).days / per) for start in SPELL_FIRST_DAYS} | {bins - 1}
    values = tuple(level * (dip if at in dipped else 1) * dice.uniform(0.9, 1.1) for at in range(bins))
    return SignalHistory(label.replace(" ", "-"), label, "words", values, (level * 0.96, level * 1.04))


SIGNAL_HISTORIES = (
    signal_history("length of messages", 8.7, 0.35, 1),
    signal_history("emoji", 0.46, 0.2, 2),
    signal_history("questions", 0.27, 0.6, 3),
    signal_history("time to answer", 240.0, 1.0, 4),
)
ROSA = PersonFindings(
    name="Rosa",
    messages=20_316,
    active_days=771,
    enough=True,
    missing_history=None,
    current_state=NOW,
    spells=SPELLS,
    lasting_shifts=(),
    recurrence=RECURRENCE,
    open_question=OPEN,
    signal_histories=SIGNAL_HISTORIES,
    detectable_drop=DetectableDrop(3, 0.6),
    late_replies=LateReplies(212, 197),
)
CHAT = ConversationFindings(
    key="chat",
    title="Rosa",
    app="whatsapp",
    group=False,
    first=FIRST,
    last=LAST,
    messages=41_208,
    system=312,
    skipped=(),
    notes=("Day before month, because 13 and above come first.",),
    people=(ROSA,),
)


def about(*people: PersonFindings, **other: object) -> Findings:
    """A chat with these people."""
    changed: dict[str, object] = {"title": people[0].name if people else "Rosa", **other}
    chat = replace(CHAT, **changed)  # type: ignore[arg-type]
    end = day_of(chat.last) if chat.last else None
    return Findings(
        "Imke", "Europe/Berlin", (replace(chat, people=tuple(with_balance(one, end) for one in people)),), 0.1
    )


QUIET = replace(ROSA, current_state=CALM, spells=(), recurrence=None, open_question=None)
SHORT_HISTORY = replace(
    QUIET,
    name="Ben",
    messages=31,
    active_days=12,
    enough=False,
    missing_history=MissingHistory(12, 45, 31, 150),
    current_state=None,
    detectable_drop=None,
    signal_histories=(),
)
ONGOING = spell(
    date(2025, 11, 9),
    4,
    ongoing=True,
    ending=None,
    changed_signals=(SHORTER, LATER),
    unchanged_signals=(GREETINGS,),
    chance=0.004,
)
HOSTILE_TEXTS = replace(
    ROSA,
    name="[bold red]Rosa[/] \x1b[31m\u202eevil\x1b]0;title\x07\n\x9b2J",
    open_question=replace(OPEN, quote="[blink]\x1b[2Jhi\u202e[/] :smile: \r\n" + "so " * 60),
)


def group() -> Findings:
    """A group of two hundred: one unlike herself now, three who were, the rest quiet or rarely there."""
    able = (
        QUIET,
        replace(ROSA, name="Theodora von der Heidebrück-Schwanenfels", open_question=None, recurrence=None),
        replace(QUIET, name="Cem", spells=SPELLS[:3]),
        replace(QUIET, name="Dora"),
        replace(QUIET, name="Emil", lasting_shifts=(LASTING_SHIFT,)),
        *(replace(QUIET, name=f"Person {number}") for number in range(12)),
    )
    rare = tuple(replace(SHORT_HISTORY, name=f"Guest {number}") for number in range(182))
    return about(*able, *rare, group=True, title="Quiz night")


CASES: dict[str, Findings] = {
    "rosa": about(ROSA),
    "quiet": about(QUIET),
    "too-little": about(SHORT_HISTORY, messages=64, system=2),
    "group": group(),
    "calm-now": about(replace(ROSA, current_state=CALM, open_question=None)),
    "ongoing": about(replace(ROSA, spells=(*SPELLS, ONGOING), recurrence=None)),
    "ongoing-alone": about(
        replace(ROSA, current_state=None, spells=(ONGOING,), recurrence=None, open_question=None, late_replies=None)
    ),
    "lasting": about(
        replace(QUIET, lasting_shifts=(LASTING_SHIFT, replace(LASTING_SHIFT, day=date(2025, 2, 3)))),
        skipped=(("chat.txt:120", "no date"), ("chat.txt:4011", "no date")),
    ),
    "never-so": about(
        replace(
            ROSA,
            spells=(spell(date(2024, 7, 1), changed_signals=(MORE,), direction=Direction.WARMER),),
            recurrence=None,
        )
    ),
    "not-all-passed": about(replace(ROSA, spells=(*SPELLS[:4], replace(SPELLS[4], ending=None)), recurrence=None)),
    "late": about(
        replace(
            ROSA,
            current_state=replace(NOW, changed_signals=(LATER, SHORTER), unchanged_signals=(HOURS,)),
            recurrence=None,
        )
    ),
    "late-unknown": about(
        replace(
            ROSA,
            late_replies=None,
            recurrence=None,
            current_state=replace(NOW, changed_signals=(LATER,), unchanged_signals=(), day=True),
        )
    ),
    "blind": about(replace(QUIET, current_state=None, detectable_drop=DetectableDrop(3, None))),
    "german": about(replace(ROSA, name="Jürgen Weiß-Müllenbäcker", recurrence=None)),
    "right-to-left": about(replace(ROSA, name="נועה לוי", open_question=replace(OPEN, quote="נתראה הערב?"))),
    "wide": about(replace(ROSA, name="山田花子さんのとても長い名前でございますよろしくお願いします")),
    "messy": about(HOSTILE_TEXTS, title=HOSTILE_TEXTS.name),
    "possible": replace(
        about(replace(ROSA, spells=tuple(replace(one, possible=True) for one in SPELLS))), false_spells_a_year=1.0
    ),
    "another-app": about(replace(QUIET, current_state=None, channel_changes=(OTHER_APP,))),
    "another-app-and-spells": about(
        replace(
            ROSA,
            current_state=None,
            open_question=None,
            recurrence=None,
            spells=SPELLS[:6],
            channel_changes=(HOLIDAY, OTHER_APP),
        )
    ),
    "lost-phone": about(
        replace(
            QUIET,
            channel_changes=(
                LOST_PHONE,
                replace(LOST_PHONE, missing_sender="Imke", first=date(2025, 10, 20), last=date(2025, 11, 7)),
            ),
        )
    ),
    "quiet-group": about(
        *(
            replace(QUIET, name=name, current_state=None, channel_changes=(replace(OTHER_APP, is_group=True),))
            for name in ("Ben", "Cleo", "Dario")
        ),
        group=True,
        title="Quiz night",
    ),
    "nobody": about(),
    "short": about(
        replace(QUIET, current_state=NOW, signal_histories=(signal_history("length of messages", 8.0, 1.0, 5, 40),)),
        first=datetime(2025, 10, 4, 8, tzinfo=ZONE),
    ),
}

LONG_TEXT = (
    "good morning love 😘 slept well? I dreamt that we had moved the whole kitchen "
    "into the garden and that nobody minded the rain"
)
QUOTES = tuple(
    Quote(ref, datetime(2025, 11, 12, 9, minute, tzinfo=ZONE), sender, text, kind, marked)
    for ref, minute, sender, text, kind, marked in (
        ("chat:41203", 2, "Rosa", None, "image", False),
        ("chat:41204", 14, "Imke", LONG_TEXT, "text", False),
        ("chat:41205", 21, "Rosa", "yes", "text", True),
        ("chat:41206", 24, "Rosa", "ok", "text", True),
        ("chat:41207", 25, "Rosa", "[bold]fine[/] \x1b[31mred\u202e\n\nreally", "text", True),
        ("chat:41208", 27, "Imke", "see you tonight, then?", "text", False),
    )
)
