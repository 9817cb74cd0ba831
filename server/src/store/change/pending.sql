SELECT c.nr, c.document, c.hash, c.author, c.state, c.body, s.received_ms
FROM change c JOIN segment s ON s.nr = c.segment
-- The second comparison is what lets the partial index be used.
WHERE c.state = 1 AND c.state <> 0 AND c.document IN (SELECT value FROM numbers(?1))
ORDER BY c.nr
