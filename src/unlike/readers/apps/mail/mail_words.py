"""What somebody typed in a mail, without what they quote, their signature, and what their device adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum, auto
from typing import Final, NamedTuple

from unlike.readers.apps.mail.mail_page import marked_words
from unlike.readers.apps.mail.quoted_headers import begins_quoted_mail, is_header_line

_QUOTED: Final = re.compile(r"\s{0,3}(?:>|\|\s)")
_MARKS: Final = re.compile(r"\A(?:\s{0,3}(?:>|\|\s))+\s?")
_SIGNATURE: Final = re.compile(r"--\s?")
_POSTSCRIPT: Final = re.compile(r"\s*(?:[Pp]\.?\s?)?[Pp]\.?[-\s]?[SsDd](?:[.:,]|\s+[-–—]|\s+(?=[^\WA-Z\d_]))")
_RULE: Final = re.compile(r"[_-]{20,}\s*")
_TITLED_RULE: Final = re.compile(r"\s*-{3,}\s?[^-\n]{2,60}\s?-{3,}\s*")
_DEVICE: Final = re.compile(
    r"\s*(?:Sent from (?:my |Mail |Outlook|Yahoo)|Sent with |Get Outlook for |Gesendet (?:von |mit )"
    r"|Von meinem .* gesendet|Diese Nachricht wurde von meinem |Envoyé (?:de mon |depuis )"
    r"|Enviado (?:desde |do meu |de meu )"
    r"|Inviato da |Verzonden (?:vanaf |met )|Отправлено (?:с |из )|Wysłane z |Skickat från |从我的|發自我的|发自我的"
    r"|iPhoneから送信).*"
)
_ORIGINAL: Final = re.compile(
    r"\s*-{2,}\s*(?:Original(?:nachricht)?|Ursprüngliche|Message d'origine|Mensaje original|Mensagem original"
    r"|Messaggio originale|Oorspronkelijk|Forwarded message|Weitergeleitete|Message transféré|Mensaje reenviado"
    r"|Begin forwarded|转发|原始邮件|原始郵件|元のメッセージ|Исходное).{0,60}",
    re.IGNORECASE,
)
_FORWARD_MARK: Final = re.compile(
    r"forward|weitergeleitet|transféré|reenviad|encaminhad|inoltrat|doorgestuurd|转发|轉寄|転送|пересыл", re.IGNORECASE
)
_FORWARDED: Final = re.compile(r"\s*(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message)")
_ATTRIBUTION: Final = re.compile(
    r"\s*(?:On\b.{4,300}\bwrote\s?:|Am\b.{4,300}\bschrieb\b.{0,150}:|Le\b.{4,300}\ba écrit\s?:"
    r"|El\b.{4,300}\bescribió\s?:|Em\b.{4,300}\bescreveu\s?:|Il\b.{4,300}\bha scritto\s?:"
    r"|Op\b.{4,300}\bschreef\b.{0,150}:|.{4,300}(?:写道|寫道)\s?[:：]|.{4,300}(?:のメール|書きました)\s?[:：]?)\s*",
    re.DOTALL,
)
_FRAMES: Final = (_ORIGINAL, _RULE, _DEVICE, _SIGNATURE, _ATTRIBUTION)
_WHEN: Final = re.compile(r"\d{4}|\d{1,2}:\d{2}|@")
"""What a line that a mail program wrote about a mail has, and words that somebody typed mostly have not."""

_MOST_ATTRIBUTION_LINES: Final = 4
_MOST_ATTRIBUTION_CHARS: Final = 1_000


class QuotationForm(IntEnum):
    """How a mail quotes another one, the clearest first."""

    NONE = auto()
    FORWARD = auto()  # a mail that is passed on, and is no answer
    MARKED = auto()
    WHOLE = auto()  # a whole mail follows, as Outlook has it
    BARE = auto()  # nothing tells where it ends


class TypedPart(NamedTuple):
    """What somebody typed in one text of a mail.

    Attributes:
        words: without quotations, signature, and what a device adds.
        is_last: a whole mail of somebody else follows the words, so that texts behind this one are not the sender's.
        is_unsure: what follows the words is quoted without a mark, so that the sender may have typed some of it.
        awaits_quote: it ends in words that say whose the text behind this one is.
        begins_quoted: what it begins with is marked as quoted.
        form: how it quotes; where it does so in several ways, the least clear one.
        quoted: lines that it quotes, without their marks.
        further: lines that are neither, such as a signature.
    """

    words: str
    is_last: bool = False
    is_unsure: bool = False
    awaits_quote: bool = False
    begins_quoted: bool = False
    form: QuotationForm = QuotationForm.NONE
    quoted: str = ""
    further: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether all that it quotes is marked so."""
        return self.form is QuotationForm.MARKED


