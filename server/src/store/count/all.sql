SELECT
    (SELECT count(*) FROM document WHERE kind = 0),
    (SELECT count(*) FROM document WHERE kind IS NOT NULL),
    (SELECT count(*) FROM change) - (SELECT count(*) FROM change WHERE state <> 0),
    (SELECT count(*) FROM change WHERE state = 1 AND state <> 0),
    (SELECT count(*) FROM change WHERE state = 2 AND state <> 0),
    (SELECT count(*) FROM change WHERE state = 3 AND state <> 0),
    (SELECT count(*) FROM device WHERE revoked_ms IS NULL),
    (SELECT count(*) FROM device WHERE revoked_ms IS NOT NULL),
    (SELECT count(*) FROM segment),
    (SELECT coalesce(max(idx) + 1, 0) FROM leaf)
