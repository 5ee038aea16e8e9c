"""The mails that others answer: by their ids, else by the words that an answer quotes.

Many programs write no id of the mail that is answered, or another one than that under which it is kept.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.mail.mail_parts import Mail
from unlike.readers.apps.mail.mail_quotations import Original, first_words, is_explained

_MOST_ALIKE: Final = 50
"""Mails with the same first line that are compared, the latest first."""


@dataclass(slots=True)
class MailOriginals:
    """Mails of an export.

    Attributes:
        by_ident: mails by their ids.
    """

    by_ident: dict[str, Mail] = field(default_factory=dict)
    _by_words: dict[str, deque[Mail]] = field(default_factory=dict)

    def add(self, mail: Mail) -> None:
        """Add a mail."""
        self.by_ident[mail.ident] = mail
        begin = first_words(mail.text)
        if begin:
            self._by_words.setdefault(begin, deque(maxlen=_MOST_ALIKE)).append(mail)

    def of(self, answer: Mail) -> Original | None:
        """Own words and quotation of the mail that a mail answers; None where it is not in the export."""
        named = self.by_ident.get(answer.answered) if answer.answered else None
        original = None if named is None else (named.text, named.quotation)
        if original is not None and is_explained(answer.quotation, original):
            return original
        alike = self._by_words.get(first_words(answer.quotation.lines), ())
        others = ((mail.text, mail.quotation) for mail in reversed(alike) if mail is not answer)
        return next((other for other in others if is_explained(answer.quotation, other)), original)
