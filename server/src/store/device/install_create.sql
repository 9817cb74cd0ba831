INSERT INTO install(device, id, next_n, last_hash, counter, fingerprint, events_counter)
VALUES (?1, ?2, 0, ?3, 0, ?3, 0) ON CONFLICT DO NOTHING
