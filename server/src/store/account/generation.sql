SELECT CAST(1 + coalesce(sum(a.generation), 0) AS BIGINT)
FROM device_account da JOIN account a ON a.nr = da.account
WHERE da.device = ?1
