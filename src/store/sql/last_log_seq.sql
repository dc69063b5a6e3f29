SELECT COALESCE(MAX(log_seq), 0) FROM event
