SELECT nr, document, hash, author, state, body FROM change
WHERE document = ?1
ORDER BY nr
