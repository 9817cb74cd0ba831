UPDATE site SET name = ?2, zone = ?3, zone_rule = ?4, dif_phones = ?5, attorney_phones = ?6, is_open = ?7
WHERE id = ?1
