-- $1 log_seq
UPDATE search_cursor SET log_seq = $1 WHERE id = 1
