DELETE FROM token_key
WHERE kid NOT IN (SELECT kid FROM token_key ORDER BY made_ms DESC, kid LIMIT 2)
