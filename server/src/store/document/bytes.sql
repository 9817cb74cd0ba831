SELECT CAST(coalesce(sum(coalesce(length(d.saved), 0) + (
    -- The second comparison is what lets the partial index be used.
    SELECT coalesce(sum(length(c.body)), 0) FROM change c WHERE c.state = 1 AND c.state <> 0 AND c.document = d.nr
)), 0) AS BIGINT)
FROM document d WHERE d.id IN (SELECT value FROM ids(?1))
