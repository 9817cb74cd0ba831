UPDATE account SET generation = generation + 1 + (SELECT generation FROM account WHERE nr = ?2)
WHERE nr = (SELECT min(account) FROM device_account WHERE device = ?1)
