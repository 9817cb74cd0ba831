INSERT INTO change(document, hash, actor, seq, segment, item, branch, author, state, body, received_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
RETURNING nr
