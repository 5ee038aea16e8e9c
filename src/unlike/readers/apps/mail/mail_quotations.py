"""What mails quote, and whether their senders may have typed something into it, by the mail that they answer."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import Final, NamedTuple, TypeAlias

from unlike.readers.apps.mail.mail_content import MailContent
from unlike.readers.apps.mail.mail_words import QuotationForm, lines_of_people

_NO_WORD: Final = re.compile(r"<[^<>\s]{1,2000}>|https?://\S+|\[(?:cid|image)\b[^\]\n]{0,300}\]", re.IGNORECASE)
"""Addresses and pictures, which a mail program writes otherwise when it quotes them."""

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_SPACELESS: Final = re.compile(r"([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_POINTS_BELOW: Final = re.compile(
    r"\b(?:below|inline|in-line|in (?:red|blue|green|bold|capitals)|between the lines|unten|weiter unten|im text"
    r"|in (?:rot|blau|grün|fett)|zwischen den zeilen|ci-dessous|plus bas|dans le texte|en (?:rouge|bleu|vert|gras)"
    r"|abajo|más abajo|en (?:rojo|azul|verde|negrita)|abaixo|mais abaixo|em (?:vermelho|azul|verde|negrito)"
    r"|qui sotto|in (?:rosso|blu)|hieronder|in het (?:rood|blauw))\b",
    re.IGNORECASE,
)
_MOST_CHARS: Final = 100_000
"""Of a quotation that is compared; a longer one is taken for one that may hold more."""

_MOST_FIRST_CHARS: Final = 2_000
"""Of a text in which its first line is looked for."""

_MOST_SIGNATURE_LINES: Final = 12
"""Most have four (RFC 3676), those of companies some more."""

_LEVEL: Final = 1  # quick; quotations repeat themselves


class InnerWords(Enum):
    """What is known about words that a sender may have typed into what a mail quotes."""

    NONE = auto()  # there are none for certain, or nothing says that there are
    UNSEEN = auto()  # a whole mail follows that cannot be compared, as Outlook has it
    LIKELY = auto()  # something stands there that is not in the mail that was answered, or the mail says nothing else
    UNMARKED = auto()  # nothing tells where the quotation ends


class Quotation(NamedTuple):
    """What a mail quotes, and what else stands in it beside its sender's words; packed, as boxes are large.

    Attributes:
        form: how it quotes.
        quoted: lines that it quotes.
        further: lines that are neither.
        is_answer_elsewhere: its own words, or their lack, say that there are others among the quoted ones.
    """

    form: QuotationForm
    quoted: bytes
    further: bytes
    is_answer_elsewhere: bool

    @property
    def lines(self) -> str:
        """The lines that it quotes."""
        return _unpacked(self.quoted)


Original: TypeAlias = tuple[str, Quotation]
"""Own words and quotation of a mail that is answered."""


def quotation_of(content: MailContent) -> Quotation:
    """What a mail quotes, by what it holds."""
    is_silent = content.kind == "media" or bool(_POINTS_BELOW.search(content.text))
    return Quotation(content.form, _packed(content.quoted), _packed(content.further), is_silent)


def inner_words(quotation: Quotation, original: Original | None) -> InnerWords:
    """What is known about words inside of a quotation.

    Args:
        quotation: of the mail.
        original: own words and quotation of the mail that it answers; None where that is not in the export.
    """
    form = quotation.form
    if form in {QuotationForm.NONE, QuotationForm.FORWARD}:
        return InnerWords.NONE
    if original is not None and is_explained(quotation, original):
        return InnerWords.NONE
    if form is QuotationForm.BARE:
        return InnerWords.UNMARKED
    if original is not None or quotation.is_answer_elsewhere:
        return InnerWords.LIKELY
    return InnerWords.UNSEEN if form is QuotationForm.WHOLE else InnerWords.NONE


def long_endings(quotations: Iterable[tuple[str, Quotation]]) -> int:
    """How many mails have more below the mark of a signature than one has, that stands in no other mail of the sender.

    Args:
        quotations: with the sender of each.
    """
    endings = Counter((sender, quotation.further) for sender, quotation in quotations if quotation.further)
    return sum(number == 1 and _is_long(further) for (_, further), number in endings.items())


def _is_long(further: bytes) -> bool:
    return sum(bool(line.strip()) for line in _unpacked(further).split("\n")) > _MOST_SIGNATURE_LINES


def first_words(text: str) -> str:
    """The words of the first line of a text that somebody typed; empty where there is none."""
    lines = (" ".join(_each_word(line)) for line in lines_of_people(text[:_MOST_FIRST_CHARS]))
    return next((words for words in lines if words), "")


def is_explained(quotation: Quotation, original: Original) -> bool:
    """Whether every line of a quotation stands in the mail that is quoted, in its order.

    What that mail quotes itself, and what is neither, is looked through apart from its own words.
    """
    text, before = original
    lines = quotation.lines
    if len(lines) > _MOST_CHARS:
        return False
    sources = [_words(text), _words(_unpacked(before.quoted)), _words(_unpacked(before.further))]
    places = [0] * len(sources)
    for line in lines_of_people(lines):
        words = _words(line)
        spots = (source.find(words, place) for source, place in zip(sources, places, strict=True))
        number, spot = next(((number, spot) for number, spot in enumerate(spots) if spot >= 0), (0, -1))
        if spot < 0 and words.strip():
            return False
        places[number] = max(places[number], spot + len(words) - 1)  # the space behind a word stands before the next
    return True


def _words(text: str) -> str:
    """The words of a text with a space on both sides of each."""
    return f" {' '.join(_each_word(text))} "


def _each_word(text: str) -> Iterator[str]:
    spaced = _SPACELESS.sub(r" \1 ", _NO_WORD.sub(" ", text))
    return (match[0].casefold() for match in _WORD.finditer(spaced))


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL) if text else b""


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass") if packed else ""
