-- $1 now, $2 at most so many
DELETE FROM session WHERE token_hash IN
  (SELECT token_hash FROM session WHERE expires_at_ms <= $1 ORDER BY expires_at_ms LIMIT $2)
