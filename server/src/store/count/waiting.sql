SELECT
    (SELECT count(*) FROM change WHERE state = 1 AND state <> 0),
    (SELECT count(*) FROM change WHERE state = 2 AND state <> 0)
