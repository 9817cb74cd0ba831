SELECT 1 FROM change WHERE document = ?1 AND actor = ?2 AND seq = ?3 AND hash = ?4
