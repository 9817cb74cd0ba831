SELECT r.id FROM record_row rr JOIN record r ON r.nr = rr.record
WHERE rr.code = ?1 ORDER BY r.id LIMIT 20
