"""What holds of a whole export: whether it is a group, who owns the phone, and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

import numpy as np
import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy, lazy_plural, mark, verbatim
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.block_rows import WhatsAppRows
from unlike.readers.apps.whatsapp.unknown_wordings import UnknownWordings, repeats_itself
from unlike.readers.times import far_from_others

GROUP_WORDS: Final = (
    "group",
    "grupp",
    "grup",
    "gruppo",
    "groupe",
    "groep",
    "групп",
    "груп",
    "مجموع",
    "ग्रुप",
    "समूह",
    "グループ",
    "群",
    "그룹",
    "گروه",
    "קבוצ",
    "skupin",
    "nhóm",
    "กลุ่ม",
    "ομάδ",
    "csoport",
    "ryhm",
    "kumpulan",
    "qrup",
    "guruh",
    "kikundi",
    "گروپ",
    "গ্রুপ",
    "গোষ্ঠী",
    "ગ્રુપ",
    "સમૂહ",
    "ਗਰੁੱਪ",
    "குழு",
    "గ్రూప్",
    "ಗುಂಪು",
    "ഗ്രൂപ്പ്",
)
"""Words that the app uses only in groups."""

_DISAPPEARING_WORDS: Final = (
    "disappear",
    "selbstlöschend",
    "temporales",
    "éphémères",
    "temporárias",
    "effimeri",
    "verdwijnende",
    "kaybolan",
    "исчезающие",
    "зника",
    "znikające",
    "ذاتية",
    "गायब",
    "消える",
    "限时消息",
    "限時訊息",
    "사라지는",
    "נעלמות",
    "försvinnande",
    "mizej",
    "mizející",
    "miznúce",
    "temporanei",
    "temporals",
    "temporare",
    "vervaldatum",
    "süreli mesaj",
    "счезающие",
    "исчезающих",
    "тимчасові",
    "znikających",
    "nestajuće",
    "нестајуће",
    "izginjajoča",
    "изчезващи",
    "eltűnő",
    "katoav",
    "tillfälliga",
    "forsvindende",
    "forsvinnende",
    "midlertidige",
    "sementara",
    "tự hủy",
    "tự xóa",
    "ลบเอง",
    "εξαφανιζόμενα",
    "مؤقتة",
    "זמניות",
    "ناپدیدشونده",
    "محوشونده",
    "غائب ہونے",
    "अदृश्य होणारे",
    "自動銷毀",
)
"""Words for messages that delete themselves."""

_MIN_LEAD_RATIO: Final = 3
"""So many times more often than anybody else somebody must have deleted messages on this phone to be its owner."""

_MAX_LOOKED_UP: Final = 300
"""Lines of the app that are compared before it is said that none is known."""

_MAX_EXAMPLES: Final = 3
_MAX_EXAMPLE_CHARS: Final = 60

_FULL_EXPORT_MESSAGES: Final = range(39_990, 40_200)
"""Messages in an export from a phone that exports no more."""


def mentions(app_lines: Collection[str], words: Sequence[str]) -> bool:
    """Whether a known wording among the app's own lines holds one of the words, apart from names."""
    for text in app_lines:
        low = text.casefold()
        if any(word in low for word in words):
            match = phrases().system.find(text)
            if match and any(word in match[0].text.casefold() for word in words):
                return True
    return False


def owner_by_deletions(deleters: Sequence[str]) -> str | None:
    """Whose phone it was, by who deleted messages on it."""
    counted = Counter(name for name in deleters if name).most_common(2)
    if not counted or (len(counted) == 2 and counted[0][1] < _MIN_LEAD_RATIO * counted[1][1]):
        return None
    return counted[0][0]


def late_note(sent: pl.Series) -> tuple[str, ...]:
    """How many messages stand after one that was sent later, apart from those that are left out for their date."""
    late = _late_number(sent) and _late_number(sent.filter(~far_from_others(sent)))  # most chats have none
    if not late:
        return ()
    note = lazy_plural(
        "{number} message stands after one with a later time; by their times they come in another order than in the "
        "file.",
        "{number} messages stand after one with a later time; by their times they come in another order than in the "
        "file.",
        late,
    )
    return (note,)


def _late_number(sent: pl.Series) -> int:
    moments = sent.cast(pl.Int64).to_numpy()
    return int((moments < np.maximum.accumulate(moments)).sum()) if len(moments) else 0


def damage_note(refs: Sequence[str]) -> tuple[str, ...]:
    """Where bytes were no text."""
    if not refs:
        return ()
    places: str = ", ".join(refs[:5])
    if len(refs) > 5:
        places = lazy_plural("{these} and {number} more", "{these} and {number} more", len(refs) - 5, these=places)
    return (lazy("Some bytes are no UTF-8 and were replaced by “\ufffd” ({places}).", places=places),)


def unknown_notes(unknown: UnknownWordings) -> tuple[str, ...]:
    """What the app seems to have written in words that are not known, and what became of it."""
    notes: list[str] = []
    if unknown.count:
        notes.append(
            lazy_plural(
                "{number} line was taken as WhatsApp's own by its shape, since its wording is not known{examples}.",
                "{number} lines were taken as WhatsApp's own by their shape, since their wording is not "
                "known{examples}.",
                unknown.count,
                examples=_quoted(unknown.placeholders),
            )
        )
    if unknown.typed:
        notes.append(
            lazy_plural(
                "{number} line bears WhatsApp's mark of its own words, but its wording is not known; it is counted "
                "as typed.",
                "{number} lines bear WhatsApp's mark of its own words, but their wording is not known; they are "
                "counted as typed.",
                unknown.typed,
            )
        )
    return tuple(notes)


def is_any_known(unknown: UnknownWordings, app_lines: Collection[str]) -> bool:
    """Whether any of the app's words in an export are known."""
    return unknown.is_known or any(map(phrases().system.find, islice(app_lines, _MAX_LOOKED_UP)))


def stranger_note(app_lines: Collection[str], parts: Sequence[WhatsAppRows]) -> tuple[str, ...]:
    """What to expect where none of the app's words are known."""
    if app_lines:
        return (
            mark(
                "None of WhatsApp's own lines in this export is in a wording that is known here: calls, deleted "
                "messages and files that were left out may be counted as typed."
            ),
        )
    if repeats_itself(parts):
        return (
            mark(
                "No line of this export was recognised as WhatsApp's own, and one text comes very often from several "
                "people: calls, deleted messages and files that were left out may be counted as typed."
            ),
        )
    return ()


def _quoted(lines: Sequence[str]) -> str:
    """The first few lines in quotation marks, cut to a readable length, behind a colon; "" where there are none."""
    shown = ", ".join(f"“{line[:_MAX_EXAMPLE_CHARS]}”" for line in lines[:_MAX_EXAMPLES])
    return verbatim(f": {shown}" if shown else "")


def medium_limits(app_lines: Collection[str]) -> tuple[MediumLimit, ...]:
    """What the export cannot tell, for messages disappear."""
    return (MediumLimit(MediumLimitKind.DISAPPEARING),) if mentions(app_lines, _DISAPPEARING_WORDS) else ()


def length_notes(count: int) -> tuple[str, ...]:
    """That earlier messages may be missing, for the export is as long as one can be."""
    if count not in _FULL_EXPORT_MESSAGES:
        return ()
    return (lazy("WhatsApp exports about {most} messages at most, so earlier ones may be missing.", most=40_000),)
