SELECT count(*) FROM (
    SELECT f.nr FROM feed f LEFT JOIN feed_row r ON r.feed = f.nr
    GROUP BY f.nr
    HAVING count(r.seq) <> f.next_seq OR coalesce(max(r.seq) + 1, 0) <> f.next_seq
) AS wrong
