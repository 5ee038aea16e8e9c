"""What somebody typed in a mail, without what they quote, their signature, and what their device adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from unlike.readers.apps.mail.mail_page import unquoted_words

_QUOTED: Final = re.compile(r"\s{0,3}(?:>|\|\s)")
_SIGNATURE: Final = re.compile(r"--\s?")
_RULE: Final = re.compile(r"[_-]{20,}\s*")
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
_FORWARDED: Final = re.compile(r"\s*(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message)")
_FROM: Final = re.compile(r"\s*\**(?:From|Von|De|Da|Van|Från|Od|От|发件人|寄件者|差出人)\**\s?[:：]\s?\**\s?\S")
_FURTHER: Final = re.compile(
    r"\s*\**(?:Sent|Date|To|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Fecha|Para|Asunto|Enviada em|Data"
    r"|Assunto|Inviato|A|Oggetto|发送时间|日期|收件人|主题|送信日時|宛先|件名)\**\s?[:：]",
)
_ATTRIBUTION: Final = re.compile(
    r"\s*(?:On\b.{4,300}\bwrote\s?:|Am\b.{4,300}\bschrieb\b.{0,150}:|Le\b.{4,300}\ba écrit\s?:"
    r"|El\b.{4,300}\bescribió\s?:|Em\b.{4,300}\bescreveu\s?:|Il\b.{4,300}\bha scritto\s?:"
    r"|Op\b.{4,300}\bschreef\b.{0,150}:|.{4,300}(?:写道|寫道)\s?[:：]|.{4,300}(?:のメール|書きました)\s?[:：]?)\s*",
    re.DOTALL,
)
_WHEN: Final = re.compile(r"\d{4}|\d{1,2}:\d{2}|@")
"""What a line that a mail program wrote about a mail has, and words that somebody typed mostly have not."""

_MOST_ATTRIBUTION_LINES: Final = 4
_MOST_ATTRIBUTION_CHARS: Final = 1_000


class TypedPart(NamedTuple):
    """What somebody typed in one text of a mail.

    Attributes:
        words: without quotations, signature, and what a device adds.
        is_last: a whole mail of somebody else follows the words, so that texts behind this one are not the sender's.
        is_unsure: what follows the words is quoted without a mark, so that the sender may have typed some of it.
        awaits_quote: it ends in words that say whose the text behind this one is.
        begins_quoted: what it begins with is marked as quoted.
        is_marked: some of it is marked as quoted.
    """

    words: str
    is_last: bool = False
    is_unsure: bool = False
    awaits_quote: bool = False
    begins_quoted: bool = False
    is_marked: bool = False


def own_words(text: str) -> str:
    """What the sender of a mail typed in it, by its text."""
    return typed_part(text).words


def typed_part(text: str) -> TypedPart:
    """What the sender of a mail typed in one text of it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end, following = _end(lines)
    is_whole_mail = end < len(lines) and not _SIGNATURE.fullmatch(lines[end])
    awaits_quote = following > 0 and not any(line.strip() for line in lines[following:])
    begin = next((line for line in lines if line.strip()), "")
    return TypedPart(
        words=_typed_words(lines[:end]),
        is_last=is_whole_mail and not awaits_quote,
        is_unsure=following > 0 and not awaits_quote,
        awaits_quote=awaits_quote,
        begins_quoted=bool(_QUOTED.match(begin)),
        is_marked=any(map(_QUOTED.match, lines)),
    )


def _typed_words(lines: Sequence[str]) -> str:
    """The lines without those that are marked as quoted, or say whose these are."""
    kept: list[str] = []
    for line in lines:
        if _QUOTED.match(line):
            if not _was_quoted(kept):
                _cut_attribution(kept)
            if not kept or kept[-1] is not _GAP:
                kept.append(_GAP)
        else:
            kept.append(line)
    return _joined(kept)


def page_words(page: str) -> TypedPart:
    """What the sender of a mail typed in one web page of it."""
    words, is_unsure = unquoted_words(page)
    part = typed_part(words.replace("\xa0", " "))
    return part._replace(is_unsure=part.is_unsure or is_unsure)


_GAP: Final = "\x00"
"""Stands where a quotation was."""


def _end(lines: Sequence[str]) -> tuple[int, int]:
    """Where what the sender typed ends: at a signature, or a whole mail that follows.

    Returns:
        The place; and where what is quoted without a mark begins, 0 for none.
    """
    last_quoted = max((place for place, line in enumerate(lines) if _QUOTED.match(line)), default=-1)
    for place, line in enumerate(lines):
        if _SIGNATURE.fullmatch(line) or _ORIGINAL.fullmatch(line) or _FORWARDED.match(line):
            return place, 0
        if _FROM.match(line) and sum(bool(_FURTHER.match(other)) for other in lines[place + 1 : place + 6]) > 1:
            return (place - 1 if place and _RULE.fullmatch(lines[place - 1]) else place), 0
        if line.rstrip().endswith((":", "：")) and _begins_attribution(lines, place, last_quoted):
            return place - _attribution_length(_window(lines, place + 1)) + 1, place + 1
    return len(lines), 0


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


def _cut_attribution(lines: list[str]) -> None:
    """Take those lines before a quotation away that say whose it is."""
    whole = len(lines)
    while whole and not lines[whole - 1].strip():
        whole -= 1
    length = _attribution_length(_window(lines, whole))
    if length:
        del lines[whole - length :]


def _was_quoted(lines: Sequence[str]) -> bool:
    return next((line is _GAP for line in reversed(lines) if line.strip()), False)


def _joined(lines: Sequence[str]) -> str:
    """The lines with a blank one for each quotation, and without what a device adds at the end."""
    kept: list[str] = []
    is_behind_gap = False
    for line in lines:
        if line is _GAP:
            while kept and not kept[-1].strip():
                kept.pop()
            kept.append("")
        if line is not _GAP and (line.strip() or not is_behind_gap):
            kept.append(line)
        is_behind_gap = line is _GAP or (is_behind_gap and not line.strip())
    while kept and (not kept[-1].strip() or _DEVICE.fullmatch(kept[-1])):
        kept.pop()
    return "\n".join(line.rstrip() for line in kept).strip()
