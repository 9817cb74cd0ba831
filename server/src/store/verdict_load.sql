SELECT c.hash, v.state, v.reason FROM verdict v JOIN change c ON c.nr = v.change WHERE v.nr = ?1
