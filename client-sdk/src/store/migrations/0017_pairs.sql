-- Version 17: what each core here says about its record and others, so that a person is found without opening documents.
-- What the documents say that are here already follows in pairs.rs.
CREATE TABLE pair_statement (
    record  BLOB NOT NULL,      -- whose core says it
    other   BLOB NOT NULL,
    code    TEXT NOT NULL,      -- of the other record; empty when unknown
    answers TEXT NOT NULL,      -- every current one, with a blank between; several are in conflict
    reason  TEXT NOT NULL,
    at      TEXT NOT NULL,      -- as stored
    score   INTEGER,            -- when it was decided, in hundredths of a nat
    PRIMARY KEY (record, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_statement_other ON pair_statement (other);
CREATE INDEX pair_statement_code ON pair_statement (code);
