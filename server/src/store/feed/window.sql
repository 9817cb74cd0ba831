-- A document that is sent whole (kind 1) is read when its turn comes: most windows are longer than a page.
SELECT f.seq, f.kind, f.document, f.row, d.id, c.hash, c.author, c.body, k.key, c.received_ms
FROM feed_row f
LEFT JOIN document d ON d.nr = CASE WHEN f.kind <> 1 THEN f.document END
LEFT JOIN change c ON c.nr = CASE WHEN f.kind = 0 THEN f.row END
LEFT JOIN record_key k ON k.record = d.record
WHERE f.feed = ?1 AND f.seq >= ?2 AND f.seq < ?3 AND (f.origin IS NULL OR f.origin IS DISTINCT FROM ?4)
ORDER BY f.seq
