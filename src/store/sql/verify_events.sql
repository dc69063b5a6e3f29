-- $1 after case, $2 at most so many
SELECT log_seq, case_id, n, core, sealed FROM event WHERE case_id > $1 ORDER BY case_id, n LIMIT $2
