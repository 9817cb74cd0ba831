SELECT nr, next_seq FROM feed
WHERE (site = ?1 AND kind = ?2) OR device = ?3
