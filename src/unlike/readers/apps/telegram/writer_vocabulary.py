"""What Telegram Desktop writes into a message: the keys and actions of its exports from 2018 to 2026."""

from __future__ import annotations

from typing import Final

CALLS: Final = ("phone_call", "conference_call", "group_call")
"""Actions that are calls by their actor."""

GIFTS: Final = ("send_premium_gift", "send_star_gift", "send_stars_gift", "send_ton_gift")
"""Actions with which a greeting can stand."""

WORDED_ACTIONS: Final = (*GIFTS, "todo_append_tasks")
"""Actions with which words of who acts can stand."""

ACTIONS: Final = frozenset(
    {
        *CALLS,
        *WORDED_ACTIONS,
        *("create_group", "edit_group_title", "edit_group_photo", "delete_group_photo", "invite_members"),
        *("remove_members", "join_group_by_link", "join_group_by_request", "create_channel", "migrate_to_supergroup"),
        *("migrate_from_group", "pin_message", "clear_history", "score_in_game", "send_payment", "take_screenshot"),
        *("attach_menu_bot_allowed", "web_app_bot_allowed", "allow_sending_messages", "send_passport_values"),
        *("joined_telegram", "proximity_reached", "requested_phone_number", "invite_to_group_call"),
        *("set_messages_ttl", "group_call_scheduled", "edit_chat_theme", "send_webview_data"),
        *("topic_created", "topic_edit", "suggest_profile_photo", "requested_peer", "gift_code_prize"),
        *("giveaway_launch", "giveaway_results", "set_chat_wallpaper", "set_same_chat_wallpaper", "boost_apply"),
        *("refunded_payment", "stars_prize"),
        *("paid_messages_refund", "paid_messages_price_change", "todo_completions"),
        *("process_suggested_post", "suggested_post_success", "suggested_post_refund"),
    }
)
"""Everything that a line of the app can say."""

MEDIUM_KEYS: Final = (
    *("photo", "file", "location_information", "place_name", "contact_information", "contact_vcard", "poll"),
    *("todo_list", "rich_message", "game_title", "invoice_information", "giveaway_information", "giveaway_results"),
    "paid_stars_amount",
)
"""Keys that say what a message is where it has no words; the first that is there counts."""

WORDED_KEYS: Final = ("rich_message", "todo_list")
"""Keys of what the sender typed elsewhere than under `text`."""

PLAIN_KEYS: Final = frozenset(
    {
        *("id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from", "from_id", "author"),
        *("forwarded_from", "forwarded_from_id", "saved_from", "reply_to_message_id", "reply_to_peer_id", "via_bot"),
        *("text", "text_entities", "inline_bot_buttons", "reactions", "self_destruct_period_seconds"),
        *("media_type", "media_spoiler", "mime_type", "width", "height", "duration_seconds", "sticker_emoji"),
        *("photo_file_size", "file_name", "file_size", "thumbnail", "thumbnail_file_size", "performer", "title"),
        *("contact_vcard_file_size", "live_location_period_seconds", "address", "game_description", "game_link"),
    }
)
"""Keys that stand beside words and media and say nothing of their kind."""
