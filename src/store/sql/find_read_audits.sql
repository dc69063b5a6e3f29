-- $1 from, $2 before, $3 at most so many; newest first
SELECT at_ms, account, action, subject FROM read_audit WHERE at_ms >= $1 AND at_ms < $2
ORDER BY at_ms DESC, ordinal DESC LIMIT $3
