-- 3 is an erased record, see store/feed.rs. A device that no account is bound to is nobody's phone.
SELECT f.device, CAST(count(*) AS BIGINT), min(e.at_ms)
FROM feed f
JOIN feed_row r ON r.feed = f.nr AND r.seq >= f.confirmed_seq AND r.kind = 3
JOIN erasure e ON e.record = r.row
WHERE f.device IN (SELECT device FROM device_account)
GROUP BY f.device
