"""One mail as it was sent: who, when, to whom, and what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import getaddresses
from hashlib import blake2b
from typing import Final, TypeAlias

from unlike.readers.apps.mail.mail_content import mail_content
from unlike.readers.apps.mail.mail_dates import MailDate, mail_date
from unlike.readers.apps.mail.mail_encodings import decoded_text
from unlike.readers.apps.mail.mail_quotations import Quotation, quotation_of
from unlike.readers.formats.value_names import bounded_name

Headers: TypeAlias = dict[str, list[str]]

_MACHINE: Final = re.compile(r"(?:no[._-]?reply|do[._-]?not[._-]?reply|mailer-daemon|postmaster|notifications?)\b.*@")
_LISTS: Final = frozenset({"list-id", "list-unsubscribe", "list-post"})
_BULK: Final = frozenset({"bulk", "list", "junk", "auto_reply"})
_SPAM: Final = frozenset({"spam", "junk", "pourriel", "correo no deseado"})
_DRAFT: Final = frozenset(
    {"draft", "drafts", "entwurf", "entwürfe", "brouillon", "brouillons", "borradores", "rascunhos"}
)
SENT: Final = frozenset(
    {
        *("sent", "sent mail", "sent items", "sent messages", "gesendet", "gesendete elemente", "gesendete objekte"),
        *(
            "messages envoyés",
            "éléments envoyés",
            "envoyés",
            "enviados",
            "elementos enviados",
            "enviadas",
            "e-mails enviados",
        ),
        *("itens enviados", "inviata", "posta inviata"),
    }
)
"""What mail programs call what the owner sent, in lower case."""

_ADDRESS: Final = re.compile(r"[^@\s<>\"',;]{1,200}@[^@\s<>\"',;]{1,200}")
_MESSAGE_ID: Final = re.compile(r"<([^<>\s]{1,500})>")
_MOST_HEADER_CHARS: Final = 10_000
_MOST_ADDRESS_CHARS: Final = 100_000
_DIGEST_BYTES: Final = 8
_ADDRESS_HEADERS: Final = frozenset({"from", "sender", "to", "cc", "bcc"})


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail.

    Attributes:
        ident: its own id; empty where it has none.
        date: when it was sent, by the sender's clock.
        sender: address in lower case; empty where there is none.
        people: name by address of all whom it names as sender or recipient; empty names are not known.
        kind: one of the table's kinds.
        text: what was typed.
        quotation: what it quotes.
        answered: id of the mail that it answers.
        is_machine: it is of a list, a machine, or was sorted out as spam.
        is_sent: the mail program marked it as sent by the owner.
        is_draft: it was never sent.
        delivered_to: address of the box to which it was delivered; empty where the mail does not tell.
    """

    ident: str
    date: MailDate
    sender: str
    people: dict[str, str]
    kind: str
    text: str
    quotation: Quotation
    answered: str | None
    is_machine: bool
    is_draft: bool
    is_sent: bool
    delivered_to: str


def mail_of(content: bytes) -> Mail:
    """A mail by its bytes, without the line that divides it from others."""
    message = _message(content.replace(b"\x00", b""))  # which belongs in no mail, and ends a header for the parser
    headers = _raw_headers(message)
    senders = _people(headers, "from") or _people(headers, "sender")
    sender = next(iter(senders), "")
    labels = _labels(headers)
    people = senders | {
        address: name
        for key in ("to", "cc", "bcc")
        for address, name in _people(headers, key).items()
        if address != sender
    }
    date = mail_date(headers.get("date", [""])[0])
    mail_words = mail_content(message)
    return Mail(
        ident=_first_id(headers, "message-id"),
        date=date,
        sender=sender,
        people=people,
        kind=mail_words.kind,
        text=mail_words.text,
        quotation=quotation_of(mail_words),
        answered=_first_id(headers, "in-reply-to") or _last_id(headers, "references"),
        is_machine=_is_machine(headers, sender, labels),
        is_draft=bool(_DRAFT & labels) or bool(_header(headers, "x-mozilla-draft-info") and date.at is None),
        is_sent=bool(SENT & labels),
        delivered_to=_delivered_to(headers),
    )


