"""The conversations of Google Voice: one for the same numbers, from all pages in which they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

from unlike.i18n import lazy, mark
from unlike.readers.apps.google_voice.voice_pages import OWNER, PAGE_MARKS, VoiceMessage, VoicePage, voice_page
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import DAMAGED, ENDS_INSIDE
from unlike.readers.formats.text_lines import decoded_start

ME: Final = "Me"

_DATED: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ")
_WHO: Final = re.compile(r"(?P<who>.*?)\s-\s(?:[^-]*\s-\s)?\d{4}-\d\d-\d\dT")
_NUMBER: Final = re.compile(r"\+?\d{3,}")
_CALLS: Final = "Calls/"
_GROUP_PAGE: Final = "Group Conversation"
_MOST_PAGE_BYTES: Final = 64 << 20
_NO_NUMBER: Final = mark("it does not say with whom")


@dataclass(frozen=True, slots=True)
class _Record:
    """A message with its page's file and its place in it."""

    place: str
    message: VoiceMessage
    is_last: bool


@dataclass(slots=True)
class VoiceExport:
    """Pages that are read.

    Attributes:
        cut: pages that break off.
        foreign: files that are named like pages and are none.
        unplaced: messages and calls of which no page says with whom.
    """

    cut: int = 0
    foreign: int = 0
    unplaced: int = 0

    def notes(self) -> Iterator[str]:
        """What of the pages was not read."""
        if self.cut:
            yield lazy("Pages that break off: {number}. What stands before that was read.", number=self.cut)
        if self.foreign:
            yield lazy("Files that are named like pages of Google Voice and are none: {number}.", number=self.foreign)
        if self.unplaced:
            yield lazy(
                "Calls and messages that do not say with whom, and were left out: {number}.", number=self.unplaced
            )


@dataclass(slots=True)
class _Threads:
    """What was gathered so far.

    Attributes:
        own: numbers of the owner.
        numbers: numbers that have a name in any page.
        records: messages by the numbers of all others.
        names: names of a number, with how many pages have each.
    """

    own: set[str]
    numbers: dict[str, set[str]]
    records: dict[tuple[str, ...], list[_Record]] = field(default_factory=dict)
    names: dict[str, Counter[str]] = field(default_factory=dict)


def voice_conversations(export: Export, whole: VoiceExport, progress: Progress) -> Iterator[GatheredConversation]:
    """The conversations, in the order of their first messages; what is odd about the pages is in `whole` afterwards."""
    done = 0
    pages: list[tuple[ExportFile, VoicePage]] = []
    for file in page_files(export):
        text = decoded_start(file.head(min(file.size, _MOST_PAGE_BYTES)))
        done += file.size
        progress(done, export.size)
        page = voice_page(text)
        if not page.messages and not is_page(text):
            whole.foreign += 1
            continue
        whole.cut += page.is_cut
        pages.append((file, page))
    own = {page.own_number for _, page in pages if page.own_number}
    threads = _Threads(own, _numbers(page for _, page in pages))
    for file, page in sorted(pages, key=lambda placed: _first_time(placed[1])):
        _add(threads, file, page)
    called = {number: _name(number, threads.names) for thread in threads.records for number in thread}
    distinct = distinct_names({number: (name, number) for number, name in called.items()})
    names = {**distinct, **dict.fromkeys((OWNER, *own), ME)}
    unplaced = threads.records.pop((), [])
    whole.unplaced = len(unplaced)
    placed = sorted(threads.records.items(), key=lambda item: _time(item[1][0].message) if item[1] else 0)
    for thread, records in placed or [((), unplaced)]:
        yield _conversation(thread, records, names)


def page_files(export: Export) -> list[ExportFile]:
    """The files that are named like pages, or the only one."""
    if len(export.files) == 1:
        return list(export.files)
    return [file for file in export.files if is_page_name(file.name)]


def is_page_folder(export: Export) -> bool:
    """Whether a folder holds pages and nothing that they would hide: the folder of calls, or that of Google Voice.

    A single file hides nothing.
    """
    if len(export.files) == 1:
        return True
    names = [file.name for file in export.files if not is_page_name(file.name)]
    is_outer = any(file.name.startswith(_CALLS) for file in export.files)
    return all(name.startswith(_CALLS) or (is_outer and "/" not in name and name.endswith(".html")) for name in names)


