SELECT hash FROM change
-- The second comparison is what lets the partial index be used.
WHERE document = ?1 AND state IN (2, 3) AND state <> 0
