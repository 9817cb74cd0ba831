-- Documents in which something waits for a trial that this server owes: what came touched more documents than are
-- read at once, or what it waited for is there now. Tried in parts, one after the other.
CREATE TABLE retry(document INTEGER PRIMARY KEY REFERENCES document(nr)) STRICT;

-- Changes that wait and on which this server's own word was brought: they enter as they did before, whatever their
-- authors may do by then.
CREATE TABLE change_vouched(change INTEGER PRIMARY KEY REFERENCES change(nr)) STRICT;

-- The latest installation of a device, which every change of its that is sent names.
CREATE INDEX install_device ON install(device);
