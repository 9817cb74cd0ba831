INSERT INTO segment(install, n, hash, author, signed, signature, leaf, received_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
RETURNING nr
