SELECT s.nr, s.install, i.id, s.n, s.hash, s.signed, s.signature, d.key, s.leaf
FROM segment s JOIN install i ON i.nr = s.install JOIN device d ON d.nr = i.device
ORDER BY s.install, s.n
