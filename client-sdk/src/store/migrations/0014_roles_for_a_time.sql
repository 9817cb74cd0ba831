-- When a role is to end, by the server's clock.
ALTER TABLE grant_to ADD COLUMN ends_ms INTEGER;
