SELECT nr, document, hash, author, state, body FROM change
-- The second comparison is what lets the partial index be used.
WHERE state = 1 AND state <> 0 AND document IN rarray(?1)
ORDER BY nr
