SELECT c.hash FROM document d JOIN change c ON c.document = d.nr
WHERE d.id = ?1 AND c.actor = ?2 AND c.seq = ?3
ORDER BY c.nr DESC LIMIT 1