def is_page_name(name: str) -> bool:
    """Whether a path is that of a page below the folder of Google Voice, or in its folder of calls."""
    place = PurePosixPath(name)
    is_near = len(place.parts) == 1 or (len(place.parts) == 2 and place.parts[0] == "Calls")
    return is_near and place.suffix.lower() == ".html" and bool(_DATED.search(name))


def is_page(text: str) -> bool:
    """Whether a page is one of Google Voice's."""
    return all(pattern.search(text) for pattern in PAGE_MARKS)


def _numbers(pages: Iterable[VoicePage]) -> dict[str, set[str]]:
    """Numbers by the names that pages have for them."""
    numbers: dict[str, set[str]] = {}
    for page in pages:
        for number, name in page.people.items():
            numbers.setdefault(name, set()).add(number)
    return numbers


def _add(threads: _Threads, file: ExportFile, page: VoicePage) -> None:
    people = {number: name for number, name in page.people.items() if number not in threads.own}
    if not people:
        people = _person_in_name(PurePosixPath(file.name).name, threads.numbers) or page.people
    for number, name in people.items():
        if name:
            threads.names.setdefault(number, Counter())[name] += 1
    thread = threads.records.setdefault(tuple(sorted(people)), [])
    last = len(page.messages)
    for order, message in enumerate(page.messages, 1):
        place = f"{PurePosixPath(file.name).name}, message {order}"
        thread.append(_Record(place, message, is_last=page.is_cut and order == last))


def _person_in_name(page_name: str, numbers: dict[str, set[str]]) -> dict[str, str]:
    """Number and name of the other person in the name of a page in which the owner alone wrote.

    Where one number alone has the name, it is that; where none or several have, the name stands for it.
    """
    match = _WHO.match(page_name)
    who = match["who"].strip() if match else ""
    if not who or who.startswith(("-", _GROUP_PAGE)):
        return {}
    if _NUMBER.fullmatch(who):
        return {who: ""}
    known = numbers.get(who, set())
    return {next(iter(known)) if len(known) == 1 else who: who}


def _name(number: str, names: dict[str, Counter[str]]) -> str:
    """The name that a number has most often, else the number; the owner's is kept free."""
    name = names[number].most_common(1)[0][0] if number in names else number
    return f"{name} ({number})" if name == ME else name


def _conversation(thread: tuple[str, ...], records: Sequence[_Record], names: dict[str, str]) -> GatheredConversation:
    rows, seen = ConversationRows(), set[int]()
    for record in records:
        rows.total += 1
        _place(rows, record, names, seen, known=bool(thread))
    people = sorted(names[number] for number in thread)
    has_ids = all(_NUMBER.fullmatch(number) or "@" in number for number in thread)
    conversation = Conversation(
        key=f"google_voice:{','.join(thread)}",
        title=people_title(people, has_key=has_ids) or ME,
        app="google_voice",
        group=len(thread) > 1,
        owner=ME,
        clock=timedelta(milliseconds=1),
        has_ids=has_ids,
        breaks_off=any(record.is_last and not record.message.is_whole for record in records),
    )
    return gathered_conversation(conversation, rows, has_reactions=False)


def _place(rows: ConversationRows, record: _Record, names: dict[str, str], seen: set[int], *, known: bool) -> None:
    """Add a record as a row, as a repeated one, or as one that is left over."""
    message = record.message
    if not message.is_whole:
        rows.skip(record.place, ENDS_INSIDE if record.is_last else DAMAGED)
        return
    if message.sender is None or not known:
        rows.skip(record.place, _NO_NUMBER)
        return
    sender = names.get(message.sender or OWNER, message.sender)
    ref = record.place if message.sent_at is None else f"m{message.sent_at // 1_000}-{message.sender or 'me'}"
    row = RecordRow(
        ref, message.sent_at, sender, message.kind, message.text, sent_by_wall_clock=message.sent_by_wall_clock
    )
    content = hash(row)
    if content in seen and message.sent_at is not None:
        rows.repeated += 1
        return
    seen.add(content)
    rows.rows.append(row)


def _time(message: VoiceMessage) -> int:
    return message.sent_at if message.sent_at is not None else 0


def _first_time(page: VoicePage) -> int:
    return min(map(_time, page.messages), default=0)
