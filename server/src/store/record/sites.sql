SELECT s.nr, s.id FROM record_site rs JOIN site s ON s.nr = rs.site
WHERE rs.record = ?1 ORDER BY s.nr
