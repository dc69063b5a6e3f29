-- $1 month, $2 log_seq, $3 now
INSERT INTO month_freeze (month, log_seq, frozen_at_ms) VALUES ($1, $2, $3)
