SELECT s.nr, s.id, coalesce(s.name, ''), g.role, g.until_ms, a.id, g.from_ms, g.ends_ms
FROM device_account da
JOIN account a ON a.nr = da.account
JOIN role_grant g ON g.account = da.account
JOIN site s ON s.nr = g.site
WHERE da.device = ?1
ORDER BY s.nr, g.nr
