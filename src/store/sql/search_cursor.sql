-- The last log_seq indexed; the transaction holds the write lock already.
SELECT log_seq FROM search_cursor WHERE id = 1
