"""Two groups of one name in one database of Apple's Messages are two, and each is told from the other."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bench.reading.apple_database import FIRST, AppleDatabase, apple_date
from example_counts import examples
from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions, read
from unlike.readers.apps.imessage.chat_titles import chat_titles
from unlike.readers.apps.imessage.message_table import AppleChat

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
ADA, BO, CY = "+4915550100", "bo@example.org", "+4915550102"


def database(chats: list[tuple[str, int, str | None, str]], words: int = 4) -> bytes:
    """Chats in which Ada and Bo write in turn, one after the other in time."""
    messages = [
        {
            "guid": f"G{chat}-{number}",
            "text": f"words {chat} {number}",
            "date": apple_date(FIRST + chat * 100_000 + number * 60),
            "is_from_me": 0,
            "item_type": 0,
            "handle_id": number % 2 + 1,
            "chats": (chat,),
        }
        for chat, _ in enumerate(chats, start=1)
        for number in range(words)
    ]
    return AppleDatabase(chats, [ADA, BO], messages).written()


def test_groups_of_one_name_and_the_same_people_are_not_one_history(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    path.write_bytes(database([("chat1", 43, "Rowers", "any;+;chat1"), ("chat2", 43, "Rowers", "any;+;chat2")]))
    result = read([path], OPTIONS)
    assert [one.title for one in result.conversations] == ["Rowers (chat1)", "Rowers (chat2)"]
    assert [len(part.messages) for part in result.parts] == [4, 4]
    assert not any("export" in translate_lazy(note) for one in result.conversations for note in one.notes)


def test_a_group_called_as_somebody_s_number_leaves_the_number_to_them(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    path.write_bytes(database([("chat1", 43, ADA, "any;+;chat1"), (ADA, 45, None, f"any;-;{ADA}")]))
    titles = {one.group: one.title for one in read([path], OPTIONS).conversations}
    assert titles == {True: f"{ADA} ({ADA}, {BO})", False: ADA}


NAMES = st.sampled_from(["", "Rowers", "Rowers\u200b", ADA, BO, "chat1", "Rowers (chat1)"])
GROUPS = st.tuples(NAMES, st.lists(st.sampled_from([ADA, BO, CY]), unique=True))


@given(st.lists(GROUPS, max_size=6), st.sets(st.sampled_from([ADA, BO, "chat1"])))
@examples(100)
def test_every_title_stands_once_and_a_number_is_only_its_owner_s(
    groups: list[tuple[str, list[str]]], direct: set[str]
) -> None:
    chats = [
        AppleChat(f"chat{number}", name, group=True, people=people) for number, (name, people) in enumerate(groups)
    ]
    chats += [AppleChat(address) for address in sorted(direct)]
    titles = chat_titles(chats)
    assert len({title.replace("\u200b", "") for title in titles}) == len(titles)
    assert titles[len(groups) :] == sorted(direct)
