-- Which row of another system became which case, so that an import may be run again.
CREATE TABLE import_key (
  source TEXT NOT NULL,
  number TEXT NOT NULL,
  case_id INTEGER NOT NULL,
  PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;
