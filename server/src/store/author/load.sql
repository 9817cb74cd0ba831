-- A segment may name an account that does not exist; its changes are quarantined, yet attributable.
SELECT au.account, d.id, coalesce(a.name, ''), s.id, d.key,
    (SELECT i.id FROM install i WHERE i.device = d.nr ORDER BY i.nr DESC LIMIT 1)
FROM author au
JOIN device d ON d.nr = au.device
JOIN site s ON s.nr = d.site
LEFT JOIN account a ON a.id = au.account
WHERE au.nr = ?1
