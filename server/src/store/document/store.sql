UPDATE document SET version = version + 1, kind = ?2, authors = ?3, saved = ?4, conflicts = ?5, vouch = ?6 WHERE nr = ?1
