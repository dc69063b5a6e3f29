-- $1 id, $2 not due again before, $3 attempts so far. Whoever takes a message counts an attempt first; of two servers
-- that read the same message the second finds it counted.
UPDATE outbox SET attempts = attempts + 1, next_at_ms = $2 WHERE id = $1 AND attempts = $3
