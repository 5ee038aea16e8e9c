"""Everything that Telegram Desktop's export writer can put into a message, held against what the reader makes of it.

The tables are this test's own; they were gathered from the writer of version 6.1 and from rich messages of 2026.
"""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.telegram.writer_vocabulary import ACTIONS, GIFTS
from unlike.readers.testkit import parse

LEFT_OUT = "(File not included. Change data exporting settings to download.)"
PLACE = {"latitude": 52.5, "longitude": 13.4}

ACTION_KINDS = {
    "create_group": "system",
    "edit_group_title": "system",
    "edit_group_photo": "system",
    "delete_group_photo": "system",
    "invite_members": "system",
    "remove_members": "system",
    "join_group_by_link": "system",
    "join_group_by_request": "system",
    "create_channel": "system",
    "migrate_to_supergroup": "system",
    "migrate_from_group": "system",
    "pin_message": "system",
    "clear_history": "system",
    "score_in_game": "system",
    "send_payment": "system",
    "phone_call": "call",
    "conference_call": "call",
    "take_screenshot": "system",
    "attach_menu_bot_allowed": "system",
    "web_app_bot_allowed": "system",
    "allow_sending_messages": "system",
    "send_passport_values": "system",
    "joined_telegram": "system",
    "proximity_reached": "system",
    "requested_phone_number": "system",
    "group_call": "call",
    "invite_to_group_call": "system",
    "set_messages_ttl": "system",
    "group_call_scheduled": "system",
    "edit_chat_theme": "system",
    "send_webview_data": "system",
    "send_premium_gift": "system",
    "topic_created": "system",
    "topic_edit": "system",
    "suggest_profile_photo": "system",
    "requested_peer": "system",
    "gift_code_prize": "system",
    "giveaway_launch": "system",
    "giveaway_results": "system",
    "set_same_chat_wallpaper": "system",
    "set_chat_wallpaper": "system",
    "boost_apply": "system",
    "refunded_payment": "system",
    "send_ton_gift": "system",
    "send_stars_gift": "system",
    "stars_prize": "system",
    "send_star_gift": "system",
    "paid_messages_refund": "system",
    "paid_messages_price_change": "system",
    "todo_completions": "system",
    "todo_append_tasks": "system",
    "process_suggested_post": "system",
    "suggested_post_success": "system",
    "suggested_post_refund": "system",
}

MEDIA: list[tuple[dict[str, Any], str, str | None]] = [
    ({"photo": LEFT_OUT, "photo_file_size": 7, "width": 2, "height": 3, "media_spoiler": True}, "image", None),
    ({"photo": LEFT_OUT, "self_destruct_period_seconds": 5}, "image", None),
    ({"file": LEFT_OUT, "file_name": "a.pdf", "file_size": 7, "mime_type": "application/pdf"}, "document", None),
    ({"file": LEFT_OUT, "thumbnail": LEFT_OUT, "thumbnail_file_size": 1, "media_type": "sticker"}, "sticker", None),
    ({"file": LEFT_OUT, "media_type": "video_message", "duration_seconds": 4}, "video", None),
    ({"file": LEFT_OUT, "media_type": "voice_message", "duration_seconds": 4}, "audio", None),
    ({"file": LEFT_OUT, "media_type": "animation"}, "gif", None),
    ({"file": LEFT_OUT, "media_type": "video_file"}, "video", None),
    ({"file": LEFT_OUT, "media_type": "audio_file", "performer": "A", "title": "B"}, "audio", None),
    ({"contact_information": {"first_name": "A", "last_name": "", "phone_number": "1"}}, "contact", None),
    (
        {"contact_information": {"first_name": ""}, "contact_vcard": "a.vcf", "contact_vcard_file_size": 1},
        "contact",
        None,
    ),
    ({"location_information": PLACE, "live_location_period_seconds": 900}, "location", None),
    ({"location_information": None, "live_location_period_seconds": 900}, "location", None),
    ({"place_name": "Quay", "address": "Long Street", "location_information": PLACE}, "location", None),
    ({"place_name": "Quay", "address": "Long Street"}, "location", None),
    ({"game_title": "Chess", "game_description": "", "game_link": "x"}, "media", None),
    ({"invoice_information": '{"title": "Tea"}'}, "media", None),
    ({"poll": {"question": "When?", "closed": False, "total_voters": 1, "answers": []}}, "poll", "When?"),
    ({"giveaway_information": {"quantity": 1, "months": 3, "channels": [1]}}, "media", None),
    ({"giveaway_results": {"channel": 1, "winners": [2], "stars": 5}}, "media", None),
    ({"paid_stars_amount": 10}, "media", None),
    (
        {"todo_list": {"title": "Boat", "others_can_append": True, "answers": [{"text": "Sail", "id": 1}]}},
        "text",
        "Boat\nSail",
    ),
    (
        {"rich_message": {"blocks": [{"type": "paragraph", "text": ["a ", {"type": "bold", "text": "b"}]}]}},
        "text",
        "a b",
    ),
]


def entry(number: int, **more: object) -> dict[str, Any]:
    start = {"id": number, "date": "2026-03-01T10:00:00", "date_unixtime": str(1_772_359_200 + number)}
    return start | {"text": "", "text_entities": []} | more


