SELECT document, hash, author FROM change
WHERE document IN rarray(?1) AND state = 0
