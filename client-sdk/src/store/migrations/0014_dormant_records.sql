-- Version 14: volunteers' devices let go of dormant records. The arrivals of the people who are here already follow in
-- people.rs.
ALTER TABLE person ADD COLUMN closed_arrival_ms INTEGER;          -- when they came; nothing while something is open
CREATE INDEX person_closed ON person (closed_arrival_ms) WHERE closed_arrival_ms IS NOT NULL;
ALTER TABLE enrolment ADD COLUMN heard_ms INTEGER;                -- the latest time that the server told

-- Records of which this device let go: by their codes they are found again, online.
CREATE TABLE dormant (
    record      BLOB PRIMARY KEY,
    code        TEXT NOT NULL,
    recalled_ms INTEGER                           -- when somebody last asked for it, by the server's clock
) STRICT, WITHOUT ROWID;
CREATE INDEX dormant_code ON dormant (code);
