-- $1 at most so many
SELECT id, kind, once, case_id, body, attempts, next_at_ms, error FROM outbox WHERE done_at_ms IS NULL
ORDER BY id LIMIT $1
