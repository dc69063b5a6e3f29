-- The last log_seq and running head; the row lock orders the writers of all servers.
SELECT log_seq, running FROM head WHERE id = 1 FOR UPDATE
