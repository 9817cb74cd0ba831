SELECT proof, site, role, expires_ms, failures, device, account FROM invite WHERE lookup = ?1
