"""Mails by the people between whom they went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy, lazy_plural, mark
from unlike.readers.apps.mail.mail_ends import breaks_off
from unlike.readers.apps.mail.mail_originals import MailOriginals
from unlike.readers.apps.mail.mail_owner import is_sent_folder, own_addresses
from unlike.readers.apps.mail.mail_parts import Mail, mail_of
from unlike.readers.apps.mail.mail_quotations import InnerWords, inner_words, long_endings
from unlike.readers.apps.mail.mail_stream import StoredMail, mails_of
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import ExportFile

_NO_SENDER: Final = mark("it has no sender")
_CLOCK: Final = timedelta(seconds=1)


@dataclass(slots=True)
class MailBox:
    """All mails of an export.

    Attributes:
        mails: place and mail.
        skipped: what is no mail.
        repeated: mails that stood there before, by place of the first.
        machines: mails of lists, machines and spam, which are left out.
        drafts: mails that were never sent.
        doubtful: lines in mails that may have been the beginning of other ones.
        cut: mails whose end was not read.
        originals: mails that others may answer.
        filed_as_sent: senders of mails in files or folders of sent ones.
    """

    mails: list[tuple[str, Mail]] = field(default_factory=list)
    skipped: list[SkippedRecord] = field(default_factory=list)
    repeated: Counter[str] = field(default_factory=Counter)
    machines: int = 0
    drafts: int = 0
    doubtful: int = 0
    cut: int = 0
    originals: MailOriginals = field(default_factory=MailOriginals)
    filed_as_sent: Counter[str] = field(default_factory=Counter)

    @property
    def notes(self) -> Iterator[str]:
        """What is to be said of the whole export."""
        if self.machines:
            yield lazy("Mails of lists and machines, and spam, were left out: {number}.", number=self.machines)
        if self.drafts:
            yield lazy("Drafts and messages that could not be sent were left out: {number}.", number=self.drafts)
        if self.doubtful:
            yield lazy(
                "Lines that may begin a mail and were read as part of the one before: {number}.", number=self.doubtful
            )
        if self.cut:
            yield lazy("Mails of more than 24 MB, whose end was not read: {number}.", number=self.cut)


def mail_box(files: Iterable[ExportFile], progress: Progress) -> MailBox:
    """Every mail in some files."""
    box = MailBox()
    listed = list(files)
    whole, done = sum(file.size for file in listed), 0
    for number, file in enumerate(listed, 1):
        before, is_sent, last = done, is_sent_folder(file.name), StoredMail(1, b"")
        for stored in mails_of(file, lambda read, _all, before=before: progress(before + read, whole)):  # type: ignore[misc]
            mail = mail_of(stored.content)
            box.filed_as_sent[mail.sender] += is_sent and not mail.is_machine
            box.doubtful += stored.doubtful
            box.cut += stored.is_cut
            _add(box, mail, f"L{stored.line}" if len(listed) == 1 else f"{number}:L{stored.line}")
            last = stored
        file.remarks.is_cut |= not last.is_cut and breaks_off(last.content)
        done += file.size
    return box


def _add(box: MailBox, mail: Mail, place: str) -> None:
    if mail.is_draft:
        box.drafts += 1
    elif mail.is_machine:
        box.machines += 1
    elif not mail.sender:
        box.skipped.append(SkippedRecord(place, _NO_SENDER))
    elif mail.ident and mail.ident in box.originals.by_ident:
        box.repeated[mail.ident] += 1
    else:
        box.originals.add(mail)
        box.mails.append((place, mail))


def mail_chats(box: MailBox) -> list[GatheredConversation]:
    """One conversation for the same people, in the order in which they first have a mail."""
    own = own_addresses([mail for _, mail in box.mails], box.filed_as_sent)
    shown = _names(box, [address for address, _ in own.most_common()])
    owner = next((shown[address] for address, _ in own.most_common() if address in shown), None)
    chats: dict[tuple[str, ...], list[tuple[str, Mail]]] = {}
    for place, mail in box.mails:
        people = set(mail.people)
        chats.setdefault(tuple(sorted(people - set(own) or people)), []).append((place, mail))
    if box.skipped:  # nothing tells where they belong
        chats = chats or {(): []}
    gathered = [_conversation(people, mails, shown, owner, box) for people, mails in chats.items()]
    for chat in gathered[:1]:
        chat.gathered.total += len(box.skipped)
        chat.gathered.skipped += box.skipped
    return gathered


def _names(box: MailBox, own: Sequence[str]) -> dict[str, str]:
    """A name for every address: the one that stands there most often, else the address; one for all of the owner's."""
    counted: dict[str, Counter[str]] = {}
    for _, mail in box.mails:
        for address, name in mail.people.items():
            counted.setdefault(address, Counter())[name] += bool(name)
    best = {address: counter.most_common(1)[0] for address, counter in counted.items()}
    main = next((address for address in own if address in best), None)
    people = {address: main if main and address in own else address for address in best}
    names = {address: best[address] for address in dict.fromkeys(people.values())}
    distinct = distinct_names(
        {address: (name if number else address, address) for address, (name, number) in names.items()}
    )
    return {address: distinct[person] for address, person in people.items()}


