SELECT d.nr, d.id, d.key, d.site, s.id, d.enrolled_ms, d.revoked_ms,
    (SELECT group_concat(a.name, ', ') FROM device_account da JOIN account a ON a.nr = da.account
     WHERE da.device = d.nr),
    s.name, d.forks, d.forked_ms
FROM device d JOIN site s ON s.nr = d.site
ORDER BY d.nr
