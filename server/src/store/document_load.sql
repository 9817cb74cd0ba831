SELECT nr, id, record, version, kind, saved FROM document WHERE nr = ?1
