"""Invented exports of apps of Google and of workplaces that a fuzz run starts from."""

from __future__ import annotations

import json
from typing import Any

_INES = {"name": "Ines Moor", "email": "ines@example.org", "user_type": "Human"}
_TOM = {"name": "Tom Ahl", "email": "tom@example.org", "user_type": "Human"}
_FIRST_MICROSECOND = 1_420_000_000_000_000


def _text(value: object, indent: int | None = 1) -> bytes:
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()


def _chat_messages(date: str) -> dict[str, Any]:
    contents: tuple[dict[str, Any], ...] = (
        {"text": "word 1", "reactions": [{"emoji": {"unicode": "❤"}, "reactor_emails": ["tom@example.org"]}]},
        {"text": "an\nanswer", "quoted_message_metadata": {"creator": _INES, "message_id": "A/t0/t0"}},
        {"attached_files": [{"original_name": "slip.jpg", "export_name": "File-slip.jpg"}]},
        {"message_state": "DELETED", "deleted_date": date.format(hour=9)},
        {"annotations": [{"gsuite_integration_metadata": {"call_data": {"call_status": "CALL_MISSED"}}}]},
        {"text": "word 6", "updated_date": date.format(hour=10)},
    )
    messages = [
        {"creator": (_INES, _TOM)[number % 2], "created_date": date.format(hour=number)}
        | {"topic_id": f"t{number // 2}", "message_id": f"A/t{number}/t{number}", **content}
        for number, content in enumerate(contents, 1)
    ]
    messages.append({"message_state": "DELETED", "deleted_date": date.format(hour=9), "message_id": "A/t9/t9"})
    return {"messages": messages}


def _hangouts() -> dict[str, Any]:
    me, other = {"gaia_id": "100", "chat_id": "100"}, {"gaia_id": "200", "chat_id": "200"}
    segments = [
        {"type": "TEXT", "text": "see "},
        {"type": "LINE_BREAK"},
        {"type": "LINK", "text": "https://example.org"},
    ]
    photo = [{"embed_item": {"type": ["PLUS_PHOTO"], "plus_photo": {"url": "a.jpg"}}}]
    contents: tuple[dict[str, Any], ...] = (
        {"chat_message": {"message_content": {"segment": segments}}},
        {"chat_message": {"message_content": {"attachment": photo}}},
        {"hangout_event": {"event_type": "START_HANGOUT"}},
        {"membership_change": {"type": "JOIN", "participant_id": [other]}},
    )
    events = [
        {"sender_id": (me, other)[number % 2], "timestamp": str(_FIRST_MICROSECOND + number * 1_000_000)}
        | {"event_id": f"e{number}", "conversation_id": {"id": "UgA"}, **content}
        for number, content in enumerate(contents * 2)
    ]
    about = {
        "type": "STICKY_ONE_TO_ONE",
        "self_conversation_state": {"self_read_state": {"participant_id": me}},
        "participant_data": [{"id": me, "fallback_name": "Ines Moor"}, {"id": other, "fallback_name": "Bruno"}],
    }
    outer = {"conversation": {"conversation_id": {"id": "UgA"}, "conversation": about}, "events": events}
    return {"conversations": [outer]}


GOOGLE_CHAT: dict[str, bytes] = {
    "messages.json": _text(_chat_messages("Friday, May 3, 2024 at {hour}:59:58\u202fPM UTC")),
    "Hangouts.json": _text(_hangouts()),
    "Groups/DM AbC/messages.json": _text(_chat_messages("Freitag, 3. Mai 2024 um {hour:02}:59:58 UTC")),
    "Groups/DM AbC/group_info.json": _text({"members": [_INES, _TOM]}),
    "Users/User 1/user_info.json": _text({"user": _INES}),
}

