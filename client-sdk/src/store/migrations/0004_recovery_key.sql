-- Version 4: a purged document's bodies stay in the segments, sealed to a key whose other half is offline.
ALTER TABLE enrolment ADD COLUMN recovery_key BLOB;

-- Which segments hold sealed bodies, and of which record: who is erased takes them along.
CREATE TABLE sealed (
    id      INTEGER PRIMARY KEY,
    record  BLOB NOT NULL,
    install BLOB NOT NULL,
    n       INTEGER NOT NULL,
    bytes   INTEGER NOT NULL
) STRICT;
CREATE INDEX sealed_record ON sealed (record);
