INSERT OR IGNORE INTO install(device, id, next_n, last_hash, counter, fingerprint, events_counter)
VALUES (?1, ?2, 0, zeroblob(32), 0, zeroblob(32), 0)
