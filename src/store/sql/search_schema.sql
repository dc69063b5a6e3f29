-- The search index, in a file of its own beside the database: rebuildable, so never part of a backup. search_text holds
-- the masked words, because a contentless index forgets a row only when told what it held.
CREATE TABLE IF NOT EXISTS search_cursor (id INTEGER NOT NULL PRIMARY KEY, log_seq INTEGER NOT NULL) STRICT;
INSERT OR IGNORE INTO search_cursor (id, log_seq) VALUES (1, 0);
CREATE TABLE IF NOT EXISTS search_text (case_id INTEGER NOT NULL PRIMARY KEY, words TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS search_case USING fts5(terms, content = '', detail = full,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'");
