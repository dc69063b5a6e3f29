-- $1 principal_key, $2 now
SELECT body_hash, case_id FROM idempotency WHERE principal_key = $1 AND expires_at_ms > $2
