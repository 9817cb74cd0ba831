SELECT nr, id, record, version, kind, saved FROM document WHERE record = ?1 ORDER BY nr
