-- Version 3: a server that was restored from an older backup may not know this device.
ALTER TABLE enrolment ADD COLUMN is_unknown INTEGER NOT NULL DEFAULT 0;
