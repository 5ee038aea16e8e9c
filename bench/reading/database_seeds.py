"""Invented databases that a fuzz run starts from, written as SQL, so that a change is one of what is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress

_MOST_STATEMENTS = 2_000

ANDROID = """
CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT);
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER);
CREATE TABLE lid_display_name (lid_row_id INTEGER PRIMARY KEY, display_name TEXT);
CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT, ephemeral_expiration INTEGER);
CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id, from_me, key_id, sender_jid_row_id,
 timestamp, message_type, text_data, origination_flags);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, mime_type TEXT, media_caption TEXT);
CREATE TABLE message_quoted (message_row_id INTEGER PRIMARY KEY, key_id TEXT);
CREATE TABLE message_edit_info (message_row_id INTEGER PRIMARY KEY, edited_timestamp INTEGER);
CREATE TABLE message_add_on (_id INTEGER PRIMARY KEY, parent_message_row_id, from_me, sender_jid_row_id,
 message_add_on_type);
CREATE TABLE message_add_on_reaction (message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT);
INSERT INTO jid VALUES (1,'15550100','s.whatsapp.net','15550100@s.whatsapp.net');
INSERT INTO jid VALUES (2,'99001','lid','99001@lid');
INSERT INTO jid VALUES (3,'15550100-160','g.us','15550100-160@g.us');
INSERT INTO jid_map VALUES (2,1);
INSERT INTO lid_display_name VALUES (2,'Ines');
INSERT INTO chat VALUES (10,1,NULL,0);
INSERT INTO chat VALUES (11,2,NULL,604800);
INSERT INTO chat VALUES (12,3,'Rowers',0);
INSERT INTO message VALUES (1,-1,0,'-1',0,0,-1,NULL,0);
INSERT INTO message VALUES (2,10,0,'K2',0,1714550400000,0,'word 1',0);
INSERT INTO message VALUES (3,10,1,'K3',0,1714550401000,0,'an answer',0);
INSERT INTO message VALUES (4,11,0,'K4',0,1714550402000,1,NULL,0);
INSERT INTO message VALUES (5,11,1,'K5',0,1714550403000,15,NULL,0);
INSERT INTO message VALUES (6,12,0,'K6',2,1714550404000,0,'word 5',1);
INSERT INTO message VALUES (7,12,0,'K7',1,1714550405000,7,NULL,0);
INSERT INTO message_media VALUES (4,'image/jpeg','look');
INSERT INTO message_quoted VALUES (3,'K2');
INSERT INTO message_edit_info VALUES (3,1714550409000);
INSERT INTO message_add_on VALUES (1,3,0,2,56);
INSERT INTO message_add_on_reaction VALUES (1,'❤');
"""

LEGACY = """
CREATE TABLE chat_list (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, subject TEXT);
CREATE TABLE messages (_id INTEGER PRIMARY KEY, key_remote_jid, key_from_me, key_id, status, data, timestamp,
 media_wa_type, media_mime_type, media_caption, remote_resource, quoted_row_id);
CREATE TABLE messages_quotes (_id INTEGER PRIMARY KEY, key_id TEXT);
INSERT INTO chat_list VALUES (1,'15550100-160@g.us','Rowers');
INSERT INTO messages VALUES (2,'15550100@s.whatsapp.net',0,'K2',0,'word 1',1567000000000,'0',NULL,NULL,NULL,0);
INSERT INTO messages VALUES (3,'15550100@s.whatsapp.net',1,'K3',5,'an answer',1567000060000,'0',NULL,NULL,NULL,7);
INSERT INTO messages VALUES (4,'15550100@s.whatsapp.net',0,'K4',0,NULL,1567000120000,'1','image/jpeg','look',NULL,0);
INSERT INTO messages VALUES (6,'15550100-160@g.us',1,'K6',6,'x',1567000140000,'0',NULL,NULL,NULL,0);
INSERT INTO messages VALUES (7,'15550100-160@g.us',0,'K7',0,'yes',1567000150000,'0',NULL,NULL,'15550101@c.us',0);
INSERT INTO messages_quotes VALUES (7,'K2');
"""

IOS = """
CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR);
CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION, ZISFROMME, ZSTANZAID, ZGROUPMEMBER, ZMESSAGEDATE,
 ZMESSAGETYPE, ZTEXT, ZMEDIAITEM);
CREATE TABLE ZWAGROUPMEMBER (Z_PK INTEGER PRIMARY KEY, ZMEMBERJID VARCHAR, ZCONTACTNAME VARCHAR);
CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZTITLE VARCHAR, ZMETADATA BLOB, ZVCARDSTRING VARCHAR);
INSERT INTO ZWACHATSESSION VALUES (1,'15550100@s.whatsapp.net','Ines');
INSERT INTO ZWACHATSESSION VALUES (2,'15550100-160@g.us','Rowers');
INSERT INTO ZWAGROUPMEMBER VALUES (1,'15550101@s.whatsapp.net','Lou');
INSERT INTO ZWAMEDIAITEM VALUES (1,'look',NULL,'image/jpeg');
INSERT INTO ZWAMEDIAITEM VALUES (3,NULL,X'0801120378797A2A034B30311A00','');
INSERT INTO ZWAMESSAGE VALUES (2,1,0,'K01',NULL,788692800.5,0,'word 1',NULL);
INSERT INTO ZWAMESSAGE VALUES (3,1,1,'K02',NULL,788692860,0,'an answer',3);
INSERT INTO ZWAMESSAGE VALUES (4,1,0,'K03',NULL,788692920,1,NULL,1);
INSERT INTO ZWAMESSAGE VALUES (5,2,0,'K04',1,788692930,14,NULL,NULL);
INSERT INTO ZWAMESSAGE VALUES (6,2,0,'K05',1,788692940,10,NULL,NULL);
"""

LINE_ANDROID = """
CREATE TABLE chat (chat_id TEXT PRIMARY KEY, chat_name TEXT);
CREATE TABLE chat_history (id INTEGER PRIMARY KEY, server_id, type, chat_id, from_mid, content, created_time,
 attachement_type, parameter);
