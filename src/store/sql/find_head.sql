-- The last log_seq and running head, for readers.
SELECT log_seq, running FROM head WHERE id = 1
