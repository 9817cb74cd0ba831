-- Version 13: what lines and the queue need of each person, so that neither opens a document. The values of the people who
-- are here already follow in people.rs.
ALTER TABLE person ADD COLUMN facts TEXT NOT NULL DEFAULT '';     -- `<field> <value>`, a line each, see person_facts.rs
ALTER TABLE person ADD COLUMN watch INTEGER NOT NULL DEFAULT 0;   -- marks of who may need somebody's attention
CREATE INDEX person_watch ON person (nr) WHERE watch > 0;