def _message(content: bytes) -> Message:
    """The mail in some bytes; of one that is nested too deep for any reader the headers alone."""
    try:
        return message_from_bytes(content, policy=_BOUNDED)
    except RecursionError:
        return BytesHeaderParser(policy=_BOUNDED).parsebytes(content)


class _BoundedHeaders(Compat32):
    """Cuts headers so long that no mail program wrote them: to take them apart costs the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value if name.lower() in _ADDRESS_HEADERS else value[:_MOST_HEADER_CHARS]


_BOUNDED: Final = _BoundedHeaders()


def _raw_headers(message: Message) -> Headers:
    """The values of each header by its name in lower case; words that stand there as bytes are read, too."""
    headers: Headers = {}
    for name, value in message.raw_items():
        text = str(value)
        readable = text if text.isascii() else decoded_text(text.encode("utf-8", "surrogateescape"), None)
        headers.setdefault(name.lower(), []).append(readable)
    return headers


def _is_machine(headers: Headers, sender: str, labels: frozenset[str]) -> bool:
    if _LISTS & headers.keys() or _SPAM & labels:
        return True
    precedence = _header(headers, "precedence").lower()
    automatic = _header(headers, "auto-submitted").lower()
    is_spam = _header(headers, "x-spam-flag").lower().startswith("yes")
    return precedence in _BULK or automatic not in {"", "no"} or is_spam or bool(_MACHINE.match(sender))


def _labels(headers: Headers) -> frozenset[str]:
    """Gmail's labels, each as a whole: one that only holds the word for spam is somebody's own."""
    return frozenset(label.strip(' "').casefold() for label in _header(headers, "x-gmail-labels").split(","))


def _delivered_to(headers: Headers) -> str:
    for key in ("delivered-to", "x-original-to", "envelope-to"):
        match = _ADDRESS.search(_header(headers, key))
        if match:
            return match[0].lower()
    return ""


def _people(headers: Headers, key: str) -> dict[str, str]:
    """Names by address in a header."""
    try:
        pairs = getaddresses([_bounded_addresses(", ".join(headers.get(key, [])))])
    except (ValueError, TypeError, IndexError, RecursionError):
        return {}
    found: dict[str, str] = {}
    for name, address in pairs:
        match = _ADDRESS.search(address)
        if match:
            shown = bounded_name(_decoded(name)).strip("'\"")
            found.setdefault(match[0].lower(), "" if "@" in shown else shown)
    return found


def _bounded_addresses(value: str) -> str:
    """Addresses as they stand in a header; in place of those beyond all bounds one that is theirs together."""
    if len(value) <= _MOST_ADDRESS_CHARS:
        return value
    start = value.rfind(",", 0, _MOST_ADDRESS_CHARS) + 1
    rest = blake2b(value[start:].encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{value[:start]} {rest}@further.invalid"


def _header(headers: Headers, key: str) -> str:
    return " ".join(_decoded(headers.get(key, [""])[0]).split())


def _decoded(value: str) -> str:
    """A header's words, whatever they are encoded in."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (ValueError, LookupError):
        return value
    words = (
        piece if isinstance(piece, str) else decoded_text(piece, coding or "raw-unicode-escape")
        for piece, coding in pieces
    )
    return "".join(words).encode("utf-8", "replace").decode()


def _first_id(headers: Headers, key: str) -> str:
    match = _MESSAGE_ID.search(headers.get(key, [""])[0])
    return match[1] if match else ""


def _last_id(headers: Headers, key: str) -> str | None:
    ids = _MESSAGE_ID.findall(headers.get(key, [""])[0][-2_000:])
    return ids[-1] if ids else None
