-- Version 11: what was kept aside of pages is found without reading all that wait.
CREATE INDEX inbox_aside ON inbox (id) WHERE aside;
