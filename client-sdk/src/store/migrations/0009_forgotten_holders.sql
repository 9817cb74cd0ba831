-- Version 9: a restored server may know one of a device's people and not another.

-- The server said last that it does not know this person on this device.
ALTER TABLE holder ADD COLUMN is_forgotten INTEGER NOT NULL DEFAULT 0;
