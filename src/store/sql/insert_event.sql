-- $1 log_seq, $2 case, $3 n, $4 core, $5 sealed or NULL
INSERT INTO event (log_seq, case_id, n, core, sealed) VALUES ($1, $2, $3, $4, $5)
