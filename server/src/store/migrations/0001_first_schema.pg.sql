-- The lock that every write takes, with the version of the schema. proof opens with the server's key alone. timeline:
-- the database's, which rises when another machine takes over.
CREATE TABLE head(
    one BIGINT PRIMARY KEY CHECK(one = 1),
    version BIGINT NOT NULL,
    writes BIGINT NOT NULL,
    timeline BIGINT NOT NULL,
    proof BYTEA NOT NULL
);

-- PostgreSQL's files, its log and its copies are not encrypted: secrets and what people are called are sealed.
ALTER TABLE token_key DROP CONSTRAINT token_key_seed_check;
ALTER TABLE record_key DROP CONSTRAINT record_key_key_check;
ALTER TABLE account ALTER COLUMN name TYPE BYTEA USING convert_to(name, 'UTF8');
ALTER TABLE erasure ALTER COLUMN reason TYPE BYTEA USING convert_to(reason, 'UTF8');
ALTER TABLE verdict ALTER COLUMN note TYPE BYTEA USING convert_to(note, 'UTF8');
ALTER TABLE record_row
    ALTER COLUMN given TYPE BYTEA USING convert_to(given, 'UTF8'),
    ALTER COLUMN surname1 TYPE BYTEA USING convert_to(surname1, 'UTF8'),
    ALTER COLUMN surname2 TYPE BYTEA USING convert_to(surname2, 'UTF8');
