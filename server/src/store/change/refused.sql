SELECT hash FROM change
-- The second comparison is what lets the partial index be used.
WHERE document = ?1 AND state IN (2, 3) AND state <> 0
-- Under the number 0 stands what somebody brought that is not theirs: that says nothing of its author's change.
AND seq > 0
