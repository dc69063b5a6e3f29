-- $1 the head before any event
INSERT INTO head (id, log_seq, running) VALUES (1, 0, $1)
