INSERT INTO document(id, record, version, kind, authors, saved, conflicts, vouch)
VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7)
RETURNING nr
