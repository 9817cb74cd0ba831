-- Version 12: a fork leaves nothing in a log that no server has, nor do those of before. These segments nobody takes, and
-- what they hold of others nobody would find when its document leaves.
DELETE FROM segment WHERE install <> (SELECT install FROM device)
    AND n >= (SELECT acked_n FROM install WHERE install.install = segment.install);
