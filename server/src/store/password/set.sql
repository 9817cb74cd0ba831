INSERT INTO password(account, memory_kib, passes, salt, hash, once_until_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT(account) DO UPDATE SET memory_kib = excluded.memory_kib, passes = excluded.passes, salt = excluded.salt,
    hash = excluded.hash, once_until_ms = excluded.once_until_ms, failures = 0, failed_ms = 0
