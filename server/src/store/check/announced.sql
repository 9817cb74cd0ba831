SELECT count(*) FROM (
    SELECT site, kind, document FROM site_document
    EXCEPT
    SELECT f.site, f.kind, r.document FROM feed_row r JOIN feed f ON f.nr = r.feed WHERE r.kind = 1
) AS missing
