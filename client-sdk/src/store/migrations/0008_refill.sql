-- Version 8: after a restore every holder of a change helps to refill the server.

-- The server began another life, and has not said yet what it has of this document.
ALTER TABLE document ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0;
CREATE INDEX document_unseen ON document (nr) WHERE unseen <> 0;

-- The public key of an author's device, where a page told: a restored server may not know the device.
ALTER TABLE author ADD COLUMN key BLOB;

-- The server's word that an account is this device's: of everybody who uses it, and no longer of the first alone.
ALTER TABLE author ADD COLUMN binding BLOB;
UPDATE author SET binding = (SELECT binding FROM enrolment) WHERE id = 0;
ALTER TABLE enrolment DROP COLUMN binding;

-- Changes that the server lost and this device brings back: others', and its own of earlier installs. An empty change
-- stands for the question what the server has of the document, or where its record is.
CREATE TABLE refill (
    document BLOB NOT NULL,
    change   BLOB NOT NULL,
    install  BLOB,                               -- the segment that it is in
    n        INTEGER,
    outcome  TEXT,                               -- as in the journal
    reason   TEXT,
    fields   TEXT,                               -- what it writes, a field a line; noted when it did not enter
    time_ms  INTEGER,                            -- when, by its author's clock
    PRIMARY KEY (document, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX refill_unsealed ON refill (document) WHERE n IS NULL;
