INSERT INTO verdict(change, state, reason, note, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
