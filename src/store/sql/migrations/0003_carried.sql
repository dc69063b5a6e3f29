-- How far open cases have been carried over to adopted definitions: at most one row. Operational: who finds it behind
-- goes over the open cases again.
CREATE TABLE carried (
  id INTEGER NOT NULL PRIMARY KEY,
  edition INTEGER NOT NULL,
  day INTEGER NOT NULL
) STRICT;
