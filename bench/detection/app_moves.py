"""Claims about a person where two only went over to another app, in which everybody writes otherwise.

    python -m bench.detection.app_moves [--pairs N] [--processes N]

Invented pairs of two years, in which nothing happens to anybody; from a day on both write in another app, with what
such an app does to messages. The same pair without a move is what chance gives. Writes its section of
docs/measurements/confounders.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.shared.intervals import count_text
from bench.shared.invented_pairs import STRENGTHS, ZONE
from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from unlike.analysis.app_usage import AppUsage
from unlike.analysis.person import PersonRequest, detect_person
from unlike.messages import sort
from unlike.signals import SIGNALS, measure
from unlike.synthetic import PlantedChange, generate, random_world

NEAR = timedelta(days=45)
"""Around the move, in which a lasting change counts as at it."""
LATER = 150
"""Days from the move to a change that is the person's own."""
NOTHING, OWN = "no move", "all of it, and the person changes 150 days later"
OWN_ALONE = "no move, and the person changes on that day"
Effect = Callable[[pl.DataFrame, np.random.Generator], pl.DataFrame]


def shorter(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Half of the words, as on a smaller keyboard."""
    words = pl.col("text").str.split(" ")
    kept_words = (words.list.len() * 0.55).ceil().cast(pl.Int64)
    shortened = (
        pl.when(pl.Series(rng.random(rows.height) < 0.8))
        .then(words.list.head(kept_words).list.join(" "))
        .otherwise("text")
    )
    return rows.with_columns(text=shortened)


def in_pieces(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """A message of more than four words becomes two, a few seconds apart."""
    words = pl.col("text").str.split(" ")
    is_long = (words.list.len() > 4).fill_null(value=False) & pl.Series(rng.random(rows.height) < 0.6)
    half = words.list.len() // 2
    first = rows.with_columns(text=pl.when(is_long).then(words.list.head(half).list.join(" ")).otherwise("text"))
    second = rows.filter(is_long).with_columns(
        pl.col("sent_at") + timedelta(seconds=8), pl.col("ref") + "b", text=words.list.slice(half).list.join(" ")
    )
    return sort(pl.concat([first, second]))


def fine_times(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Milliseconds, where the app before had minutes; see `moved`."""
    late = pl.Series(rng.integers(0, 999, rows.height)).cast(pl.Duration("ms")).cast(pl.Duration("us"))
    return sort(rows.with_columns(pl.col("sent_at") + late))


def no_emoji(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Most emoji gone: they are reactions there."""
    bare = pl.col("text").str.replace_all(r"[\x{1F300}-\x{1FAFF}\x{2600}-\x{27BF}]|[:;]-?[)(D]", "")
    return rows.with_columns(text=pl.when(pl.Series(rng.random(rows.height) < 0.8)).then(bare).otherwise("text"))


def other_media(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """A tenth of the messages are pictures or voice notes instead."""
    chosen = pl.Series(rng.random(rows.height) < 0.1) & (pl.col("kind") == "text")
    kind = pl.Series(rng.choice(["image", "audio"], rows.height))
    return rows.with_columns(
        kind=pl.when(chosen).then(kind).otherwise(pl.col("kind").cast(pl.String)).cast(rows.schema["kind"]),
        text=pl.when(chosen).then(None).otherwise("text"),
    )


def all_of_it(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    for effect in (no_emoji, shorter, other_media, in_pieces):
        rows = effect(rows, rng)
    return fine_times(rows, rng)


EFFECTS: dict[str, Effect] = {
    "nothing but the app": lambda rows, _: rows,
    "shorter messages": shorter,
    "messages in pieces": in_pieces,
    "seconds for minutes": fine_times,
    "fewer emoji": no_emoji,
    "other media": other_media,
    "all of it": all_of_it,
}


@dataclass(frozen=True)
class Outcome:
    """Claims about one history.

    Attributes:
        at_move: a lasting change within `NEAR` of the move.
        elsewhere: lasting changes elsewhere.
        unlike_now: the last messages are unlike.
        named: the change of app is named.
        own: the person's own change is found within `NEAR`; None where there is none.
    """

    kind: str
    knows: bool
    at_move: bool
    elsewhere: int
    spells: int
    unlike_now: bool
    named: bool
    own: bool | None = None


def rows_of(seed: int, *, change: bool) -> tuple[pl.DataFrame, str, str, date]:
    """Rows of a quiet pair, its two names, and the day of the move."""
    world = random_world(seed, STRENGTHS["strong"], quiet=True)
    day = world.start + timedelta(days=int(np.random.default_rng([seed, 31]).uniform(0.35, 0.6) * world.days))
    if change:
        own_change = PlantedChange("lasting", day + timedelta(days=LATER), None, world.other.name, STRENGTHS["strong"])
        world = replace(world, changes=(own_change,))
    chat = generate(world)
    return chat.table(ZONE), chat.owner, chat.other, day


def moved_rows(rows: pl.DataFrame, day: date, effect: Effect, seed: int) -> pl.DataFrame:
    """The rows with those from a day on as another app would have them."""
    is_after = pl.col("sent_at").dt.convert_time_zone(ZONE).dt.date() >= day
    rows_before, rows_after = rows.filter(~is_after), rows.filter(is_after)
    if effect in (fine_times, all_of_it):
        rows_before = rows_before.with_columns(pl.col("sent_at").dt.truncate("1m"))
    source = pl.lit("signal").cast(pl.Categorical()).alias("source")
    return pl.concat([rows_before, effect(rows_after, np.random.default_rng([seed, 32])).with_columns(source)])


def move_outcome(kind: str, pair: tuple[pl.DataFrame, str, str, date], *, knows: bool) -> Outcome:
    rows, owner, other, day = pair
    measured = measure(rows, SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    apps = AppUsage.of(rows, ZoneInfo(ZONE)) if knows else AppUsage()
    detection = detect_person(measured, rows, PersonRequest(owner, other, possible=False, apps=apps))
    near_move = [shift for shift in detection.lasting_shifts if abs(shift.day - day) <= NEAR]
    own_day = day + timedelta(days=LATER)
    own_shifts = [shift for shift in detection.lasting_shifts if abs(shift.day - own_day) <= NEAR]
    return Outcome(
        kind, knows, bool(near_move),
        len(detection.lasting_shifts) - len(near_move) - (len(own_shifts) if kind in (OWN, OWN_ALONE) else 0),
        len(detection.spells), detection.current_state is not None and detection.current_state.unlike,
        any(abs(change.day - day) <= timedelta(days=3) for change in detection.app_changes),
        bool(own_shifts) if kind == OWN else None,
    )  # fmt: skip


def pair_outcomes(seed: int) -> list[Outcome]:
    """One pair: without a move, with a move of every kind, and with a change of the person's own after one."""
    quiet_pair = rows_of(seed, change=False)
    rows, *names, day = quiet_pair
    results = [move_outcome(NOTHING, quiet_pair, knows=True)]
    for name, effect in EFFECTS.items():
        results.append(move_outcome(name, (moved_rows(rows, day, effect, seed), *names, day), knows=True))
    results.append(move_outcome("all of it", (moved_rows(rows, day, all_of_it, seed), *names, day), knows=False))
    changed_rows, *_ = rows_of(seed, change=True)
    results.append(move_outcome(OWN_ALONE, (changed_rows, *names, day), knows=True))
    results.append(move_outcome(OWN, (moved_rows(changed_rows, day, all_of_it, seed), *names, day), knows=True))
    return results


def section_text(pairs: int, processes: int) -> str:
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        all_outcomes = [case for part in pool.map(pair_outcomes, range(8200, 8200 + pairs)) for case in part]
    rows = [
        table_row(
            name,
            [case for case in all_outcomes if case.kind == name and case.knows],
        )
        for name in (NOTHING, *EFFECTS, OWN_ALONE, OWN)
    ]
    naive = table_row("all of it, read as one app", [case for case in all_outcomes if not case.knows])
    moves = [case for case in all_outcomes if case.knows and case.kind in EFFECTS]
    changed_moves = count_text(sum(case.at_move for case in moves), len(moves))
    own_outcomes = [case for case in all_outcomes if case.own is not None]
    return "\n".join([
        "## Changes of app",
        "",
        f"Made by `python -m bench.detection.app_moves --pairs {pairs}` (seeds 8200 up). Invented pairs of two",
            "years to whom nothing happens. From a day on both write in another app, which changes what they write:",
            "half of the words; two pieces for a message of more than four words; milliseconds after minutes; four in",
            "five emoji gone; a tenth of the messages pictures or voice notes. *At the move*: histories with a lasting",
            f"change claimed within {NEAR.days} days of it. *Named*: the findings name the change, to 3 days.",
            "",
        "| what the app changes | lasting, at the move | lasting, elsewhere | spells | unlike now | named |",
        "|---|---|---|---|---|---|",
        *rows,
        naive,
        "",
        f"Of all moves alone, {changed_moves} have a lasting change there",
        f"(the same {pairs} pairs for each).",
        f"The person's own strong change, {LATER} days after a move with all of it, is found in",
        f"{count_text(sum(bool(case.own) for case in own_outcomes), len(own_outcomes))}.",
    ])  # fmt: skip


def table_row(name: str, cases: list[Outcome]) -> str:
    cells = (
        name, count_text(sum(case.at_move for case in cases), len(cases)), str(sum(case.elsewhere for case in cases)),
        str(sum(case.spells for case in cases)), str(sum(case.unlike_now for case in cases)),
        "–" if name in (NOTHING, OWN_ALONE) else f"{sum(case.named for case in cases)} of {len(cases)}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    text = section_text(options.pairs, options.processes)
    write_section("app_moves", text, MEASUREMENTS / "confounders.md")
    print(text)


if __name__ == "__main__":
    main()
