SELECT memory_kib, passes, salt, hash, once_until_ms, failures, failed_ms
FROM password WHERE account = ?1
