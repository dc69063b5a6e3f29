-- $1 id, $2 when it left or NULL, $3 due again at, $4 what the attempt met
UPDATE outbox SET done_at_ms = $2, next_at_ms = $3, error = $4 WHERE id = $1
