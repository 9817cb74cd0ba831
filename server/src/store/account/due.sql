SELECT s.nr, s.id, coalesce(s.name, ''), g.role, g.until_ms, a.id, g.from_ms, g.ends_ms, a.nr
FROM role_grant g JOIN site s ON s.nr = g.site JOIN account a ON a.nr = g.account
WHERE g.until_ms IS NULL AND g.ends_ms <= ?1
ORDER BY g.nr
