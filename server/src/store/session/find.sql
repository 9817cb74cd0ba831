SELECT s.nr, s.id, a.nr, a.id, a.name, a.generation, d.nr, d.id, d.key,
    s.ended_ms IS NULL AND a.ended_ms IS NULL AND d.revoked_ms IS NULL, s.started_ms
FROM session s
JOIN account a ON a.nr = s.account
JOIN device d ON d.nr = s.device
WHERE s.id = ?1
