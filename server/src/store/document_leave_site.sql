DELETE FROM site_document WHERE site = ?1 AND kind = ?2 AND document = ?3
