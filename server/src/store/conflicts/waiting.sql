SELECT r.nr, r.id, rr.code, CAST(sum(d.conflicts) AS BIGINT)
FROM document d
JOIN record r ON r.nr = d.record
-- What was erased has no key.
JOIN record_key k ON k.record = r.nr
LEFT JOIN record_row rr ON rr.record = r.nr
WHERE d.conflicts > 0 AND r.id > ?2
    -- 16: see KINDS_MAX.
    AND EXISTS (SELECT 1 FROM record_site rs WHERE rs.record = r.nr AND rs.site * 16 + d.kind IN (SELECT value FROM numbers(?1)))
GROUP BY r.nr, r.id, rr.code
ORDER BY r.id
LIMIT ?3
