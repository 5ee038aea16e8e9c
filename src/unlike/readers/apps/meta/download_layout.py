"""Where the threads lie in a download of Meta's, whatever its folders are called this year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

import msgspec

from unlike.readers.apps.meta.mojibake import repaired_text
from unlike.readers.export import Export, ExportFile
from unlike.readers.formats.json_lines import DECODING_ERRORS
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK

MESSAGE_FILE: Final = re.compile(r"message(?:_\d+)?(?: ?\(\d+\))?\.(?:json|html)", re.IGNORECASE)
_ENCRYPTED_FILE: Final = re.compile(r".+_\d+(?: ?\(\d+\))?\.json", re.IGNORECASE)
_REPEATED: Final = "your_group_messages"
"""A folder with threads that stand in the inbox, too."""

_PROFILES: Final = ("profile_information.json", "personal_information.json")
_MAX_PROFILE_BYTES: Final = 4 << 20
_MAX_TRIED_FILES: Final = 8
"""Files by whose first bytes a folder is told."""

_ORDINARY: Final = (b'"sender_name"', b'"timestamp_ms"')
_ENCRYPTED: Final = (b'"senderName"', b'"timestamp"')
_ENCRYPTED_MARKS: Final = (b'"participants"', b'"threadName"', b'"isUnsent"')
"""One more, since other programs write the other two as well."""

_EMPTY: Final = (b'"participants"', b'"messages"')
_EMPTY_MARKS: Final = (b'"threadName"', b'"thread_path"', b'"is_still_participant"')
_PAGE_MARKS: Final = (b"_a6-g", b"_a706", b"uiBoxWhite")
_PAGE_SENDER: Final = re.compile(rb"<[^>]{0,200}\b(?:_a6-h|_2lek)\b[^>]{0,200}>([^<]{1,1000})<")
_PAGE_TITLE: Final = re.compile(rb"<title[^>]{0,200}>([^<]{1,500})</title>", re.IGNORECASE)
_MAX_PAGE_BYTES: Final = 1 << 20
"""Bytes in which both people of a chat have written."""

_INSTAGRAM: Final = re.compile(rb"instagram", re.IGNORECASE)
_MESSENGER: Final = re.compile(
    rb"facebook|fbcdn|messenger_kid_parent|sender_id_INTERNAL|thread_type|stickers_used", re.IGNORECASE
)


def is_download(export: Export) -> bool:
    """Whether it is a thread's file, or the folder of a whole download and nothing around it."""
    files = thread_files(export)
    if len(export.files) == 1:
        return any(is_thread(file) for file in files)
    if any(_root(PurePosixPath(file.name)) != PurePosixPath() for file in files):
        return False
    if not any(is_thread(file) for file in files[:_MAX_TRIED_FILES]):
        return False
    beside = [file for file in export.files if "/" not in file.name]
    return any("/" in file.name for file in files) or all(file in files for file in beside)


def thread_files(export: Export) -> list[ExportFile]:
    """The files of an export that may be threads, by their names."""
    if len(export.files) == 1:
        return list(export.files)
    return [file for file in export.files if _may_be_thread(PurePosixPath(file.name))]


def is_thread(file: ExportFile) -> bool:
    """Whether a file is a thread's, by its first bytes."""
    head = file.head().removeprefix(BYTE_ORDER_MARK).lstrip()
    if is_page(file):
        return any(mark in head for mark in _PAGE_MARKS)
    if not head.startswith(b"{"):
        return False
    if _all_in(_ORDINARY, head) or (_all_in(_ENCRYPTED, head) and any(mark in head for mark in _ENCRYPTED_MARKS)):
        return True
    return _all_in(_EMPTY, head) and any(mark in head for mark in _EMPTY_MARKS)


def is_json(file: ExportFile) -> bool:
    """Whether a file is whole JSON, so that it is no thread's file that is damaged."""
    with file.open() as stream:
        content = stream.read().removeprefix(BYTE_ORDER_MARK)
    try:
        msgspec.json.decode(content)
    except DECODING_ERRORS:
        return False
    return True


def is_page(file: ExportFile) -> bool:
    """Whether a file is one of the pages that Meta writes where one does not choose JSON, by its name or content."""
    if MESSAGE_FILE.fullmatch(PurePosixPath(file.name).name):
        return file.name.lower().endswith(".html")
    return _is_chat_page(file)


