SELECT nr, id, record, version, kind, saved FROM document WHERE id IN rarray(?1)
