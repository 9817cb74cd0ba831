-- Before the journal is touched: a wrong key shows here as "not a database".
SELECT count(*) FROM sqlite_master;
PRAGMA journal_mode = WAL;
-- FULL: a commit returns when the log is on the disk, not in its cache.
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
-- What is deleted is overwritten: a record's key must not linger in free pages.
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
