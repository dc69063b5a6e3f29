-- $1 token hash, $2 account, $3 expires at
INSERT INTO session (token_hash, account, expires_at_ms) VALUES ($1, $2, $3)
ON CONFLICT (token_hash) DO UPDATE SET account = excluded.account, expires_at_ms = excluded.expires_at_ms
