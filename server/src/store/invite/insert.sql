INSERT INTO invite(lookup, proof, site, role, created_ms, expires_ms, role_ends_ms, issuer)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
