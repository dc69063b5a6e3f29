-- The search index: rebuildable, so never part of a backup. Terms come ready made, so no text search configuration and
-- no locale has a say in them.
CREATE TABLE IF NOT EXISTS search_cursor (id bigint NOT NULL PRIMARY KEY, log_seq bigint NOT NULL);
INSERT INTO search_cursor (id, log_seq) VALUES (1, 0) ON CONFLICT (id) DO NOTHING;
CREATE TABLE IF NOT EXISTS search_case (case_id bigint NOT NULL PRIMARY KEY, terms tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS search_case_terms ON search_case USING gin (terms);
