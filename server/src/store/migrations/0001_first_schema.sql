-- The first schema. Row numbers (nr) are ours and never leave the server; ids are 16 random bytes.
-- Kinds of documents: 0 core, 1 contact, 2 protection, 3 list. States of changes: see store/change.rs.

CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- A site without a name was only ever named by a document.
CREATE TABLE site(
    nr INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    name TEXT UNIQUE,
    kind TEXT
) STRICT;

CREATE TABLE account(
    nr INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    name TEXT NOT NULL,
    generation INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    ended_ms INTEGER
) STRICT;

CREATE TABLE role_grant(
    nr INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account(nr),
    site INTEGER NOT NULL REFERENCES site(nr),
    role TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    until_ms INTEGER
) STRICT;
CREATE INDEX role_grant_account ON role_grant(account);

CREATE TABLE device(
    nr INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    key BLOB NOT NULL CHECK(length(key) = 32),
    site INTEGER NOT NULL REFERENCES site(nr),
    enrolled_ms INTEGER NOT NULL,
    revoked_ms INTEGER
) STRICT;

CREATE TABLE device_account(
    device INTEGER NOT NULL REFERENCES device(nr),
    account INTEGER NOT NULL REFERENCES account(nr),
    PRIMARY KEY(device, account)
) STRICT, WITHOUT ROWID;

-- proof = HMAC-SHA256(code key, normalised code). A used code keeps who used it, for the repeated request.
CREATE TABLE invite(
    lookup TEXT PRIMARY KEY,
    proof BLOB NOT NULL CHECK(length(proof) = 32),
    site INTEGER NOT NULL REFERENCES site(nr),
    role TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    used_ms INTEGER,
    device INTEGER REFERENCES device(nr),
    account INTEGER REFERENCES account(nr)
) STRICT, WITHOUT ROWID;

CREATE TABLE install(
    nr INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES device(nr),
    id BLOB NOT NULL CHECK(length(id) = 16),
    next_n INTEGER NOT NULL,
    last_hash BLOB NOT NULL CHECK(length(last_hash) = 32),
    counter INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    events_counter INTEGER NOT NULL,
    UNIQUE(device, id)
) STRICT;

-- The account as the segment names it: it may not exist.
CREATE TABLE author(
    nr INTEGER PRIMARY KEY,
    account BLOB NOT NULL CHECK(length(account) = 16),
    device INTEGER NOT NULL REFERENCES device(nr),
    UNIQUE(account, device)
) STRICT;

CREATE TABLE segment(
    nr INTEGER PRIMARY KEY,
    install INTEGER NOT NULL REFERENCES install(nr),
    n INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK(length(hash) = 32),
    author INTEGER NOT NULL REFERENCES author(nr),
    signed BLOB NOT NULL,
    signature BLOB NOT NULL CHECK(length(signature) = 64),
    leaf INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    UNIQUE(install, n)
) STRICT;

-- Items that are no changes: a device's own log, purges, what a later version means.
CREATE TABLE segment_item(
    segment INTEGER NOT NULL REFERENCES segment(nr),
    item INTEGER NOT NULL,
    tag INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY(segment, item)
) STRICT, WITHOUT ROWID;

-- fallback_site: where the record belongs while its core document names no site, or is not known.
CREATE TABLE record(
    nr INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    fallback_site INTEGER NOT NULL REFERENCES site(nr)
) STRICT;

-- Apart from the record, so that erasing a person is deleting one row here, and backups can hold it apart.
CREATE TABLE record_key(
    record INTEGER PRIMARY KEY REFERENCES record(nr),
    key BLOB NOT NULL CHECK(length(key) = 32)
) STRICT;

-- Records whose key was destroyed on purpose, with the words of who decided.
CREATE TABLE erasure(
    record INTEGER PRIMARY KEY REFERENCES record(nr),
    reason TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    leaf INTEGER NOT NULL
) STRICT;

CREATE TABLE record_site(
    record INTEGER NOT NULL REFERENCES record(nr),
    site INTEGER NOT NULL REFERENCES site(nr),
    PRIMARY KEY(record, site)
) STRICT, WITHOUT ROWID;

