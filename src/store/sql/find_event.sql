-- $1 log_seq
SELECT core FROM event WHERE log_seq = $1
