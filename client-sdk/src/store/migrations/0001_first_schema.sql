-- The device's store, version 1. Every statement that changes it goes into a new numbered file.

CREATE TABLE device (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    secret     BLOB NOT NULL,             -- Ed25519 seed
    install    BLOB NOT NULL,             -- the install that writes now
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE install (
    install        BLOB PRIMARY KEY,
    next_n         INTEGER NOT NULL DEFAULT 0,   -- the next segment to seal
    acked_n        INTEGER NOT NULL DEFAULT 0,   -- the server holds everything before
    last_hash      BLOB NOT NULL,                -- of segment next_n - 1
    counter        INTEGER NOT NULL DEFAULT 0,
    events_counter INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    server          BLOB NOT NULL,
    url             TEXT NOT NULL,
    account         BLOB NOT NULL,
    name            TEXT NOT NULL,
    site            BLOB NOT NULL,
    generation      INTEGER NOT NULL,
    revoked         INTEGER NOT NULL,
    cursor          BLOB NOT NULL,
    upload_bytes    INTEGER NOT NULL,            -- what the line took last
    last_contact_ms INTEGER,
    epoch           INTEGER,                     -- which life of the server
    courier_key     BLOB,                        -- what bundles are encrypted to
    receipt_key     BLOB,                        -- what its receipts are signed with
    restored_ms     INTEGER                      -- when this device heard that a backup was restored
) STRICT;

CREATE TABLE grant_at (
    site      BLOB NOT NULL,
    role      TEXT NOT NULL,
    site_name TEXT NOT NULL,
    PRIMARY KEY (site, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE author (
    id      INTEGER PRIMARY KEY,                 -- 0 is whoever made this store
    account BLOB NOT NULL,
    device  BLOB NOT NULL,
    name    TEXT NOT NULL,
    site    BLOB NOT NULL,
    UNIQUE (account, device)
) STRICT;

CREATE TABLE document (
    id     BLOB PRIMARY KEY,
    kind   TEXT NOT NULL,
    record BLOB NOT NULL,
    branch INTEGER NOT NULL DEFAULT 0,           -- of this device in it
    revision INTEGER NOT NULL DEFAULT 0,         -- rises whenever it is stored
    saved  BLOB NOT NULL,
    -- Only grants that came after it say that it may be here, or changes came that do not follow it. It
    -- stays if the server sends it, or the core of its record, again.
    doubted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_record ON document (record, kind);

-- The branch that this device last used in a document that it no longer holds: should the document
-- come back, it writes on the next one, so that no actor gives a sequence number twice.
CREATE TABLE past_branch (
    document BLOB PRIMARY KEY,
    branch   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Records whose documents were stored, or all of them after grants changed, and of which it is not
-- known yet that they may stay: so that a sync looks at what changed, not at what exists.
CREATE TABLE unsettled (
    record BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The scope of a record, from its core document.
CREATE TABLE record_site (
    record BLOB NOT NULL,
    site   BLOB NOT NULL,
    PRIMARY KEY (record, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_author (
    document BLOB NOT NULL,
    change   BLOB NOT NULL,
    author   INTEGER NOT NULL,
    -- The page arrived that brought it: the server had it by then. Nothing for the device's own.
    proven_by_ms INTEGER,
    PRIMARY KEY (document, change)
) STRICT, WITHOUT ROWID;

-- Every change that this device made, as the edits that a person meant.
CREATE TABLE journal (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    document BLOB NOT NULL,
    actor    BLOB NOT NULL,
    branch   INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    change   BLOB NOT NULL,
    time_ms  INTEGER NOT NULL,
    basis    TEXT NOT NULL,
    edits    BLOB NOT NULL,
    raw      BLOB,                               -- until it is sealed
    install  BLOB,                               -- the segment that it is in
    n        INTEGER,
    outcome  TEXT,                               -- nothing unless something befell it
    reason   TEXT,
    UNIQUE (document, change)
) STRICT;
CREATE INDEX journal_unsealed ON journal (id) WHERE n IS NULL AND outcome IS NULL;
CREATE INDEX journal_chain ON journal (document, actor, seq);

-- Documents that were purged and the server was not told yet.
CREATE TABLE purged (
    document BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    install  BLOB NOT NULL,
    n        INTEGER NOT NULL,
    previous BLOB NOT NULL,
    packed   BLOB NOT NULL,
    leaf     INTEGER,                            -- the receipt
    acked_ms INTEGER,                            -- when the server first said that it has it
    PRIMARY KEY (install, n)
) STRICT, WITHOUT ROWID;

-- Bundles that colleagues gave to carry, sealed for the server. A delivered one is its receipt alone.
CREATE TABLE carried (
    hash    BLOB PRIMARY KEY,
    bundle  BLOB NOT NULL,
    refused TEXT,                                -- the problem's code: not offered again
    receipt BLOB
) STRICT, WITHOUT ROWID;

-- Pages as they came, stored with the cursor behind them, not yet tried.
CREATE TABLE inbox (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    page  BLOB NOT NULL,
    aside INTEGER NOT NULL DEFAULT 0             -- could not be used as a whole
) STRICT;

-- What lists and searches show of each record.
CREATE TABLE person (
    record    BLOB PRIMARY KEY,
    code      TEXT NOT NULL,
    given     TEXT NOT NULL,
    surname1  TEXT NOT NULL,
    surname2  TEXT NOT NULL,
    sex       TEXT NOT NULL,
    status    TEXT NOT NULL,
    conflicts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_code ON person (code);
CREATE INDEX person_name ON person (surname1, surname2, given, code);

-- Every candidate of a record's household; no household where the answer is that there is none.
CREATE TABLE household_of (
    record    BLOB NOT NULL,
    value     TEXT NOT NULL,
    household BLOB
) STRICT;
CREATE INDEX household_of_record ON household_of (record);
CREATE INDEX household_of_household ON household_of (household) WHERE household IS NOT NULL;

-- Households that are one, in both directions, by the record that says so.
CREATE TABLE household_joined (
    household BLOB NOT NULL,
    other     BLOB NOT NULL,
    record    BLOB NOT NULL,
    PRIMARY KEY (household, other, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX household_joined_record ON household_joined (record);

CREATE TABLE name_key (
    key    TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (key, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_key_record ON name_key (record);

-- What the app keeps for itself: drafts of registrations, settings. Never leaves this device.
CREATE TABLE kept (
    key     TEXT PRIMARY KEY,
    value   TEXT NOT NULL,
    time_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
