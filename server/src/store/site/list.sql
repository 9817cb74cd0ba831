SELECT nr, id, name, kind, zone, zone_rule, dif_phones, attorney_phones, is_open
FROM site WHERE name IS NOT NULL ORDER BY name
