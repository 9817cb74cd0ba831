SELECT nr, next_n, last_hash, counter, fingerprint FROM install
WHERE device = ?1 AND id = ?2
