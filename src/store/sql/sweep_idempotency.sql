-- $1 now, $2 at most so many
DELETE FROM idempotency WHERE principal_key IN
  (SELECT principal_key FROM idempotency WHERE expires_at_ms <= $1 ORDER BY expires_at_ms LIMIT $2)
