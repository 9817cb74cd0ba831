SELECT s.nr, s.id, coalesce(s.name, ''), g.role, g.until_ms
FROM role_grant g JOIN site s ON s.nr = g.site
WHERE g.account = ?1
ORDER BY s.nr, g.nr
