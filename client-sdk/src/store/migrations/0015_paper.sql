-- Version 15: paper. Each print is a line of the device's log, and blank forms and cards have codes that are reserved here.
CREATE TABLE device_log (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    author  INTEGER NOT NULL,                     -- the row of the person who did it
    line    BLOB NOT NULL,                        -- see puente_protocol::device_log
    install BLOB,                                 -- the segment that it is in
    n       INTEGER
) STRICT;
CREATE INDEX device_log_unsealed ON device_log (id) WHERE n IS NULL;

CREATE TABLE reserved_code (
    code    TEXT PRIMARY KEY,
    time_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
