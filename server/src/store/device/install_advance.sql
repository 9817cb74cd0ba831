UPDATE install SET next_n = ?2, last_hash = ?3, counter = ?4, fingerprint = ?5
WHERE nr = ?1
