SELECT d.nr, d.id, r.id, d.kind, d.authors, d.saved, k.key, d.vouch
FROM document d
JOIN record r ON r.nr = d.record
JOIN record_key k ON k.record = d.record
JOIN record_site rs ON rs.record = d.record AND rs.site = ?1
WHERE d.nr = ?2 AND d.saved IS NOT NULL
