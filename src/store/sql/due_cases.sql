-- $1 now, $2 at most so many. Walks case_due, so it costs what is due and not what is open.
SELECT case_id FROM case_row WHERE phase = 0 AND next_at_ms IS NOT NULL AND next_at_ms <= $1
ORDER BY next_at_ms LIMIT $2
