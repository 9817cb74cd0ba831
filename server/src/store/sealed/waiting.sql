SELECT b.segment, b.item, b.digest, b.body, r.id, k.key, i.nr, i.id, d.id, d.key, s.signed, s.signature, s.received_ms
FROM sealed_body b
JOIN record r ON r.nr = b.record
JOIN record_key k ON k.record = b.record
JOIN segment s ON s.nr = b.segment
JOIN install i ON i.nr = s.install
JOIN device d ON d.nr = i.device
WHERE (b.segment, b.item) > (?1, ?2)
ORDER BY b.segment, b.item
LIMIT ?3
