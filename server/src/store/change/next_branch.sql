SELECT coalesce(max(c.branch) + 1, 0) FROM change c
JOIN document d ON d.nr = c.document
JOIN author a ON a.nr = c.author
JOIN device dv ON dv.nr = a.device
WHERE d.id = ?1 AND dv.id = ?2 AND (CAST(?3 AS BIGINT) = 0 OR c.state <> 0)
