"""Speed of the readers of many apps: invented messages as each app writes them, read from memory, per second of CPU.

    python -m bench.reading.app_speed --messages 100000

Each line says how many messages a second the reader returns, and how many of their bytes a bare `json.loads` takes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from unlike.readers import ReadOptions
from unlike.readers.registry import BUILT_IN
from unlike.readers.testkit import memory_export

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = ("the", "lake", "is", "calm", "today", "and", "we", "row", "at", "eight", "or", "later", "if", "it", "rains")
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))


def messages(number: int) -> Iterator[tuple[datetime, int, str]]:
    """Moment, sender and words of so many messages of two people."""
    chance, at = random.Random(number), FIRST
    for _ in range(number):
        at += timedelta(seconds=chance.randrange(1, 2_000))
        yield at, chance.randrange(2), " ".join(chance.choices(WORDS, k=chance.randrange(1, 20)))


def _text(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _snapchat(number: int) -> bytes:
    entries = [
        {"From": ("ines", "tom")[who], "Media Type": "TEXT", "Created": f"{at:%Y-%m-%d %H:%M:%S} UTC", "Content": text}
        | {"Conversation Title": None, "IsSender": who == 1, "Created(microseconds)": int(at.timestamp()) * 1000}
        for at, who, text in messages(number)
    ]
    return _text({"ines": entries[::-1]})


def _x(number: int) -> bytes:
    events: list[dict[str, Any]] = [
        {"messageCreate": {"id": str(place), "senderId": ("42", "7")[who], "text": text, "urls": [], "mediaUrls": []}}
        for place, (_, who, text) in enumerate(messages(number))
    ]
    for event, (at, _, _) in zip(events, messages(number), strict=True):
        event["messageCreate"]["createdAt"] = f"{at:%Y-%m-%dT%H:%M:%S}.000Z"
    chat = {"dmConversation": {"conversationId": "42-7", "messages": events[::-1]}}
    return b"window.YTD.direct_messages.part0 = " + _text([chat])


def _linkedin(number: int) -> bytes:
    content = io.StringIO()
    written = csv.writer(content, quoting=csv.QUOTE_ALL)
    people = ("FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS")
    written.writerow(["CONVERSATION ID", "CONVERSATION TITLE", *people, "DATE", "SUBJECT", "CONTENT", "FOLDER"])
    for at, who, text in messages(number):
        names, urls = ("Ines", "Tom"), ("https://www.linkedin.com/in/ines", "https://www.linkedin.com/in/tom")
        both = (names[who], urls[who], names[1 - who], urls[1 - who])
        written.writerow(["c1", "", *both, f"{at:%Y-%m-%d %H:%M:%S} UTC", "", text, "INBOX"])
    return content.getvalue().encode()


def _tiktok(number: int) -> bytes:
    chat = [
        {"Date": f"{at:%Y-%m-%d %H:%M:%S}", "From": ("ines", "tom")[who], "Content": text}
        for at, who, text in messages(number)
    ]
    return _text({"Direct Messages": {"Chat History": {"ChatHistory": {"Chat History with ines:": chat}}}})


def _qq_text(number: int) -> bytes:
    lines = (
        f"{at:%Y-%m-%d %H:%M:%S} {('Ines', 'Tom')[who]}(10000{who})\n{text}\n\n" for at, who, text in messages(number)
    )
    return ("消息记录（此消息记录为文本格式，不支持重新导入）\n\n消息对象:Ines\n\n" + "".join(lines)).encode()


def _qq(number: int) -> bytes:
    entries = [
        {"id": str(place), "timestamp": int(at.timestamp()) * 1000, "sender": {"uid": f"u_{who}", "name": str(who)}}
        | {"type": "text", "content": {"text": text, "elements": [{"type": "text", "data": {"text": text}}]}}
        | {"recalled": False, "system": False}
        for place, (at, who, text) in enumerate(messages(number))
    ]
    head = {"metadata": {"name": "QQChatExporter V5"}, "chatInfo": {"name": "Ines", "type": "private"}}
    return _text({**head, "statistics": {}, "messages": entries})


def _wechat(number: int) -> bytes:
    entries = [
        {"localId": place, "createTime": int(at.timestamp()), "type": "文本消息", "content": text, "isSend": who}
        | {"senderUsername": f"wxid_{who}", "senderDisplayName": ("Ines", "Tom")[who]}
        for place, (at, who, text) in enumerate(messages(number))
    ]
    session = {"wxid": "wxid_0", "displayName": "Ines", "type": "私聊"}
    return _text({"weflow": {"version": "1"}, "session": session, "messages": entries})


def _mail(number: int) -> bytes:
    head = "From - Wed May 01 10:00:00 2024\nFrom: {0} <{0}@example.org>\nTo: {1}@example.org\n"
    head += "Date: {2}\nMessage-ID: <{3}@x>\n"
    mails = (
        head.format(("ines", "tom")[who], ("tom", "ines")[who], f"{at:%a, %d %b %Y %H:%M:%S} +0000", place)
        + f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\nOn {at:%Y-%m-%d %H:%M}, Ines wrote:\n> {text}\n\n"
        for place, (at, who, text) in enumerate(messages(number))
    )
    return "".join(mails).encode()


def _convokit(number: int) -> bytes:
    values: Iterator[dict[str, Any]] = (
        {"id": f"u{place}", "conversation_id": "u0", "text": text, "speaker": ("ines", "tom")[who], "meta": {}}
        | {"reply-to": None, "timestamp": int(at.timestamp()), "vectors": []}
        for place, (at, who, text) in enumerate(messages(number))
    )
    return b"".join(_text(value) + b"\n" for value in values)


EXPORTS: dict[str, tuple[str, str, Callable[[int], bytes]]] = {
    "snapchat": ("snapchat", "chat_history.json", _snapchat),
    "x": ("x", "direct-messages.js", _x),
    "linkedin": ("linkedin", "messages.csv", _linkedin),
    "tiktok": ("tiktok", "user_data.json", _tiktok),
    "qq, text": ("qq", "a.txt", _qq_text),
    "qq, json": ("qq", "a.json", _qq),
    "wechat": ("wechat", "a.json", _wechat),
    "mail": ("mail", "a.mbox", _mail),
    "convokit": ("convokit", "utterances.jsonl", _convokit),
}
"""Reader, file name and maker of each export."""


def speed(name: str, number: int) -> tuple[float, float]:
    """Messages a second of CPU by the reader, and by `json.loads` alone; the latter 0 where it is no JSON."""
    reader, file, make = EXPORTS[name]
    content = make(number)
    app: Any = next(app for app in BUILT_IN if app.name == reader).load()()
    export = memory_export({file: content})
    start = time.process_time()
    parts = list(app.read(export, OPTIONS))
    taken = time.process_time() - start
    read = sum(part.messages.height for part in parts)
    if read != number:
        raise AssertionError(f"{name}: {read} of {number}")
    start = time.process_time()
    try:
        for line in content.split(b"\n") if file.endswith(".jsonl") else [content.partition(b" = ")[2] or content]:
            json.loads(line or b"0")
    except ValueError:
        return number / taken, 0.0
    return number / taken, number / (time.process_time() - start)


def main() -> None:
    """Print a line for each app."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--messages", type=int, default=100_000)
    number = parser.parse_args().messages
    for name in EXPORTS:
        by_reader, by_json = speed(name, number)
        print(f"{name}: {by_reader:,.0f} messages a second" + (f"; json.loads {by_json:,.0f}" if by_json else ""))


if __name__ == "__main__":
    main()
