-- Not replaced: that deletes a row and its place in the index, under a savepoint of its own, for nothing.
INSERT INTO record_row (record, code, given, surname1, surname2, sex, status, conflicts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (record) DO UPDATE SET
    code = ?2, given = ?3, surname1 = ?4, surname2 = ?5, sex = ?6, status = ?7, conflicts = ?8
WHERE (code, given, surname1, surname2, sex, status, conflicts) IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8)
