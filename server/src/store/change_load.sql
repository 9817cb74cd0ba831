SELECT nr, document, hash, author, state, body FROM change WHERE nr = ?1
