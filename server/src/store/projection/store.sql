-- Not replaced: that deletes a row and its place in the index, under a savepoint of its own, for nothing.
INSERT INTO record_row (record, code, given, surname1, surname2, sex, status, conflicts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (record) DO UPDATE SET
    code = ?2, given = ?3, surname1 = ?4, surname2 = ?5, sex = ?6, status = ?7, conflicts = ?8
WHERE (record_row.code, record_row.given, record_row.surname1, record_row.surname2, record_row.sex, record_row.status,
    record_row.conflicts) IS DISTINCT FROM (?2, ?3, ?4, ?5, ?6, ?7, ?8)
