SELECT count(*), CAST(coalesce(sum(length(c.body)), 0) AS BIGINT) FROM change c JOIN author a ON a.nr = c.author
-- The second comparison is what lets the partial index be used.
WHERE c.state = ?2 AND c.state <> 0 AND a.device = ?1
