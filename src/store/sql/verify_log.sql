-- $1 after log_seq, $2 up to log_seq, $3 at most so many
SELECT log_seq, core FROM event WHERE log_seq > $1 AND log_seq <= $2 ORDER BY log_seq LIMIT $3
