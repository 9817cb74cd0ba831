-- Version 10: after a restore the logs of a device's earlier installs go up too.

-- An earlier log of which the server may have lost a part that nothing else here can bring back.
ALTER TABLE install ADD COLUMN is_lost INTEGER NOT NULL DEFAULT 0;

-- A bundle of such a log, and not a colleague's.
ALTER TABLE carried ADD COLUMN is_own INTEGER NOT NULL DEFAULT 0;