def _is_chat_page(file: ExportFile) -> bool:
    """Whether a page of any name is a chat's: one who writes is its title, or several stand in its first line.

    Meta's other pages have the same blocks, under sentences such as "Ada added a photo".
    """
    start = file.head(512).removeprefix(BYTE_ORDER_MARK).lstrip()
    head = file.head(_MAX_PAGE_BYTES) if start.startswith(b"<") else b""
    if not any(mark in head for mark in _PAGE_MARKS):
        return False
    senders = list(dict.fromkeys(match[1].strip() for match in _PAGE_SENDER.finditer(head)))
    title = _PAGE_TITLE.search(head)
    if title is not None and title[1].strip() in senders:
        return True
    return bool(senders) and sum(sender in senders[0] for sender in senders[1:]) > 1


def is_instagram(export: Export) -> bool:
    """Whether a download is Instagram's: by the names around it, else by what the first thread mentions most."""
    threads = thread_files(export)
    places = [str(file.disk_path) for file in threads[:1] if file.disk_path]
    names = (export.title, export.path.name, *(file.name for file in threads[:_MAX_TRIED_FILES]))
    around = " ".join((*names, *map(_last_folders, places))).lower()
    if ("instagram" in around) != ("facebook" in around or "messenger" in around):
        return "instagram" in around
    head = b"".join(file.head() for file in threads[:1])
    return len(_INSTAGRAM.findall(head)) > len(_MESSENGER.findall(head))


def owner_names(export: Export) -> tuple[str, ...]:
    """Names that the download's profile has for the owner, the likeliest first; none where there is no profile."""
    profiles = [file for file in export.files if PurePosixPath(file.name).name in _PROFILES]
    return tuple(dict.fromkeys(name for file in profiles for name in _names_in(file)))


def thread_place(file: ExportFile) -> tuple[str, str]:
    """The section and folder of a thread: ("e2ee_cutover", "ada_123"); empty where the file stands by itself."""
    folders = PurePosixPath(file.name).parts[:-1]
    return (folders[-2] if len(folders) > 1 else "", folders[-1] if folders else "")


def _may_be_thread(place: PurePosixPath) -> bool:
    if _REPEATED in place.parts:
        return False
    is_flat = len(place.parts) == 1 or place.parent.name == "messages"
    return bool(MESSAGE_FILE.fullmatch(place.name) or (is_flat and _ENCRYPTED_FILE.fullmatch(place.name)))


def _root(place: PurePosixPath) -> PurePosixPath:
    """The folder of the download in which a thread's file lies."""
    folders = place.parts[:-1]
    if "messages" not in folders:
        return place.parent
    depth = len(folders) - 1 - folders[::-1].index("messages")
    has_activity = depth > 0 and folders[depth - 1].startswith("your_")
    return PurePosixPath(*folders[: depth - has_activity])


def _last_folders(path: str) -> str:
    return "/".join(PurePosixPath(path.replace("\\", "/")).parts[-6:])


def _all_in(marks: Sequence[bytes], head: bytes) -> bool:
    return all(mark in head for mark in marks)


def _names_in(file: ExportFile) -> Iterator[str]:
    """Names in a profile: Facebook's full name, or all that Instagram says, whatever it is called in its language."""
    try:
        document = msgspec.json.decode(file.head(_MAX_PROFILE_BYTES).removeprefix(BYTE_ORDER_MARK))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return
    for part in document.values() if isinstance(document, dict) else ():
        yield from _facebook_names(part)
        for one in part if isinstance(part, list) else ():
            yield from _instagram_names(one)


def _facebook_names(profile: Any) -> Iterator[str]:  # noqa: ANN401 - a part of a JSON document
    name = profile.get("name") if isinstance(profile, dict) else None
    full = name.get("full_name") if isinstance(name, dict) else None
    if isinstance(full, str) and full.strip():
        yield " ".join(repaired_text(full).split())


def _instagram_names(profile: Any) -> Iterator[str]:  # noqa: ANN401 - a part of a JSON document
    values = profile.get("string_map_data") if isinstance(profile, dict) else None
    for value in values.values() if isinstance(values, dict) else ():
        text = value.get("value") if isinstance(value, dict) else None
        if isinstance(text, str) and text.strip():
            yield " ".join(repaired_text(text).split())
