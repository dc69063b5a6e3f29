-- $1 at most so many
SELECT kind, once, case_id, body FROM outbox WHERE done_at_ms IS NULL ORDER BY id LIMIT $1
