SELECT count(*) FROM site_document WHERE site = ?1 AND kind = ?2 AND document > ?3 AND document <= ?4
