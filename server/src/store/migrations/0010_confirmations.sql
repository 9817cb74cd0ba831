-- Up to which row of its own feed a device has said that it has everything: what it was told there it has done.
ALTER TABLE feed ADD COLUMN confirmed_seq INTEGER NOT NULL DEFAULT 0;

-- The generation of its grants that a device has said it knows, and when it first said so, ms since 1970.
ALTER TABLE device ADD COLUMN confirmed_generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN confirmed_ms INTEGER NOT NULL DEFAULT 0;
