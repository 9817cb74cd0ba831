SELECT c.nr, c.document, c.hash, c.author, c.state, c.body, s.received_ms
FROM change c JOIN segment s ON s.nr = c.segment
WHERE c.document = ?1
ORDER BY c.nr
