-- $1 kind, $2 now, $3 at most so many
SELECT id, kind, once, case_id, body, attempts, next_at_ms, error FROM outbox
WHERE done_at_ms IS NULL AND kind = $1 AND next_at_ms <= $2 ORDER BY next_at_ms LIMIT $3
