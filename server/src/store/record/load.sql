SELECT r.nr, r.id, r.ever, k.key
FROM record r JOIN record_key k ON k.record = r.nr
WHERE r.nr IN (SELECT value FROM numbers(?1))