def _conversation(
    people: tuple[str, ...], mails: list[tuple[str, Mail]], names: dict[str, str], owner: str | None, box: MailBox
) -> GatheredConversation:
    records = ConversationRows()
    records.repeated = sum(box.repeated[mail.ident] for _, mail in mails if mail.ident)
    records.total = len(mails) + records.repeated
    words = Counter(inner_words(mail.quotation, box.originals.of(mail)) for _, mail in mails)
    endings = long_endings((mail.sender, mail.quotation) for _, mail in mails)
    records.ambiguous = words[InnerWords.UNMARKED] + words[InnerWords.LIKELY] + endings
    records.rows = [_row(place, mail, names) for place, mail in mails]
    shown = list(dict.fromkeys(names[address] for address in people))
    others = len([address for address in people if names[address] != owner])
    conversation = Conversation(
        key=f"mail:{','.join(people)}",
        title=people_title(shown, has_key=True) or "?",
        app="mail",
        group=others > (1 if owner else 2),
        owner=owner,
        clock=_CLOCK,
        notes=(*_quotation_notes(words), *_ending_notes(endings)),
        has_ids=all(mail.ident for _, mail in mails),
        has_chat_id=True,
    )
    return gathered_conversation(conversation, records, has_reactions=False)


def _quotation_notes(words: Counter[InnerWords]) -> Iterator[str]:
    """What is said of words that may stand in what mails quote."""
    if words[InnerWords.UNMARKED]:
        yield lazy_plural(
            "{number} mail quotes another one without marking it, so that nobody can tell which words below are its "
            "sender’s; it was read up to there.",
            "{number} mails quote others without marking them, so that nobody can tell which words below are their "
            "senders’; they were read up to there.",
            words[InnerWords.UNMARKED],
        )
    if words[InnerWords.LIKELY]:
        yield lazy_plural(
            "{number} mail seems to have words of its sender inside the mail that it quotes; these were not read.",
            "{number} mails seem to have words of their senders inside the mails that they quote; these were not read.",
            words[InnerWords.LIKELY],
        )
    if words[InnerWords.UNSEEN]:
        yield lazy_plural(
            "{number} mail ends in a whole other one that is not in the export; what its sender may have typed into "
            "that was not read.",
            "{number} mails end in whole other ones that are not in the export; what their senders may have typed "
            "into those was not read.",
            words[InnerWords.UNSEEN],
        )


def _ending_notes(number: int) -> Iterator[str]:
    if number:
        yield lazy_plural(
            "{number} mail has many lines below the mark of its signature that stand in no other mail of its sender; "
            "they were not read.",
            "{number} mails have many lines below the mark of their signatures that stand in no other mail of their "
            "senders; they were not read.",
            number,
        )


def _row(place: str, mail: Mail, names: dict[str, str]) -> RecordRow:
    return RecordRow(
        ref=f"m{mail.ident}" if mail.ident else place,
        sent_at=mail.date.at,
        sender=names[mail.sender],
        kind=mail.kind,
        text=mail.text,
        reply_to=f"m{mail.answered}" if mail.answered else None,
        sent_by_wall_clock=mail.date.is_local,
    )
