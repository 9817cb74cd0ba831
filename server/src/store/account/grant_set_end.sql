UPDATE role_grant SET ends_ms = ?4
WHERE account = ?1 AND site = ?2 AND role = ?3 AND until_ms IS NULL
