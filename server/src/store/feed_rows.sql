SELECT seq, kind, document, row, origin FROM feed_row
WHERE feed = ?1 AND seq >= ?2 AND seq < ?3
ORDER BY seq
LIMIT ?4
