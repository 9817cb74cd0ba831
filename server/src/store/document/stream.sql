SELECT d.nr, d.id, r.id, d.kind, d.authors, d.saved, k.key, d.vouch
FROM site_document sd
CROSS JOIN document d ON d.nr = sd.document
CROSS JOIN record r ON r.nr = d.record
CROSS JOIN record_key k ON k.record = d.record
WHERE sd.site = ?1 AND sd.kind = ?2 AND sd.document > ?3 AND sd.document <= ?4
ORDER BY sd.document
LIMIT ?5
