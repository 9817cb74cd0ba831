SELECT c.nr, d.id, d.nr, c.hash, au.account, dv.id, dv.nr, v.reason, v.at_ms
FROM change c
JOIN document d ON d.nr = c.document
JOIN author au ON au.nr = c.author
JOIN device dv ON dv.nr = au.device
JOIN verdict v ON v.nr = (SELECT max(nr) FROM verdict WHERE change = c.nr)
-- The second comparison is what lets the partial index be used.
WHERE c.state = ?1 AND c.state <> 0
ORDER BY c.nr
