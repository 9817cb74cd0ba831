-- Version 6: what the server says of its sites: their facts as CBOR, and when, by its clock.
CREATE TABLE told_sites (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    as_of_ms INTEGER NOT NULL,
    facts    BLOB NOT NULL
) STRICT;
