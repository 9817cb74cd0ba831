-- What a device brought that is no change lies compressed where that is shorter.
ALTER TABLE segment_item ADD COLUMN packed INTEGER NOT NULL DEFAULT 0;

-- When a device has its whole share of the disk again, ms since 1970: see `quota.rs`. No row: it has.
CREATE TABLE device_quota(
    device INTEGER PRIMARY KEY REFERENCES device(nr),
    whole_ms INTEGER NOT NULL
) STRICT;
