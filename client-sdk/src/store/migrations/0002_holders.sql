-- Version 2: several people on one device, each with an account of their own.

-- By the number of a person's key file. Whoever made the store is 1, and author 0.
CREATE TABLE holder (
    nr     INTEGER PRIMARY KEY,
    author INTEGER NOT NULL UNIQUE
) STRICT;
INSERT INTO holder (nr, author) VALUES (1, 0);

-- Who meant a line: it is sealed in their name, whoever holds the device then.
ALTER TABLE journal ADD COLUMN author INTEGER NOT NULL DEFAULT 0;

CREATE TABLE grant_to (
    account   BLOB,                              -- nothing: everybody on the device
    site      BLOB NOT NULL,
    role      TEXT NOT NULL,
    site_name TEXT NOT NULL
) STRICT;
INSERT INTO grant_to (site, role, site_name) SELECT site, role, site_name FROM grant_at;
DROP TABLE grant_at;
