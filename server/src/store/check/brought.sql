SELECT c.nr, c.segment, c.item, d.id, c.branch, c.hash, i.body, i.packed
FROM change c JOIN document d ON d.nr = c.document
-- What a device brought for others stands in its segment as a listing.
LEFT JOIN segment_item i ON i.segment = c.segment AND i.item = c.item AND i.tag = 7
