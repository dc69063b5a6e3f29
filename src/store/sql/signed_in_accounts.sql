-- $1 now
SELECT DISTINCT account FROM session WHERE expires_at_ms > $1 ORDER BY account
