SELECT d.nr, s.id, s.name, g.role, g.until_ms
FROM device d
JOIN device_account da ON da.device = d.nr
JOIN role_grant g ON g.account = da.account AND g.until_ms >= d.confirmed_ms
JOIN site s ON s.nr = g.site
WHERE d.revoked_ms IS NULL
    AND d.confirmed_generation <
        (SELECT 1 + sum(a.generation) FROM device_account o JOIN account a ON a.nr = o.account WHERE o.device = d.nr)
    AND NOT EXISTS (SELECT 1 FROM role_grant l WHERE l.account = g.account AND l.site = g.site AND l.role = g.role
        AND l.until_ms IS NULL)
ORDER BY d.nr, g.until_ms