CREATE TABLE contacts (m_id TEXT PRIMARY KEY, name TEXT, server_name TEXT, custom_name TEXT);
CREATE TABLE groups (id TEXT PRIMARY KEY, name TEXT);
CREATE TABLE reactions (server_message_id, member_id, reaction_type);
INSERT INTO contacts VALUES ('u1a','Ines',NULL,NULL);
INSERT INTO groups VALUES ('c3c','Rowers');
INSERT INTO chat VALUES ('u1a',NULL);
INSERT INTO chat_history VALUES (1,'501',1,'u1a','u1a','word 1','1714550400000',0,NULL);
INSERT INTO chat_history VALUES (2,'502',1,'u1a',NULL,'an answer','1714550401000',0,
 'message_relation_server_message_id'||char(9)||'501'||char(9)||'message_relation_type_code'||char(9)||'reply');
INSERT INTO chat_history VALUES (3,'503',1,'u1a','u1a',NULL,'1714550402000',1,NULL);
INSERT INTO chat_history VALUES (4,'504',27,'u1a','u1a',NULL,'1714550403000',NULL,NULL);
INSERT INTO chat_history VALUES (5,'505',1,'c3c','u2b','word 5','1714550404000',0,NULL);
INSERT INTO chat_history VALUES (6,'506',17,'c3c',NULL,NULL,'1714550405000',18,NULL);
INSERT INTO reactions VALUES (501,'u7a','love');
"""

LINE_IOS = """
CREATE TABLE ZCHAT (Z_PK INTEGER PRIMARY KEY, ZTYPE INTEGER, ZMID VARCHAR);
CREATE TABLE ZMESSAGE (Z_PK INTEGER PRIMARY KEY, ZCONTENTTYPE, ZTIMESTAMP, ZCHAT, ZSENDER, ZID, ZMESSAGETYPE, ZTEXT);
CREATE TABLE ZUSER (Z_PK INTEGER PRIMARY KEY, ZADDRESSBOOKNAME, ZCUSTOMNAME, ZMID, ZNAME);
CREATE TABLE ZGROUP (Z_PK INTEGER PRIMARY KEY, ZID VARCHAR, ZNAME VARCHAR);
INSERT INTO ZUSER VALUES (1,NULL,'Ines','u1a','ines');
INSERT INTO ZUSER VALUES (2,NULL,NULL,'u2b','Lou');
INSERT INTO ZGROUP VALUES (1,'c3c','Rowers');
INSERT INTO ZCHAT VALUES (1,0,'u1a');
INSERT INTO ZCHAT VALUES (2,2,'c3c');
INSERT INTO ZMESSAGE VALUES (1,0,1714550400000,1,1,'501',NULL,'word 1');
INSERT INTO ZMESSAGE VALUES (2,0,1714550401000,1,NULL,'502',NULL,'an answer');
INSERT INTO ZMESSAGE VALUES (3,1,1714550402000,1,1,'503',NULL,'Ines sent a photo');
INSERT INTO ZMESSAGE VALUES (4,0,1714550403000,2,2,'504','R','word 4');
INSERT INTO ZMESSAGE VALUES (5,18,1714550404000,2,NULL,'505',NULL,'the group is called Rowers');
"""

_SIGNAL_ROWS = "SELECT count(*) FROM messages WHERE coalesce(conversationId, sent_at, json, type, id, 0) IS NOT NULL"
_ANDROID_ROWS = (
    "SELECT count(*) FROM message JOIN chat ON chat._id = chat_row_id JOIN jid ON jid._id = chat.jid_row_id "
    "WHERE raw_string LIKE '%_@g.us' AND typeof(chat_row_id) = 'integer'"
)

_LINE_ANDROID_ROWS = "SELECT count(*) FROM chat_history"
_LINE_IOS_ROWS = "SELECT count(*) FROM ZMESSAGE"

LINE: dict[str, bytes] = {"android.sql": LINE_ANDROID.encode(), "ios.sql": LINE_IOS.encode()}
WHATSAPP: dict[str, bytes] = {
    "android.sql": ANDROID.encode(),
    "legacy.sql": LEGACY.encode(),
    "ios.sql": IOS.encode(),
}


def written_database(statements: bytes) -> bytes:
    """The database that some SQL describes; statements that are wrong are left out, and without any it is empty."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _run(connection, statements)
        has_tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,)
        return connection.serialize() if has_tables else b""


def statement_rows(statements: bytes) -> int | None:
    """How many messages a database must give at least, of those layouts of which that can be told; None for others.

    Of Signal Desktop and of LINE that is every row; of Android's WhatsApp, since 2021, every message of a known group.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        _run(connection, statements)
        for query in (_SIGNAL_ROWS, _ANDROID_ROWS, _LINE_ANDROID_ROWS, _LINE_IOS_ROWS):
            with suppress(sqlite3.Error):
                (number,) = connection.execute(query).fetchone()
                return int(number)
    return None


def _run(connection: sqlite3.Connection, statements: bytes) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1 << 20)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for statement in statements.decode(errors="replace").replace("\0", "").split(";\n")[:_MOST_STATEMENTS]:
        with suppress(sqlite3.Error, sqlite3.Warning):
            connection.execute(statement)
    connection.commit()
