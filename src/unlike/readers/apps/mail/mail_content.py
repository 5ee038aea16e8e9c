"""What a mail holds: the words of its sender, and the kind of the files beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Final, NamedTuple

from unlike.readers.apps.mail.mail_encodings import decoded_text
from unlike.readers.apps.mail.mail_words import QuotationForm, TypedPart, page_words, typed_part

_KINDS: Final = {"image": "image", "video": "video", "audio": "audio", "application": "document", "text": "document"}
_SIGNATURES: Final = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_MOST_LEVELS: Final = 100
"""Parts inside of parts that are opened; what is deeper is a file."""


class MailContent(NamedTuple):
    """What a mail holds.

    Attributes:
        kind: one of the table's kinds: of the first file, else of the words; "media" where there is neither.
        text: what its sender typed, in the order in which it stands there.
        form: how it quotes another mail.
        quoted: lines that it quotes.
        further: lines that are neither, such as a signature.
    """

    kind: str
    text: str
    form: QuotationForm = QuotationForm.NONE
    quoted: str = ""
    further: str = ""


@dataclass(frozen=True, slots=True)
class _Content:
    """What some parts hold: texts with whether they were web pages, and the kinds of files."""

    texts: tuple[tuple[TypedPart, bool], ...] = ()
    files: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        return any(part.words for part, _ in self.texts)

    @property
    def is_page(self) -> bool:
        return any(is_page for _, is_page in self.texts)

    @property
    def is_marked(self) -> bool:
        return any(part.is_marked for part, _ in self.texts)

    @property
    def is_unsure(self) -> bool:
        return any(part.form > QuotationForm.MARKED or part.awaits_quote for part, _ in self.texts)


def mail_content(message: Message) -> MailContent:
    """Kind and words of a mail: all texts that are its sender's, once each.

    A mail inside is a file, and its words are those of somebody else.
    """
    content = _part(message, 0, is_embedded=False)
    joined = _joined(content.texts)
    return joined._replace(kind=next(iter(content.files), "text" if joined.text else "media"))


def _part(part: Message, level: int, *, is_embedded: bool) -> _Content:
    """What a part holds.

    Args:
        part: the mail or a part of it.
        level: in how many parts it lies.
        is_embedded: it belongs to a web page, which shows it somewhere.
    """
    kind = part.get_content_type()
    if part.get_filename() or part.get_content_disposition() == "attachment" or kind.startswith("message/"):
        return _Content() if kind in _SIGNATURES else _Content(files=(_file_kind(part),))
    if part.is_multipart():
        return _parts(part, level) if level < _MOST_LEVELS else _Content(files=("document",))
    if kind in {"text/plain", "text/html"} and not is_embedded:
        is_page = kind == "text/html"
        return _Content((((page_words if is_page else typed_part)(_payload(part)), is_page),))
    is_file = part.get_content_maintype() in {"image", "video", "audio"} and not is_embedded
    return _Content(files=(_file_kind(part),)) if is_file else _Content()


def _parts(whole: Message, level: int) -> _Content:
    payload = whole.get_payload()
    parts = [part for part in (payload if isinstance(payload, list) else ()) if isinstance(part, Message)]
    is_page = whole.get_content_type() == "multipart/related"
    contents = [
        _part(part, level + 1, is_embedded=is_page and place > 0 and "content-id" in part)
        for place, part in enumerate(parts)
    ]
    files = tuple(file for content in contents for file in content.files)
    if whole.get_content_type() != "multipart/alternative":
        return _Content(tuple(text for content in contents for text in content.texts), files)
    chosen = min(contents, key=lambda content: (not content.has_words, content.is_page), default=_Content())
    clear = (content for content in contents if content.has_words and content.is_marked and not content.is_unsure)
    chosen = next(clear, chosen) if chosen.is_unsure else chosen
    return _Content(chosen.texts, files)


def _joined(texts: Sequence[tuple[TypedPart, bool]]) -> MailContent:
    """The words of some texts, up to one in which a whole mail of somebody else follows them; and what they quote.

    A page that says again what a text said is the same text, even where the mail does not call it an alternative.
    """
    own: list[TypedPart] = []
    plain_texts: set[str] = set()
    for place, (part, is_page) in enumerate(texts):
        plain = "".join(part.words.split())
        if is_page and plain and plain in plain_texts:
            continue
        if own and own[-1].awaits_quote and not part.begins_quoted and plain:
            return _content(own, texts[place:], QuotationForm.BARE)
        own.append(part)
        if not is_page:
            plain_texts.add(plain)
        if part.is_last:
            return _content(own, texts[place + 1 :], part.form)
    return _content(own, (), QuotationForm.NONE)


def _content(own: Sequence[TypedPart], behind: Sequence[tuple[TypedPart, bool]], form: QuotationForm) -> MailContent:
    """What some texts say, with those behind them that are somebody else's."""
    quoted = [part.quoted for part in own] + [words for part, _ in behind for words in (part.words, part.quoted)]
    return MailContent(
        kind="",
        text="\n".join(filter(None, (part.words for part in own))),
        form=max(form, *(part.form for part in own)) if own else form,
        quoted="\n".join(filter(None, quoted)),
        further="\n".join(filter(None, (part.further for part in own))),
    )


def _file_kind(part: Message) -> str:
    return _KINDS.get(part.get_content_maintype(), "document")


def _payload(part: Message) -> str:
    content = part.get_payload(decode=True)
    return decoded_text(content, part.get_content_charset()) if isinstance(content, bytes) else ""
