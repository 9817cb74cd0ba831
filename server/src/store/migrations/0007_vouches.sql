-- The server's own word on all accepted changes of a document, see store/vouch.rs: a cache like the rest. Nothing
-- for a document that was stored before: it gets one with its next change.
ALTER TABLE document ADD COLUMN vouch BLOB CHECK(length(vouch) = 8);

-- How often an installation of this device began beside one that was there, and when last: a copy of its store is in
-- use, or it came back from a backup of its own.
ALTER TABLE device ADD COLUMN forks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN forked_ms INTEGER;

-- A device brought a change for another, and it is here and not accepted: that device is told what becomes of it too.
CREATE TABLE change_carrier(
    change INTEGER NOT NULL REFERENCES change(nr),
    device INTEGER NOT NULL REFERENCES device(nr),
    PRIMARY KEY(change, device)
) STRICT, WITHOUT ROWID;
