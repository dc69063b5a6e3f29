-- $1 principal_key, $2 body hash, $3 case, $4 expires at
INSERT INTO idempotency (principal_key, body_hash, case_id, expires_at_ms) VALUES ($1, $2, $3, $4)
ON CONFLICT (principal_key) DO UPDATE SET body_hash = excluded.body_hash, case_id = excluded.case_id,
  expires_at_ms = excluded.expires_at_ms
