"""WhatsApp's database of Android phones, invented, as large as one likes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.reading.app_speed import messages

SCHEMA = """
CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT, type INTEGER);
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER);
CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT, hidden INTEGER,
 ephemeral_expiration INTEGER);
CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, status INTEGER,
 sender_jid_row_id INTEGER, timestamp INTEGER, received_timestamp INTEGER, message_type INTEGER, text_data TEXT,
 origination_flags INTEGER, broadcast INTEGER);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, mime_type TEXT, media_caption TEXT, file_path TEXT);
CREATE TABLE message_quoted (message_row_id INTEGER PRIMARY KEY, key_id TEXT, text_data TEXT);
CREATE TABLE message_edit_info (message_row_id INTEGER PRIMARY KEY, edited_timestamp INTEGER);
CREATE TABLE message_location (message_row_id INTEGER PRIMARY KEY, latitude REAL, longitude REAL);
CREATE TABLE message_thumbnail (message_row_id INTEGER PRIMARY KEY, thumbnail BLOB);
CREATE TABLE message_future (message_row_id INTEGER PRIMARY KEY, version INTEGER);
CREATE TABLE missed_call_logs (_id INTEGER PRIMARY KEY, message_row_id INTEGER, video_call INTEGER);
CREATE TABLE message_system (message_row_id INTEGER PRIMARY KEY, action_type INTEGER);
CREATE TABLE message_system_group (message_row_id INTEGER PRIMARY KEY, is_me_joined INTEGER);
CREATE TABLE message_system_number_change (message_row_id INTEGER PRIMARY KEY, old_jid_row_id INTEGER,
 new_jid_row_id INTEGER);
CREATE TABLE receipt_user (_id INTEGER PRIMARY KEY, message_row_id INTEGER, receipt_timestamp INTEGER,
 read_timestamp INTEGER, played_timestamp INTEGER);
CREATE TABLE message_add_on (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, sender_jid_row_id INTEGER,
 parent_message_row_id INTEGER, message_add_on_type INTEGER);
CREATE TABLE message_add_on_reaction (message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT,
 sender_timestamp INTEGER);
CREATE INDEX missed_call_message ON missed_call_logs (message_row_id);
CREATE INDEX receipt_message ON receipt_user (message_row_id);
INSERT INTO jid VALUES (1, '15550100', 's.whatsapp.net', '15550100@s.whatsapp.net', 0);
INSERT INTO chat VALUES (10, 1, NULL, 0, 0);
"""
PICTURE_EVERY, ANSWER_EVERY, REACTION_EVERY = 25, 12, 16


def write_database(path: Path, size: int) -> None:
    """A chat of so many messages: a picture in 25, an answer in 12, a reaction to one in 16."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript(SCHEMA)
        for number, (at, who, text) in enumerate(messages(size), start=1):
            milliseconds, is_picture = int(at.timestamp() * 1000), number % PICTURE_EVERY == 0
            row = (number, 10, who, f"K{number}", 0, None, milliseconds, milliseconds, int(is_picture), text, 0, 0)
            base.execute("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            if is_picture:
                base.execute("INSERT INTO message_media VALUES (?, 'image/jpeg', NULL, 'a.jpg')", (number,))
            if number % ANSWER_EVERY == 0:
                base.execute("INSERT INTO message_quoted VALUES (?, ?, '')", (number, f"K{number - 1}"))
            if number % REACTION_EVERY == 0:
                base.execute("INSERT INTO message_add_on VALUES (?, 10, ?, NULL, ?, 56)", (number, 1 - who, number))
                base.execute("INSERT INTO message_add_on_reaction VALUES (?, '❤', ?)", (number, milliseconds))
        base.commit()