VOICE_TEXTS = """<?xml version="1.0" ?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Ines</title></head><body><div class="hChatLog hfeed">
<div class="message"><abbr class="dt" title="2024-05-03T21:59:58.123-04:00">May 3, 2024</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+15550100"><span class="fn">Ines</span></a></cite>:
<q>word 1 &amp; &#39;more&#39;<br>next</q></div>
<div class="message"><abbr class="dt" title="2024-05-03T22:00:10.000-04:00">May 3</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+15550109"><abbr class="fn" title="">Me</abbr></a></cite>:
<q>MMS Sent</q><div><img src="Ines - Text - 1-1-1" alt="Image MMS Attachment" /></div></div>
<div class="message"><abbr class="dt" title="2024-05-03T22:01:10.000-04:00">May 3</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+15550100"><span class="fn">Ines</span></a></cite>:
<q>word 3</q></div></div>
<div class="tags">Labels: <a rel="tag" href="http://www.google.com/voice#sms">Text</a></div></body></html>
"""
VOICE_CALL = """<html><body><div class="haudio"><span class="fn">Voicemail from Ines</span>
<div class="contributor vcard">Voicemail from <a class="tel" href="tel:+15550100"><span class="fn">Ines</span></a></div>
<abbr class="published" title="2024-05-04T08:00:00.000-04:00">May 4</abbr> <span class="full-text">hello</span>
<div class="tags">Labels: <a rel="tag" href="http://www.google.com/voice#voicemail">Voicemail</a></div></div></body></html>
"""
GOOGLE_VOICE: dict[str, bytes] = {
    "Ines - Text - 2024-05-04T01_59_58Z.html": VOICE_TEXTS.encode(),
    "Calls/Ines - Text - 2024-05-04T01_59_58Z.html": VOICE_TEXTS.encode(),
    "Calls/Ines - Voicemail - 2024-05-04T12_00_00Z.html": VOICE_CALL.encode(),
    "Calls/Group Conversation - 2024-05-05T01_59_58Z.html": VOICE_TEXTS.replace(
        'hfeed">',
        'hfeed"><div class="participants">With: <a class="tel" href="tel:+15550100"><span class="fn">Ines</span>'
        '</a>, <a class="tel" href="tel:+15550101"><span class="fn">Lou</span></a></div>',
    ).encode(),
}


def _slack_day(first: int) -> list[dict[str, Any]]:
    contents: tuple[dict[str, Any], ...] = (
        {"text": "word 1 &amp; <@U200> <https://example.org|example.org>", "user": "U100"},
        {
            "text": "an\nanswer",
            "user": "U200",
            "thread_ts": f"{first}.000100",
            "edited": {"user": "U200", "ts": "1714550500.5"},
        },
        {"text": "", "user": "U100", "files": [{"name": "a.jpg", "mimetype": "image/jpeg"}]},
        {"text": "joined", "user": "U100", "subtype": "channel_join"},
        {"text": "gone", "user": "U100", "subtype": "tombstone", "hidden": True},
        {"text": "build 5", "subtype": "bot_message", "bot_id": "B1", "username": "ci"},
        {"text": "word 7", "user": "U300", "user_profile": {"real_name": "Lou"}},
    )
    reactions = [{"name": "heart", "users": ["U200"], "count": 1}]
    return [
        {"type": "message", "ts": f"{first + number}.000100", "reactions": reactions if number % 2 else [], **content}
        for number, content in enumerate(contents)
    ]


SLACK: dict[str, bytes] = {
    "2024-05-01.json": _text(_slack_day(1_714_550_400)),
    "./users.json": _text([{"id": "U100", "name": "ines", "profile": {"display_name": "Ines"}}]),
    "rowers/2024-05-01.json": _text(_slack_day(1_714_550_400), 4),
    "rowers/2024-05-02.json": _text(_slack_day(1_714_636_800), None),
    "D9/2024-05-02.json": _text(_slack_day(1_714_636_800)),
}


def _mattermost() -> list[dict[str, Any]]:
    def post(number: int, **more: object) -> dict[str, Any]:
        times = {"create_at": 1_714_550_400_000 + number * 1_000, "reactions": None, "replies": None}
        return {"user": ("ines", "tom")[number % 2], "message": f"word {number}", **times, **more}

    place = {"team": "club", "channel": "rowers"}
    replies = [post(1, edit_at=1_714_550_500_000), post(4)]
    reactions = [{"user": "tom", "emoji_name": "heart", "create_at": 1}]
    posts = [
        post(2, **place, replies=replies, reactions=reactions),
        post(3, **place, message="tom joined the channel."),
        post(5, **place, attachments=[{"path": "data/a.jpg"}], props={"from_webhook": "true"}),
        post(6, **place, type="system_header_change"),
    ]
    start: list[dict[str, Any]] = [
        {"type": "version", "version": 1},
        {"type": "team", "team": {"name": "club", "display_name": "Club"}},
        {"type": "channel", "channel": {"team": "club", "name": "rowers", "display_name": "Rowers", "type": "O"}},
        {"type": "user", "user": {"username": "ines", "first_name": "Ines", "last_name": "Moor"}},
    ]
    direct = [post(number, channel_members=["ines", "tom"]) for number in (7, 8)]
    lines: list[dict[str, Any]] = [{"type": "post", "post": one} for one in posts] + [
        {"type": "direct_post", "direct_post": one} for one in direct
    ]
    return [*start, *lines]


