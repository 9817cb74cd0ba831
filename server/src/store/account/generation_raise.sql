UPDATE account SET generation = generation + 1
WHERE nr IN (SELECT account FROM device_account WHERE device = ?1)
