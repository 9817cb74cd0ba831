SELECT a.id, a.nr
FROM device_account da JOIN account a ON a.nr = da.account
WHERE da.device = ?1
ORDER BY a.nr