def own_words(text: str) -> str:
    """What the sender of a mail typed in it, by its text."""
    return typed_part(text).words


def typed_part(text: str) -> TypedPart:
    """What the sender of a mail typed in one text of it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end, following = _end(lines)
    awaits_quote = following > 0 and not any(line.strip() for line in lines[following:])
    begin = next((line for line in lines if line.strip()), "")
    words, quoted, further = _divided(lines[:end])
    return TypedPart(
        words=words,
        is_last=end < len(lines) and not awaits_quote,
        is_unsure=following > 0 and not awaits_quote,
        awaits_quote=awaits_quote,
        begins_quoted=bool(_QUOTED.match(begin)),
        form=_form(lines, end, is_bare=following > 0, has_end=end < len(lines) and not awaits_quote),
        quoted="\n".join([*quoted, *lines[end:]]),
        further="\n".join(further),
    )


def _form(lines: Sequence[str], end: int, *, is_bare: bool, has_end: bool) -> QuotationForm:
    """How a text quotes.

    Args:
        lines: of the text.
        end: where the sender's words end.
        is_bare: what stands there is quoted without a mark.
        has_end: something stands there.
    """
    if has_end:
        is_forward = not is_bare and bool(_FORWARD_MARK.search(lines[end]))
        return QuotationForm.FORWARD if is_forward else QuotationForm.BARE if is_bare else QuotationForm.WHOLE
    if any(map(_QUOTED.match, lines)):
        return QuotationForm.FORWARD if any(map(_FORWARDED.match, lines)) else QuotationForm.MARKED
    return QuotationForm.NONE


def _divided(lines: Sequence[str]) -> tuple[str, list[str], list[str]]:
    """The words of the sender, the lines that are marked as quoted, and those that are neither."""
    typed: list[str] = []
    quoted: list[str] = []
    further: list[str] = []
    is_signature = False
    for line in lines:
        if _QUOTED.match(line):
            is_signature = False
            quoted.append(_MARKS.sub("", line))
            if not _was_quoted(typed):
                further += _cut_attribution(typed)
            if not typed or typed[-1] is not _GAP:
                typed.append(_GAP)
        else:
            is_signature = bool(_SIGNATURE.fullmatch(line)) or (is_signature and not _POSTSCRIPT.match(line))
            (further if is_signature else typed).append(line)
    return _joined(typed), quoted, further


def lines_of_people(text: str) -> Iterator[str]:
    """The lines of what is quoted without those that mail programs wrote around it."""
    is_header = False
    lines = text.split("\n")
    for place, line in enumerate(lines):
        is_header = begins_quoted_mail(lines, place) or (is_header and is_header_line(line))
        is_frame = _FORWARDED.match(line) or any(each.fullmatch(line) for each in _FRAMES)
        if line.strip() and not is_header and not is_frame:
            yield line


def page_words(page: str) -> TypedPart:
    """What the sender of a mail typed in one web page of it."""
    words, is_unsure = marked_words(page)
    part = typed_part(words.replace("\xa0", " "))
    form = QuotationForm.BARE if is_unsure else part.form
    return part._replace(is_unsure=part.is_unsure or is_unsure, form=form)


_GAP: Final = "\x00"
"""Stands where a quotation was."""


def _end(lines: Sequence[str]) -> tuple[int, int]:
    """Where what the sender typed ends: at a whole mail that follows.

    Returns:
        The place; and where what is quoted without a mark begins, 0 for none.
    """
    last_quoted = max((place for place, line in enumerate(lines) if _QUOTED.match(line)), default=-1)
    for place, line in enumerate(lines):
        if (_ORIGINAL.fullmatch(line) or _FORWARDED.match(line)) and not _is_followed_by_mark(lines, place):
            return place, 0
        if begins_quoted_mail(lines, place):
            return (place - 1 if place and _is_rule(lines[place - 1]) else place), 0
        if line.rstrip().endswith((":", "：")) and _begins_attribution(lines, place, last_quoted):
            return place - _attribution_length(_window(lines, place + 1)) + 1, place + 1
    return len(lines), 0


def _is_rule(line: str) -> bool:
    """Whether a line divides a mail from the one below, whatever language it is in."""
    return bool(_RULE.fullmatch(line) or _TITLED_RULE.fullmatch(line))


def _is_followed_by_mark(lines: Sequence[str], place: int) -> bool:
    """Whether the mail that a line announces is marked as quoted."""
    return bool(_QUOTED.match(next((line for line in lines[place + 1 :] if line.strip()), "")))


def _begins_attribution(lines: Sequence[str], place: int, last_quoted: int) -> bool:
    """Whether an attribution ends in a line, and what follows is not marked as quoted."""
    length = _attribution_length(_window(lines, place + 1))
    if not length or not _WHEN.search(" ".join(lines[place + 1 - length : place + 1])):
        return False
    return not _is_marked(lines, place, last_quoted)


def _is_marked(lines: Sequence[str], place: int, last_quoted: int) -> bool:
    """Whether what an attribution announces is marked as quoted, below it or below words and no other attribution."""
    for below in range(place + 1, last_quoted + 1):
        if _QUOTED.match(lines[below]):
            return True
        if lines[below].rstrip().endswith((":", "：")) and _attribution_length(_window(lines, below + 1)):
            return False
    return False


def _window(lines: Sequence[str], end: int) -> Sequence[str]:
    """The lines before a place in which an attribution that ends there may stand."""
    return lines[max(0, end - _MOST_ATTRIBUTION_LINES) : end]


def _attribution_length(lines: Sequence[str]) -> int:
    """How many of the last lines say who wrote what follows."""
    for length in range(1, _MOST_ATTRIBUTION_LINES + 1):
        words = "\n".join(lines[-length:]).strip()
        if len(words) <= _MOST_ATTRIBUTION_CHARS and _ATTRIBUTION.fullmatch(words):
            return length
    return 0


def _cut_attribution(lines: list[str]) -> list[str]:
    """Take those lines before a quotation away that say whose it is.

    Returns:
        These lines.
    """
    whole = len(lines)
    while whole and not lines[whole - 1].strip():
        whole -= 1
    length = _attribution_length(_window(lines, whole))
    if whole and (_ORIGINAL.fullmatch(lines[whole - 1]) or _FORWARDED.match(lines[whole - 1])):
        length = 1
    cut = lines[whole - length : whole] if length else []
    del lines[whole - length if length else len(lines) :]
    return cut


def _was_quoted(lines: Sequence[str]) -> bool:
    return next((line is _GAP for line in reversed(lines) if line.strip()), False)


def _joined(lines: Sequence[str]) -> str:
    """The lines with a blank one for each quotation, and without what a device adds at the end."""
    own_lines: list[str] = []
    is_behind_gap = False
    for line in lines:
        if line is _GAP:
            while own_lines and not own_lines[-1].strip():
                own_lines.pop()
            own_lines.append("")
        if line is not _GAP and (line.strip() or not is_behind_gap):
            own_lines.append(line)
        is_behind_gap = line is _GAP or (is_behind_gap and not line.strip())
    while own_lines and (not own_lines[-1].strip() or _DEVICE.fullmatch(own_lines[-1])):
        own_lines.pop()
    return "\n".join(line.rstrip() for line in own_lines).strip()