def message(number: int, **more: object) -> dict[str, Any]:
    return entry(number, **({"type": "message", "from": "Pia", "from_id": "user1"} | more))


def service(number: int, action: str, **more: object) -> dict[str, Any]:
    return entry(number, **({"type": "service", "actor": "Pia", "actor_id": "user1", "action": action} | more))


def read(*entries: dict[str, Any]) -> ParsedConversation:
    chat = {"name": "Pia", "type": "personal_chat", "id": 1, "messages": [*entries]}
    content = json.dumps(chat, indent=1, ensure_ascii=False).encode()
    return parse(TelegramReader(), content, "result.json", ReadOptions(ZoneInfo("Europe/Berlin")))[0]


def test_the_reader_knows_every_action_and_no_other() -> None:
    assert ACTION_KINDS.keys() == ACTIONS


@pytest.mark.parametrize(("action", "kind"), ACTION_KINDS.items())
def test_every_action_is_what_it_is_and_needs_no_note(action: str, kind: str) -> None:
    part = read(service(1, action), message(2, text="hi"))
    assert part.messages["kind"].to_list() == [kind, "text"]
    assert part.messages["sender"].to_list() == ["Pia" if kind == "call" else None, "Pia"]
    assert part.conversation.notes == ()


@pytest.mark.parametrize(("fields", "kind", "text"), MEDIA)
def test_every_medium_is_what_it_is_and_needs_no_note(fields: dict[str, Any], kind: str, text: str | None) -> None:
    part = read(message(1, **fields))
    assert part.messages.select("kind", "text").rows() == [(kind, text)]
    assert part.conversation.notes == ()


def test_a_caption_stays_with_its_medium() -> None:
    part = read(message(1, photo=LEFT_OUT, text="look"), message(2, photo=LEFT_OUT, rich_message={"text": "see"}))
    assert part.messages.select("kind", "text").rows() == [("image", "look"), ("image", "see")]


def test_what_is_not_known_is_counted_by_its_keys() -> None:
    part = read(
        message(1, hologram={"depth": 3}),
        message(2, hologram={}, scent="pine"),
        message(3, hologram={}),
        message(4),
        service(5, "beam_up"),
    )
    assert part.messages["kind"].to_list() == ["media"] * 4 + ["system"]
    assert set(part.conversation.notes) == {
        "Messages without words that hold what unlike does not know, read as media: hologram (2), hologram, scent (1).",
        "Messages of which the export holds neither words nor a medium, such as dice and stories: 1.",
        "Lines of the app that say something unlike does not know: beam_up (1).",
    }


def test_a_line_without_an_action_is_the_apps_own() -> None:
    part = read(
        entry(1, type="service", actor="Pia", actor_id="user1", information_text="moved"), message(2, text="hi")
    )
    assert part.messages["kind"].to_list() == ["system", "text"]


def test_words_that_come_with_an_action_are_those_of_who_acts() -> None:
    """A greeting with a gift, tasks put on a list: else what somebody typed would be nobody's."""
    pieces = ["all the ", {"type": "bold", "text": "best"}]
    part = read(
        *(service(number, action, stars=5, gift_text=pieces) for number, action in enumerate(sorted(GIFTS), 1)),
        service(11, "todo_append_tasks", items=[{"id": 3, "text": pieces}, {"id": 4, "text": "oars"}]),
        service(12, "send_star_gift", stars=5, gift_text=""),
        service(13, "todo_completions", completed=[3]),
    )
    gifts = [("Pia", "media", "all the best")] * len(GIFTS)
    assert part.messages.select("sender", "kind", "text").rows() == [
        *gifts,
        ("Pia", "text", "all the best\noars"),
        (None, "system", None),
        (None, "system", None),
    ]


def test_a_call_of_a_group_is_one_call() -> None:
    calls = [service(1, "group_call"), service(2, "group_call", duration=60), service(3, "group_call", duration=9)]
    assert read(*calls, service(4, "group_call")).messages["kind"].to_list() == ["call", "system", "call", "call"]


def test_rich_messages_keep_their_words_in_order() -> None:
    table = {"type": "table", "caption": "Week", "cells": [[{"text": "Mon"}, {"text": ["Tue", {"text": "!"}]}]]}
    details = {"type": "details", "summary": "More", "blocks": [{"type": "paragraph", "text": "inside"}]}
    quote = {"type": "blockquote", "blocks": [{"type": "paragraph", "text": "said"}], "credit": "Jo"}
    link = {"type": "url", "text": "here", "url": "https://example.org"}
    blocks = [{"type": "paragraph", "text": ["go ", link]}, table, details, quote, {"type": "divider"}]
    part = read(message(1, rich_message={"blocks": blocks}))
    assert part.messages["text"].to_list() == ["go here\nWeek\nMon\nTue!\nMore\ninside\nsaid\nJo"]


def test_a_reply_to_another_chat_answers_nothing_here() -> None:
    part = read(
        message(1, text="a"),
        message(2, text="b", reply_to_message_id=1),
        message(3, text="c", reply_to_message_id=1, reply_to_peer_id="user9"),
    )
    assert part.messages["reply_to"].to_list() == [None, "m1", None]
