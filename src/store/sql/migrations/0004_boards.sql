-- Month snapshots: the flow tallies of a month as they stood when it ended, and up to which event of the log they count.
CREATE TABLE month_freeze (
  month TEXT NOT NULL PRIMARY KEY,
  log_seq INTEGER NOT NULL,
  frozen_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE month_figure (
  name TEXT NOT NULL,
  period TEXT NOT NULL,
  subject TEXT NOT NULL,
  measure TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (name, period, subject, measure)
) STRICT, WITHOUT ROWID;

-- Settled cases whose time to be archived comes; a case is in case_due or here, never in both.
CREATE INDEX case_archive ON case_row (next_at_ms) WHERE next_at_ms IS NOT NULL AND phase = 1;
-- The few cases under supervision or proposed for it.
CREATE INDEX case_supervised ON case_row (case_id) WHERE supervised <> 0;
