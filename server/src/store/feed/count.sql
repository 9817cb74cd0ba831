SELECT count(*) FROM feed_row
WHERE feed = ?1 AND seq >= ?2 AND seq < ?3 AND (origin IS NULL OR origin IS DISTINCT FROM ?4)
