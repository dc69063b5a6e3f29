-- The last log_seq and running head; the transaction holds the write lock already.
SELECT log_seq, running FROM head WHERE id = 1
