-- $1 token hash, $2 now
SELECT token_hash, account, expires_at_ms FROM session WHERE token_hash = $1 AND expires_at_ms > $2
