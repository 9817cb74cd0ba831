-- When a role is to end, ms since 1970; null: nobody knows yet. The server ends it then: until_ms says that it ended.
ALTER TABLE role_grant ADD COLUMN ends_ms INTEGER;
CREATE INDEX role_grant_ends ON role_grant(ends_ms) WHERE until_ms IS NULL;

-- When the role ends that a one-time code gives, and whose right it rests on; null: on the machine's.
ALTER TABLE invite ADD COLUMN role_ends_ms INTEGER;
ALTER TABLE invite ADD COLUMN issuer INTEGER REFERENCES account(nr);
