-- Changes whose devices let go of them: bodies that only the recovery key opens, sealed once more under their
-- record's key, so that erasing a person takes them along, out of every copy too. Gone once they are recovered.
CREATE TABLE sealed_body(
    segment INTEGER NOT NULL REFERENCES segment(nr),
    item INTEGER NOT NULL,
    record INTEGER NOT NULL REFERENCES record(nr),
    digest BLOB NOT NULL CHECK(length(digest) = 32),
    body BLOB NOT NULL,
    PRIMARY KEY(segment, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_body_record ON sealed_body(record);
