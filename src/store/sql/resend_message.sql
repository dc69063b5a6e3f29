-- $1 id, $2 now
UPDATE outbox SET attempts = 0, next_at_ms = $2, error = '' WHERE id = $1 AND done_at_ms IS NULL
