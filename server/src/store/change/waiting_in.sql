SELECT d.id FROM record r JOIN document d ON d.record = r.nr
-- The second comparison is what lets the partial index be used.
WHERE r.id IN (SELECT value FROM ids(?1))
    AND EXISTS (SELECT 1 FROM change c WHERE c.document = d.nr AND c.state = 1 AND c.state <> 0)
ORDER BY d.nr
