"""Downloads of Messenger and Instagram: what is read from them, and that nothing is lost or invented."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from example_counts import examples
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.i18n import translate_lazy
from unlike.readers import Import, MediumLimit, MediumLimitKind, ReadOptions, read
from unlike.readers.apps.meta import InstagramReader, MessengerReader
from unlike.readers.apps.meta.mojibake import repaired_text
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).with_name("meta")
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
FIRST = 1_714_550_400_000
ROOTS = ("messages", "your_activity_across_facebook/messages", "your_facebook_activity/messages")


def misencoded(text: str) -> str:
    """The text as Meta writes it: each byte of its UTF-8 as a character."""
    return text.encode().decode("latin-1")


def entry(sender: str, at: int, **more: object) -> dict[str, Any]:
    return {"sender_name": misencoded(sender), "timestamp_ms": FIRST + at, **more}


def thread(entries: Sequence[dict[str, Any]], title: str = "Ada Ek", number: int = 17) -> bytes:
    people = [{"name": misencoded(title)}, {"name": "Imke Ruiz"}]
    newest_first = list(entries)[::-1]
    path = f"inbox/ada_{number}"
    return json.dumps(
        {"participants": people, "messages": newest_first, "title": misencoded(title), "thread_path": path}
    ).encode()


def encrypted(entries: Sequence[tuple[str, int, str]], title: str = "Ada Ek_4") -> bytes:
    messages = [{"senderName": who, "timestamp": FIRST + at, "text": text, "type": "text"} for who, at, text in entries]
    return json.dumps({"participants": ["Ada Ek", "Imke Ruiz"], "threadName": title, "messages": messages}).encode()


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def notes(result: Import) -> list[str]:
    return [translate_lazy(note) for one in result.conversations for note in one.notes]


def texts(result: Import) -> list[str | None]:
    return result.messages["text"].to_list()


TALK = [entry("Ada Ek", 0, content="hello"), entry("Imke Ruiz", 60_000, content="hello yourself")]


@pytest.mark.parametrize("name", ["message_1.json", "Ada Brøgger_3.json", "message_1.html"])
def test_the_samples(name: str) -> None:
    check_golden(check_reader(MessengerReader(), HERE / name, OPTIONS), HERE / name)


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("section", ["inbox", "archived_threads", "filtered_threads", "message_requests"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_download_is_found_whatever_its_folders_are_called(
    tmp_path: Path, root: str, section: str, packed: bool
) -> None:
    profile = {"profile_v2": {"name": {"full_name": "Imke Ruiz"}}}
    files = {
        f"{root}/{section}/ada_17/message_1.json": thread(TALK[1:]),
        f"{root}/{section}/ada_17/message_2.json": thread(TALK[:1]),
        f"{root}/{section}/bo_18/message_1.json": thread([entry("Bo Ö", 5, content="hi")], "Bo Ö", 18),
        "personal_information/profile_information/profile_information.json": json.dumps(profile).encode(),
        "ads_information/ads.json": b'{"ads": []}',
    }
    path = tmp_path / "facebook-imke"
    if packed:
        path = tmp_path / "facebook-imke.zip"
        with ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
    else:
        written(path, files)
    result = read([path], OPTIONS)
    assert {one.title for one in result.conversations} == {"Ada Ek", "Bo Ö"}
    assert sorted(filter(None, texts(result))) == ["hello", "hello yourself", "hi"]
    assert result.owner == "Imke Ruiz"
    assert {one.app for one in result.conversations} == {"messenger"}


def test_the_app_is_told_by_folders_or_by_words(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", {"your_instagram_activity/messages/inbox/ada_17/message_1.json": thread(TALK)})
    share = {"link": "https://www.instagram.com/reel/x"}
    alone = written(tmp_path / "b", {"message_1.json": thread([*TALK, entry("Ada Ek", 70_000, share=share)])})
    for path in (folder, alone / "message_1.json"):
        assert {one.app for one in read([path], OPTIONS).conversations} == {"instagram"}
    unmarked = written(tmp_path / "c", {"message_1.json": thread(TALK)})
    assert {one.app for one in read([unmarked], OPTIONS).conversations} == {"messenger"}


def test_who_owns_an_instagram_download_is_in_its_profile(tmp_path: Path) -> None:
    named = {"Name": {"value": "Imke Ruiz"}, "E-Mail": {"value": "x@example.org"}}
    files = {
        "your_instagram_activity/messages/inbox/ada_17/message_1.json": thread(TALK),
        "personal_information/personal_information/personal_information.json": json.dumps(
            {"profile_user": [{"string_map_data": named}]}
        ).encode(),
    }
    assert read([written(tmp_path, files)], OPTIONS).owner == "Imke Ruiz"
    (tmp_path / "personal_information/personal_information/personal_information.json").unlink()
    assert read([tmp_path], OPTIONS).owner is None


def test_other_chats_beside_a_download_are_read_too(tmp_path: Path) -> None:
    files = {
        "facebook-imke/your_facebook_activity/messages/inbox/ada_17/message_1.json": thread(TALK),
        "Ada Ek_4.json": encrypted([("Ada Ek", 9_000_000, "secret")]),
        "WhatsApp Chat with Bo.txt": b"12/11/2025, 08:06 - Bo: good morning\n13/11/2025, 08:06 - Bo: and night\n",
    }
    result = read([written(tmp_path, files)], OPTIONS)
    assert {one.app for one in result.conversations} == {"messenger", "whatsapp"}
    assert len(result.messages) == 5


def test_both_downloads_of_a_chat_are_one_with_the_seam_marked(tmp_path: Path) -> None:
    secret = [("Imke Ruiz", 90_000_000, "still there?"), ("Ada Ek", 90_060_000, "yes")]
    files = {
        "facebook/your_facebook_activity/messages/e2ee_cutover/ada_17/message_1.json": thread(TALK),
        "e2ee/messages/Ada Ek_4.json": encrypted(secret),
    }
    result = read([written(tmp_path, files)], OPTIONS)
    (conversation,) = result.conversations
    assert texts(result) == ["hello", "hello yourself", "still there?", "yes"]
    since, until = (datetime.fromtimestamp((FIRST + at) / 1000, UTC) for at in (60_000, 90_000_000))
    assert conversation.medium_limits == (MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, since, until),)
    (ordinary,) = read([tmp_path / "facebook"], OPTIONS).conversations
    assert ordinary.medium_limits == (MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, since),)
    (behind,) = read([tmp_path / "e2ee"], OPTIONS).conversations
    assert behind.medium_limits == (MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, until=until),)


def test_an_overlap_of_the_downloads_is_no_seam(tmp_path: Path) -> None:
    later = [*TALK, entry("Ada Ek", 200_000, content="and here")]
    files = {
        "a/your_facebook_activity/messages/inbox/ada_17/message_1.json": thread(later),
        "b/messages/Ada Ek_4.json": encrypted(
            [("Imke Ruiz", 60_000, "hello yourself"), ("Ada Ek", 200_000, "and here"), ("Ada Ek", 300_000, "more")]
        ),
    }
    (conversation,) = read([written(tmp_path, files)], OPTIONS).conversations
    assert (conversation.medium_limits, conversation.coverage.repeated) == ((), 2)


def test_chats_of_one_name_are_not_taken_for_one(tmp_path: Path) -> None:
    later = [entry("Facebook user", 900_000_000, content="somebody else")]
    files = {
        "messages/inbox/facebookuser_70001/message_1.json": thread(
            [entry("Facebook user", 0, content="one")], "Facebook user", 70001
        ),
        "messages/inbox/facebookuser_70002/message_1.json": thread(later, "Facebook user", 70002),
    }
    result = read([written(tmp_path, files)], OPTIONS)
    assert {one.title for one in result.conversations} == {"Facebook user #70001", "Facebook user #70002"}


def test_a_thread_as_page_and_as_json_counts_once(tmp_path: Path) -> None:
    folder = "your_facebook_activity/messages/inbox/ada_17"
    files = {
        f"{folder}/message_1.json": thread(TALK),
        f"{folder}/message_1.html": (HERE / "message_1.html").read_bytes(),
    }
    assert len(read([written(tmp_path, files)], OPTIONS).messages) == 2


def test_one_damaged_file_stops_nothing_and_is_named(tmp_path: Path) -> None:
    folder = "your_facebook_activity/messages/inbox"
    files = {
        f"{folder}/ada_17/message_1.json": thread(TALK),
        f"{folder}/bo_18/message_1.json": b"{this is no json",
        f"{folder}/cy_19/message_1.json": thread([], "Cy", 19),
        f"{folder}/di_20/message_1.html": b"<html><body>Participants: another layout</body></html>",
    }
    result = read([written(tmp_path, files)], OPTIONS)
    assert len(result.messages) == 2
    said = " ".join(notes(result))
    assert "bo_18/message_1.json" in said
    assert "1 chat of the download holds no message" in said
    assert "choose JSON instead of HTML" in said


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    entries = [entry("Ada Ek", number * 60_000, content=f"number {number}") for number in range(9)]
    content = thread(entries)
    (part,) = parse(MessengerReader(), content[: content.index(b"number 3")], "message_1.json", OPTIONS)
    assert part.messages["text"].to_list() == [f"number {number}" for number in (4, 5, 6, 7, 8)]
    assert part.conversation.coverage.skipped == 1
    assert any("message_1.json" in translate_lazy(note) for note in part.conversation.notes)
    assert not part.conversation.breaks_off
    content = encrypted([("Ada Ek", number * 60_000, f"number {number}") for number in range(9)])
    (part,) = parse(MessengerReader(), content[: content.index(b"number 7")], "Ada_1.json", OPTIONS)
    assert part.conversation.breaks_off


def test_files_without_a_message_are_refused_in_a_sentence(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        {
            "a/message_1.json": thread([]),
            "b/message_1.json": thread([{"sender_name": "Ada Ek", "timestamp_ms": "soon"}]),
            "c/message_1.html": b"<html><body class='_a706'>another layout</body></html>",
        },
    )
    for name, error in (("a", EmptyExportError), ("b", BrokenExportError), ("c", UnknownExportError)):
        with pytest.raises(error) as refused:
            read([folder / name], OPTIONS)
        assert "\n" not in str(refused.value)
    assert "choose JSON instead of HTML" in str(refused.value)


@pytest.mark.parametrize("name", ["Ada.html", "message_1 - copy.html", "page.htm", "saved.txt", "Chat mit Ada"])
def test_a_page_is_known_by_any_name(tmp_path: Path, name: str) -> None:
    content = (HERE / "message_1.html").read_bytes()
    whole, path = written(tmp_path, {"message_1.html": content}) / "message_1.html", tmp_path / name
    path.write_bytes(content)
    assert texts(read([path], OPTIONS)) == texts(read([whole], OPTIONS))
    path.write_bytes(content.replace(b"<title>Ada Br\xc3\xb8gger<", b"<title>Rowers<"))
    assert texts(read([path], OPTIONS)) == texts(read([whole], OPTIONS))


def test_other_pages_of_meta_are_no_chats(tmp_path: Path) -> None:
    content = (HERE / "message_1.html").read_text("utf-8")
    content = re.sub(r"(_a6-i\">)[^<]+<", r"\1Imke Ruiz added a photo.<", content).replace(
        "<title>Ada", "<title>Posts of Ada"
    )
    path = tmp_path / "your_posts_1.html"
    path.write_text(content, "utf-8")
    with pytest.raises(UnknownExportError, match="choose JSON instead of HTML"):
        read([path], OPTIONS)


def test_times_of_pages_are_the_owners() -> None:
    content = (HERE / "message_1.html").read_bytes()
    (berlin,) = parse(MessengerReader(), content, "message_1.html", OPTIONS)
    (kolkata,) = parse(MessengerReader(), content, "message_1.html", ReadOptions(ZoneInfo("Asia/Kolkata")))
    assert berlin.messages["sent_at"][-1] == datetime(2024, 5, 1, 6, 4, tzinfo=UTC)
    assert kolkata.messages["sent_at"][-1] == datetime(2024, 5, 1, 2, 34, tzinfo=UTC)
    assert berlin.conversation.limit(MediumLimitKind.NO_ZONE)


@dataclass(frozen=True)
class Sent:
    sender: str
    text: str
    pause: int
    given: tuple[str, ...]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
SENT = st.builds(
    Sent,
    st.sampled_from(("Ada Ek", "Imke Ruiz", "Žofie 🌧️", "محمد")),
    WORDS.filter(lambda text: bool(text.strip())).map(lambda text: f"~{text}"),
    st.integers(0, 3 * 10**8),
    st.lists(st.sampled_from("❤😂👍"), max_size=3).map(tuple),
)


@given(st.lists(SENT, min_size=1, max_size=30), st.integers(1, 4), st.booleans(), st.booleans())
@examples(25)
def test_whatever_was_sent_is_read_back(sent: list[Sent], files: int, is_encrypted: bool, escaped: bool) -> None:
    """Nothing is lost and nothing invented; order and times are kept, in either download and any number of files."""
    at, entries = 0, []
    for one in sent:
        at += one.pause
        text, names = one.text, [(emoji, one.sender) for emoji in one.given]
        if is_encrypted:
            assume(repaired_text(text) == text)  # nobody can tell it from a text that Meta wrote wrongly
            given_ones = [{"reaction": emoji, "actor": name} for emoji, name in names]
            more = {"text": text, "type": "text", "isUnsent": False, "media": [], "reactions": given_ones}
            entries.append({"senderName": one.sender, "timestamp": FIRST + at, **more})
        else:
            given_ones = [{"reaction": misencoded(emoji), "actor": misencoded(name)} for emoji, name in names]
            entries.append(entry(one.sender, at, content=misencoded(text), reactions=given_ones))
    assume(not is_encrypted or sum(one.pause for one in sent[1:]) > 0)  # else nothing tells which end is the newest
    contents = _files(entries, 1 if is_encrypted else files, is_encrypted=is_encrypted, escaped=escaped)
    reader = MessengerReader()

    (part,) = reader.read(memory_export(contents), OPTIONS)
    rows = part.messages.select("sender", "text", "sent_at", "reactions").to_dicts()
    assert [(row["sender"], row["text"]) for row in rows] == [(one.sender, one.text) for one in sent]
    expected, at = [], 0
    for one in sent:
        at += one.pause
        expected.append(datetime.fromtimestamp((FIRST + at) / 1000, UTC))
    assert [row["sent_at"] for row in rows] == expected
    assert [[one["emoji"] for one in row["reactions"]] for row in rows] == [list(one.given) for one in sent]


def _files(entries: list[dict[str, Any]], number: int, *, is_encrypted: bool, escaped: bool) -> dict[str, bytes]:
    """The entries in files as the app cuts them: the newest first, in the file of the lowest number."""
    if is_encrypted:
        document = {"participants": ["Ada Ek", "Imke Ruiz"], "threadName": "Ada Ek_12", "messages": entries}
        return {"messages/Ada Ek_12.json": json.dumps(document, ensure_ascii=escaped).encode()}
    newest, size = entries[::-1], -(-len(entries) // number)
    pieces = [newest[start : start + size] for start in range(0, len(newest), size)]
    return {
        f"messages/inbox/ada_17/message_{place}.json": thread(piece[::-1])
        for place, piece in enumerate(pieces, start=1)
    }


def test_instagram_says_what_it_is() -> None:
    content = thread([entry("Ada Ek", 0, share={"link": "https://www.instagram.com/p/1"})])
    (part,) = parse(InstagramReader(), content, "message_1.json", OPTIONS)
    assert (part.conversation.app, part.messages["kind"].to_list()) == ("instagram", ["media"])


@pytest.mark.parametrize("content", [b"", b'{"participants": ["Lou"', b'{"threadName": "Lou_5", "mess'])
def test_every_file_of_the_encrypted_download_is_read_or_named(tmp_path: Path, content: bytes) -> None:
    files = {"Ada Ek_4.json": encrypted([("Ada Ek", 0, "hello"), ("Imke Ruiz", 1, "yes")]), "Lou_5.json": content}
    assert any("Lou_5.json" in note for note in notes(read([written(tmp_path, files)], OPTIONS)))


@pytest.mark.parametrize("form", [int, str, float])
def test_a_time_in_seconds_is_read_as_such(form: type) -> None:
    entries = [entry("Ada", number, content=f"words {number}") for number in range(3)]
    entries[1]["timestamp_ms"] = form(entries[1]["timestamp_ms"] // 1000)
    contents = _files(entries, 1, is_encrypted=False, escaped=False)
    (part,) = MessengerReader().read(memory_export(contents), OPTIONS)
    assert {moment.year for moment in part.messages["sent_at"]} == {2024}
