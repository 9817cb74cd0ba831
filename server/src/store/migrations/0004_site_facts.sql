-- Site facts: what every device has to know of a site. A zone without its rule does not occur.
ALTER TABLE site ADD COLUMN zone TEXT;
ALTER TABLE site ADD COLUMN zone_rule TEXT;
-- Telephone numbers, the first to try in front, one a line.
ALTER TABLE site ADD COLUMN dif_phones TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN attorney_phones TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN is_open INTEGER NOT NULL DEFAULT 1 CHECK(is_open IN (0, 1));
