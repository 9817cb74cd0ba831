SELECT c.document, c.hash, c.author, c.actor, a.device FROM change c
JOIN author a ON a.nr = c.author
WHERE c.document IN (SELECT value FROM numbers(?1)) AND c.state = 0
