"""An invented database of Signal Desktop that a fuzz run starts from, as SQL and as a file, without its encryption."""

from __future__ import annotations

from bench.reading.database_seeds import written_database

DESKTOP = """
CREATE TABLE conversations (id STRING PRIMARY KEY ASC, json TEXT, type STRING, name TEXT, profileName TEXT,
 profileFamilyName TEXT, e164 TEXT, serviceId TEXT, groupId TEXT);
CREATE TABLE messages (rowid INTEGER PRIMARY KEY ASC, id STRING UNIQUE, json TEXT, sent_at INTEGER,
 conversationId STRING, received_at INTEGER, source TEXT, hasAttachments INTEGER, expireTimer INTEGER, type STRING,
 body TEXT, isErased INTEGER, isViewOnce INTEGER, sourceServiceId TEXT, storyId STRING, timestamp INTEGER);
CREATE TABLE message_attachments (messageId TEXT, editHistoryIndex INTEGER, attachmentType TEXT,
 orderInMessage INTEGER, contentType TEXT, path TEXT, flags INTEGER);
CREATE TABLE callsHistory (callId TEXT PRIMARY KEY, peerId TEXT, ringerId TEXT, direction TEXT, startedById TEXT);
CREATE TABLE items (id STRING PRIMARY KEY ASC, json TEXT);
CREATE TABLE sessions (id TEXT PRIMARY KEY, ourServiceId TEXT);
INSERT INTO items VALUES ('uuid_id','{"value":"aaaaaaaa-0000-4000-8000-000000000001.2"}');
INSERT INTO sessions VALUES ('1','aaaaaaaa-0000-4000-8000-000000000001');
INSERT INTO conversations VALUES ('c1','{"profileName":"Tom"}','private',NULL,'Tom','Ahl','+15550100',
 'aaaaaaaa-0000-4000-8000-000000000001',NULL);
INSERT INTO conversations VALUES ('c2','{"nicknameGivenName":"Ines","expireTimer":60}','private','Ines',NULL,NULL,
 '+15550101','aaaaaaaa-0000-4000-8000-000000000002',NULL);
INSERT INTO conversations VALUES ('c3','{"masterKey":"AA=="}','group','Rowers',NULL,NULL,NULL,NULL,'AB==');
INSERT INTO messages VALUES (1,'m1','{}',1714550400000,'c2',1,NULL,0,NULL,'incoming','word 1',0,0,
 'aaaaaaaa-0000-4000-8000-000000000002',NULL,1714550400000);
INSERT INTO messages VALUES (2,'m2','{"quote":{"id":1714550400000,"authorAci":"aaaaaaaa-0000-4000-8000-000000000002"},
 "reactions":[{"emoji":"❤","fromId":"c2","timestamp":1}]}',1714550401000,'c2',2,NULL,0,NULL,'outgoing','an answer',0,0,
 NULL,NULL,1714550401000);
INSERT INTO messages VALUES (3,'m3','{"editHistory":[{"timestamp":1714550409000},{"timestamp":1714550402000}]}',
 1714550402000,'c2',3,NULL,0,604800,'incoming','word 3',0,0,'aaaaaaaa-0000-4000-8000-000000000002',NULL,1714550402000);
INSERT INTO messages VALUES (4,'m4','{"attachments":[{"contentType":"image/jpeg"}]}',1714550403000,'c2',4,NULL,1,NULL,
 'incoming','look',0,0,'aaaaaaaa-0000-4000-8000-000000000002',NULL,1714550403000);
INSERT INTO messages VALUES (5,'m5','{"callId":"7"}',1714550404000,'c2',5,NULL,0,NULL,'call-history',NULL,0,0,NULL,NULL,
 1714550404000);
INSERT INTO messages VALUES (6,'m6','{}',1714550405000,'c2',6,NULL,0,NULL,'incoming',NULL,1,1,
 'aaaaaaaa-0000-4000-8000-000000000002',NULL,1714550405000);
INSERT INTO messages VALUES (7,'m7','{}',1714550406000,'c2',7,NULL,0,NULL,'story',NULL,0,0,
 'aaaaaaaa-0000-4000-8000-000000000002',NULL,1714550406000);
INSERT INTO messages VALUES (8,'m8','{"poll":{"question":"when?"}}',1714550407000,'c3',8,NULL,0,NULL,'outgoing',NULL,
 0,0,NULL,NULL,1714550407000);
INSERT INTO messages VALUES (9,'m9','{}',1714550408000,'c3',9,'+15550101',0,NULL,'incoming','word 9',0,0,NULL,NULL,
 1714550408000);
INSERT INTO messages VALUES (10,'m10','{"deletedForEveryone":true}',1714550409000,'c3',10,NULL,0,NULL,'outgoing','',1,0,
 NULL,NULL,1714550409000);
INSERT INTO messages VALUES (11,'m11','{"groupV2Change":{"details":[]}}',1714550410000,'c3',11,NULL,0,NULL,
 'group-v2-change',NULL,0,0,NULL,NULL,1714550410000);
INSERT INTO messages VALUES (12,'m12','{}',1714550411000,'c1',12,NULL,0,NULL,'outgoing','to myself',0,0,NULL,NULL,
 1714550411000);
INSERT INTO message_attachments VALUES ('m4',-1,'attachment',0,'audio/aac','aa/bb',1);
INSERT INTO message_attachments VALUES ('m3',-1,'long-message',0,'text/x-signal-plain',NULL,0);
INSERT INTO callsHistory VALUES ('7','c2',NULL,'Incoming',NULL);
"""

SIGNAL_DESKTOP: dict[str, bytes] = {
    "desktop.sql": DESKTOP.encode(),
    "desktop.sqlite": written_database(DESKTOP.encode()),
}