-- A cursor follows nr, so it is never given twice. kind and saved are null while nothing was accepted.
-- conflicts: fields that wait for a decision, a cache like the rest. authors: CBOR of (author, count) in the order of the saved document's changes.
CREATE TABLE document(
    nr INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    record INTEGER NOT NULL REFERENCES record(nr),
    version INTEGER NOT NULL,
    kind INTEGER,
    authors BLOB,
    saved BLOB,
    conflicts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_record ON document(record);
CREATE INDEX document_conflicts ON document(record) WHERE conflicts > 0;

-- What a first exchange streams: the documents of a site and kind, in their order.
CREATE TABLE site_document(
    site INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY(site, kind, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE change(
    nr INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document(nr),
    hash BLOB NOT NULL CHECK(length(hash) = 32),
    actor BLOB NOT NULL CHECK(length(actor) = 16),
    seq INTEGER NOT NULL,
    segment INTEGER NOT NULL REFERENCES segment(nr),
    item INTEGER NOT NULL,
    branch INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES author(nr),
    state INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE(document, actor, seq, hash)
) STRICT;
CREATE INDEX change_waiting ON change(state, document) WHERE state <> 0;

-- Every decision about a change that did not simply enter, the latest last.
CREATE TABLE verdict(
    nr INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change(nr),
    state INTEGER NOT NULL,
    reason TEXT NOT NULL,
    note TEXT,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX verdict_change ON verdict(change);

-- A feed is (site, kind), or one device's own. next_seq is given out within the writer's transaction.
CREATE TABLE feed(
    nr INTEGER PRIMARY KEY,
    site INTEGER REFERENCES site(nr),
    kind INTEGER,
    device INTEGER UNIQUE REFERENCES device(nr),
    next_seq INTEGER NOT NULL,
    UNIQUE(site, kind)
) STRICT;

-- kind: 0 a change, 1 a whole document, 2 a verdict, 3 an erased record; row: its nr; document: of which document;
-- origin: the install that brought it and need not be told.
CREATE TABLE feed_row(
    feed INTEGER NOT NULL REFERENCES feed(nr),
    seq INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    document INTEGER NOT NULL,
    row INTEGER NOT NULL,
    origin INTEGER,
    PRIMARY KEY(feed, seq)
) STRICT, WITHOUT ROWID;

-- hashes: of the tree's nodes that this leaf completes, 32 bytes each, its own first. The node of level
-- L and number n stands at place L of leaf (n + 1) * 2^L - 1.
CREATE TABLE leaf(
    idx INTEGER PRIMARY KEY,
    entry BLOB NOT NULL,
    hashes BLOB NOT NULL CHECK(length(hashes) % 32 = 0)
) STRICT;

-- What lists show of a record: a cache of its core document.
CREATE TABLE record_row(
    record INTEGER PRIMARY KEY REFERENCES record(nr),
    code TEXT,
    given TEXT,
    surname1 TEXT,
    surname2 TEXT,
    sex TEXT,
    status TEXT,
    conflicts INTEGER NOT NULL
) STRICT;
CREATE INDEX record_row_code ON record_row(code);

-- hash: argon2id of the password under a pepper that is not in here, with the parameters beside it. once_until_ms:
-- the password was handed over and is good for choosing another until then.
CREATE TABLE password(
    account INTEGER PRIMARY KEY REFERENCES account(nr),
    memory_kib INTEGER NOT NULL,
    passes INTEGER NOT NULL,
    salt BLOB NOT NULL CHECK(length(salt) = 16),
    hash BLOB NOT NULL CHECK(length(hash) = 32),
    once_until_ms INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    failed_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Somebody signed in with a device. Ends with a reason; refresh tokens of one that ended are good for nothing.
CREATE TABLE session(
    nr INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    account INTEGER NOT NULL REFERENCES account(nr),
    device INTEGER NOT NULL REFERENCES device(nr),
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    ended_why TEXT
) STRICT;
CREATE INDEX session_account ON session(account) WHERE ended_ms IS NULL;

-- hash: SHA-256 of the token. used_ms and request: who asked with it, so that the same question gets the same answer.
CREATE TABLE refresh_token(
    hash BLOB PRIMARY KEY CHECK(length(hash) = 32),
    session INTEGER NOT NULL REFERENCES session(nr),
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER,
    request BLOB
) STRICT, WITHOUT ROWID;

-- Keys that sign access tokens. The newest signs, the one before it still verifies.
CREATE TABLE token_key(
    kid TEXT PRIMARY KEY,
    seed BLOB NOT NULL CHECK(length(seed) = 32),
    made_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
