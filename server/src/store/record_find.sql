SELECT r.nr, r.id, r.fallback_site, k.key
FROM record r JOIN record_key k ON k.record = r.nr
WHERE r.id IN rarray(?1)
