SELECT d.nr, d.id, d.key, d.site, s.id, d.enrolled_ms, d.revoked_ms,
    s.name, d.forks, d.forked_ms,
    (SELECT max(g.received_ms) FROM install i JOIN segment g ON g.install = i.nr AND g.n = i.next_n - 1
     WHERE i.device = d.nr)
FROM device d JOIN site s ON s.nr = d.site
ORDER BY d.nr
