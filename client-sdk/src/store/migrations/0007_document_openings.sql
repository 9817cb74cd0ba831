-- Version 7: what opens a document's id, so that it is begun as the same one again; as its first change says it.
ALTER TABLE document ADD COLUMN opening TEXT NOT NULL DEFAULT '';

-- The server's word that the account of this enrolment is this device's.
ALTER TABLE enrolment ADD COLUMN binding BLOB;
