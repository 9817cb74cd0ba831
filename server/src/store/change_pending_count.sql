SELECT count(*) FROM change c JOIN author a ON a.nr = c.author
WHERE c.state = 1 AND c.state <> 0 AND a.device = ?1
