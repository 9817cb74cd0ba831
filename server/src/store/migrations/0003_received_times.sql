-- When a change was received that claims to be later than that; null of all others, which are nearly all. What was
-- stored before has none: nothing is claimed of it.
ALTER TABLE change ADD COLUMN received_ms INTEGER;
CREATE INDEX change_ahead ON change(document) WHERE received_ms IS NOT NULL;
