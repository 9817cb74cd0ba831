SELECT c.hash, au.account, coalesce(a.name, ''), dv.id, s.id, coalesce(s.name, ''), sg.received_ms, sg.leaf
FROM change c
JOIN segment sg ON sg.nr = c.segment
JOIN author au ON au.nr = c.author
JOIN device dv ON dv.nr = au.device
JOIN site s ON s.nr = dv.site
LEFT JOIN account a ON a.id = au.account
WHERE c.document = ?1
