-- $1 log_seq, $2 running head
UPDATE head SET log_seq = $1, running = $2 WHERE id = 1
