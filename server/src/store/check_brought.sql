SELECT c.nr, c.segment, c.item, d.id, c.branch, c.hash
FROM change c JOIN document d ON d.nr = c.document
