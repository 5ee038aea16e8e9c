"""Whose mails they are: told by the mails for certain, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from unlike.readers.apps.mail.mail_parts import SENT, Mail

_ENDING: Final = re.compile(r"\.(?:mbox|mbx|eml|emlx)\Z", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MOST_OTHERS: Final = 200


def is_sent_folder(name: str) -> bool:
    """Whether a file is, or lies in, a folder of sent mails, by its path: Sent, Sent.mbox, .Sent/cur/1:2,S."""
    parts = [_ENDING.sub("", part).lstrip(".").rpartition(".")[2].casefold() for part in name.split("/")]
    return any(part in SENT for part in parts)


def own_addresses(mails: Sequence[Mail], filed_as_sent: Counter[str]) -> Counter[str]:
    """Addresses of the owner, those of most mails first; none where the mails leave it open.

    They are those from which mails went that are marked as sent; else the one that fills a folder of sent mails, or to
    which all mails were delivered, or that alone is in every mail beside several people.

    Args:
        mails: all mails between people.
        filed_as_sent: senders of the mails in folders of sent ones.
    """
    sent = Counter(mail.sender for mail in mails if mail.is_sent)
    if sent:
        return sent
    filed = Counter({address: number for address, number in filed_as_sent.items() if address and number})
    writers = {mail.sender for mail in mails}
    delivered = Counter(mail.delivered_to for mail in mails if mail.delivered_to)
    writing = Counter({address: number for address, number in delivered.items() if address in writers})
    for addresses in (filed, writing or delivered):
        if addresses:
            return addresses if _are_one_person(addresses, mails) else Counter()
    return _in_every(mails)


def _in_every(mails: Sequence[Mail]) -> Counter[str]:
    """The one address that is in every mail, where the others are surely not one person under several addresses."""
    counted, words = Counter(address for mail in mails for address in mail.people), _words(mails)
    always = [address for address, number in counted.items() if number == len(mails)]
    others = [words[address] for address, _ in counted.most_common(_MOST_OTHERS) if address not in always]
    are_several = any(first.isdisjoint(second) for first, second in combinations(others, 2))
    return Counter({always[0]: len(mails)}) if len(always) == 1 and are_several else Counter()


def _are_one_person(addresses: Iterable[str], mails: Iterable[Mail]) -> bool:
    """Whether some addresses are a single one, or have a whole name in common; a family has the last one alone."""
    names: dict[str, set[str]] = {address: set() for address in addresses}
    for mail in mails:
        for address, name in mail.people.items():
            if name and address in names:
                names[address].add(name.casefold())
    return len(names) == 1 or bool(set.intersection(*names.values()))


def _words(mails: Iterable[Mail]) -> dict[str, frozenset[str]]:
    """Words of the names and of the part before the @ of each address, in lower case."""
    words: dict[str, set[str]] = {}
    for mail in mails:
        for address, name in mail.people.items():
            words.setdefault(address, set()).add(name)
    return {
        address: frozenset(_WORD.findall(" ".join((*names, address.rpartition("@")[0])).casefold()))
        for address, names in words.items()
    }
