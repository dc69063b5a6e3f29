-- $1 log_seq, $2 at most so many
SELECT log_seq, case_id, n, core, sealed FROM event WHERE log_seq > $1 ORDER BY log_seq LIMIT $2
