-- $1 kind, $2 queued before, $3 now, $4 why. Those nobody tried yet.
UPDATE outbox SET done_at_ms = $3, error = $4
WHERE done_at_ms IS NULL AND kind = $1 AND next_at_ms < $2 AND attempts = 0
