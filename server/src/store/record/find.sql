SELECT r.nr, r.id, r.ever, k.key
FROM record r JOIN record_key k ON k.record = r.nr
WHERE r.id IN (SELECT value FROM ids(?1))
