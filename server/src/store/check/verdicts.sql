-- Verdicts: 0 quarantined, 1 released, 2 set aside, 3 pending, 4 accepted, 5 written again. A change without one is accepted.
SELECT count(*) FROM change c
LEFT JOIN verdict v ON v.nr = (SELECT max(nr) FROM verdict WHERE change = c.nr)
WHERE c.state <> CASE coalesce(v.state, 4) WHEN 0 THEN 2 WHEN 2 THEN 3 WHEN 5 THEN 3 WHEN 3 THEN 1 ELSE 0 END