MATTERMOST: dict[str, bytes] = {
    "import.jsonl": b"".join(_text(line, None) + b"\n" for line in _mattermost()),
}


def _teams_messages(chat: str | None) -> list[dict[str, Any]]:
    people = ({"Id": "a-1", "DisplayName": "Ines Moor"}, {"Id": "a-2", "DisplayName": "Tom Ahl"})
    heart = {"ReactionType": "❤", "User": {"User": people[0]}, "CreatedDateTime": "2024-05-01T10:00:30+00:00"}
    call = {"CallEnded": {"CallDuration": "PT2M"}, "Initiator": {"User": people[0]}}
    contents: tuple[dict[str, Any], ...] = (
        {"Body": {"ContentType": "html", "Content": '<p>word 1&nbsp;<emoji alt="😮"></emoji></p>\n<p>more</p>'}},
        {"Body": {"ContentType": "text", "Content": "an\nanswer"}, "ReplyToId": "100", "Reactions": [heart]},
        {"Body": {"Content": '<attachment id="x"></attachment>'}, "Attachments": [{"Id": "x", "Name": "a.jpg"}]},
        {"DeletedDateTime": "2024-05-01T11:00:00+00:00", "Body": {"Content": ""}},
        {"MessageType": "unknownFutureValue", "From": None, "EventDetail": call, "Body": {"Content": "<x/>"}},
        {"From": {"Application": {"Id": "b", "DisplayName": "Bot"}}, "Body": {"Content": "build"}},
        {"LastEditedDateTime": "2024-05-01T12:00:00.5+00:00", "Body": {"Content": "word 7"}},
    )
    channel = None if chat else {"ChannelId": "19:c@thread.tacv2", "TeamId": "t"}
    return [
        {"Id": str(100 + number), "MessageType": "message", "CreatedDateTime": f"2024-05-01T10:00:0{number}.5+00:00"}
        | {"From": {"User": people[number % 2]}, "ChatId": chat, "ChannelIdentity": channel, **content}
        for number, content in enumerate(contents)
    ]


TEAMS: dict[str, bytes] = {
    "messages_a-1.json": _text(_teams_messages("19:a-1_a-2@unq.gbl.spaces")),
    "users/a-1/messages_a-1.json": _text(_teams_messages("19:a-1_a-2@unq.gbl.spaces"), None),
    "users/a-2/messages_a-2.json": _text(_teams_messages("19:a-1_a-2@unq.gbl.spaces")),
    "teams/t/messages_t.json": _text(_teams_messages(None)),
    "teams/t/channels_t.json": _text([{"Id": "19:c@thread.tacv2", "DisplayName": "General"}]),
    "users/usersList.json": _text([{"Id": "a-1", "DisplayName": "Ines"}]),
}

ZOOM_SAVED = """23:58:22 From Ines Moor to Everyone:
\tword 1: here
\t
\tnext line
23:58:40 From Tom to Everyone:
\tReacted to "word 1: here" with ❤
23:59:05 From Tom to Ines Moor(Direct Message):
\tReplying to "word 1..."
\t
\tan answer
00:00:10 From Ines Moor to Everyone:
\tword 4
"""
ZOOM_OLD = """10:02:33\t From  Ines Moor  to  Everyone : word 1
10:02:40\t From  Tom : an answer
on two lines
10:03:00\t From  Tom  to  Me(Privately) : word 3
"""
ZOOM_DATED = """2026-05-01 10:02:33 Von Ines Moor an Alle:
\tword 1
2026-05-01 10:02:50 Von Tom an Alle:
\tword 2
2026-05-02 00:02:50 Von Tom an Alle:
\tword 3
"""
ZOOM: dict[str, bytes] = {
    "2024-05-01 23.50.00 Rowers 81234567890.txt": ZOOM_SAVED.encode(),
    "2024-05-01 Rowers.txt": ZOOM_OLD.encode(),
    "GMT20240501-100000_Rowers.txt": b"00:00:30\tInes Moor:\tword 1\n00:01:00\tTom:\tan answer\n",
    "dated.txt": ZOOM_DATED.encode(),
}
