-- Where a record is follows from what its id proves and from who may move it; who named it first sets nothing.
ALTER TABLE record DROP COLUMN fallback_site;

-- Every site at which the record ever was, ids in their order: a cache of its core document. It only grows, and
-- says who may write into its other documents.
ALTER TABLE record ADD COLUMN ever BLOB NOT NULL DEFAULT x'';
