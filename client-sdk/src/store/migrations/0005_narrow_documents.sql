-- Version 5: fewer rows for each document, and new ones behind the others, so that what comes is written
-- into fewer pages. What SQL cannot say of it follows in narrow_documents.rs.

CREATE TABLE document_narrow (
    nr       INTEGER PRIMARY KEY,                -- on this device, in the order they came in
    id       BLOB NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    record   BLOB NOT NULL,
    branch   INTEGER NOT NULL DEFAULT 0,         -- of this device in it
    revision INTEGER NOT NULL DEFAULT 0,         -- rises whenever it is stored
    -- Only grants that came after it say that it may be here, or changes came that do not follow it. It
    -- stays if the server sends it, or the core of its record, again.
    doubted  INTEGER NOT NULL DEFAULT 0,
    sites    BLOB NOT NULL DEFAULT x'',          -- the scope of a record, with its core: ids in their order
    authors  BLOB NOT NULL DEFAULT x'',          -- who wrote which change, see authors.rs
    saved    BLOB NOT NULL
) STRICT;
INSERT INTO document_narrow (id, kind, record, branch, revision, doubted, sites, saved)
SELECT id, kind, record, branch, revision, doubted,
    coalesce((SELECT unhex(group_concat(hex(site), '' ORDER BY site)) FROM record_site
              WHERE record_site.record = document.id), x''),
    saved
FROM document;
DROP TABLE document;
DROP TABLE record_site;
ALTER TABLE document_narrow RENAME TO document;
-- The others are found by their own id.
CREATE INDEX document_record ON document (record) WHERE record <> id;
CREATE INDEX document_list ON document (id) WHERE kind = 'list';
CREATE INDEX document_doubted ON document (record) WHERE doubted <> 0;

-- What lists and searches show of each record, with the number of its core.
CREATE TABLE person_narrow (
    nr        INTEGER PRIMARY KEY,
    record    BLOB NOT NULL,
    code      TEXT NOT NULL,
    given     TEXT NOT NULL,
    surname1  TEXT NOT NULL,
    surname2  TEXT NOT NULL,
    sex       TEXT NOT NULL,
    status    TEXT NOT NULL,
    conflicts INTEGER NOT NULL,
    names     TEXT NOT NULL                      -- every word of every name, folded, each once
) STRICT;
INSERT INTO person_narrow
SELECT document.nr, person.record, code, given, surname1, surname2, sex, status, conflicts,
    coalesce((SELECT group_concat(substr(key, 2), ' ' ORDER BY key) FROM name_key
              WHERE name_key.record = person.record AND key >= 'w' AND key < 'x'), '')
FROM person JOIN document ON document.id = person.record;
DROP TABLE person;
DROP TABLE name_key;
ALTER TABLE person_narrow RENAME TO person;
CREATE INDEX person_code ON person (code);
CREATE INDEX person_name ON person (surname1, surname2, given, code);
CREATE INDEX person_conflicts ON person (code) WHERE conflicts > 0;

-- Who has a word among their names.
CREATE TABLE name_word (
    word TEXT NOT NULL,
    nr   INTEGER NOT NULL,
    PRIMARY KEY (word, nr)
) STRICT, WITHOUT ROWID;

-- The words that sound alike, as long as somebody has them.
CREATE TABLE name_sound (
    sound TEXT NOT NULL,
    word  TEXT NOT NULL,
    PRIMARY KEY (sound, word)
) STRICT, WITHOUT ROWID;
