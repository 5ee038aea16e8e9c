"""Two exports of one chat: the newer one has four days more, and lacks one of before."""

from __future__ import annotations

NAME = "WhatsApp Chat with Rosa.txt"
DAYS = [f"{1 + day % 28:02d}/{1 + day // 28:02d}/2025" for day in range(84)]


def lines(first: int, last: int) -> list[str]:
    return [
        f"{day}, 09:{minute:02d} - {who}: {words} {number}\n"
        for number, day in list(enumerate(DAYS))[first:last]
        for minute, who, words in ((0, "Rosa", "good morning, did you sleep"), (5, "Imke", "yes"), (9, "Rosa", "good"))
    ]


OLDER, NEWER = "".join(lines(0, 80)).encode(), "".join([*lines(0, 10), *lines(11, 84)]).encode()
