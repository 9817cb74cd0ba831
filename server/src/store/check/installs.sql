SELECT count(*) FROM (
    SELECT i.nr FROM install i LEFT JOIN segment s ON s.install = i.nr
    GROUP BY i.nr
    HAVING coalesce(max(s.n) + 1, 0) <> i.next_n
) AS wrong
