-- The last log_seq indexed; the row lock orders the servers that share the index.
SELECT log_seq FROM search_cursor WHERE id = 1 FOR UPDATE
