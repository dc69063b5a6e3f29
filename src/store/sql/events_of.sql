-- $1 case
SELECT log_seq, case_id, n, core, sealed FROM event WHERE case_id = $1 ORDER BY n
