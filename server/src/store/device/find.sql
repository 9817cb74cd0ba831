SELECT d.nr, d.id, d.key, d.site, s.id, d.enrolled_ms, d.revoked_ms
FROM device d JOIN site s ON s.nr = d.site
WHERE d.id = ?1
