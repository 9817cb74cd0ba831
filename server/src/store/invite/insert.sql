INSERT INTO invite(lookup, proof, site, role, created_ms, expires_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
