WITH expected AS (
    SELECT rs.site, d.kind, d.nr
    FROM document d JOIN record_site rs ON rs.record = d.record
    WHERE d.kind IS NOT NULL
),
listed AS (SELECT site, kind, document FROM site_document)
SELECT (SELECT count(*) FROM (SELECT * FROM expected EXCEPT SELECT * FROM listed) AS missing)
    + (SELECT count(*) FROM (SELECT * FROM listed EXCEPT SELECT * FROM expected) AS surplus)
